/** One row of the attention table: its subject, the reason, since or until when, and the next step. The details open below the row. */
import type { ReactNode } from 'react'
import type { KeyId } from '../../../shared/model/model.ts'
import type { Notice } from '../../../shared/contract/snapshot.ts'
import { overlapLeft } from '../../../shared/model/overlap.ts'
import type { ReminderEvent } from '../../../shared/expiry/reminders.ts'
import { eventWords } from '../../../shared/expiry/reminder-messages.ts'
import { closeDialog, openDetail, openDialog, showView } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Ago, Day } from '../../parts/time.tsx'
import { call } from '../../vault/bridge.ts'
import { toastError } from '../../vault/toasts.ts'
import { useKey, useProviderOf, useVault } from '../../vault/store.ts'
import { keyCommands, type KeyCommandId } from '../../commands/key-commands.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { queueWords } from '../many/queue-messages.ts'
import { SnoozeMenu } from '../reminders/snooze-menu.tsx'
import type { AttentionItem, AttentionKey } from './attention-items.ts'
import { CREDENTIAL_TITLES, DATE_TITLES, MESSAGES } from './attention-messages.ts'
import { keychainWords, noticeWords } from './notice-messages.ts'
import { operationTitle } from './operation-dialog.tsx'

/** The subject of a row as text. Typing ahead in the table searches this text too. */
export function subjectOf(item: AttentionItem): string {
  switch (item.kind) {
    case 'operation':
      return operationTitle(item.operation)
    case 'overlap':
      return MESSAGES.replacementOf(item.operation.overlap.oldName)
    case 'queue':
      return MESSAGES.queue
    case 'keychain':
      return keychainWords(item.keychain).title
    case 'notice':
      return noticeWords(item.notice).title
    case 'credential':
      return item.account.name
    case 'reminder':
      return item.event.name
    case 'others':
      return MESSAGES.others(item.count)
    case 'key':
      return item.key.name
  }
}

/** The reason for which the item is listed, where the subject does not already name it. */
export function reasonOf(item: AttentionItem, now: number): string {
  switch (item.kind) {
    case 'overlap':
      return overlapLeft(item.operation.overlap, now)
    case 'queue':
      return queueWords(item.queue).title
    case 'credential':
      return CREDENTIAL_TITLES[item.why]
    case 'key':
      return MESSAGES[item.why]
    case 'reminder':
      return eventWords(item.event, now)
    case 'others':
      return MESSAGES.othersDetail
    case 'operation':
    case 'keychain':
    case 'notice':
      return ''
  }
}

/** The date of the reason, where it has one. */
function datedOf(item: AttentionItem): Pick<ReminderEvent, 'at' | 'reason'> | undefined {
  if (item.kind === 'reminder') return item.event
  const leak = item.kind === 'key' && item.why === 'leaked' ? item.key.leaked : undefined
  return leak && { at: leak.at, reason: 'leak' }
}

export function DateCell({ item }: { readonly item: AttentionItem }) {
  const now = useVault((state) => state.now)
  if (item.kind === 'notice') return <Ago at={item.notice.at} />
  if (item.kind === 'operation')
    return (
      <>
        {MESSAGES.begun} <Ago at={item.operation.startedAt} />
      </>
    )
  const dated = datedOf(item)
  if (dated === undefined) return null
  const { at, reason } = dated
  return (
    <>
      {DATE_TITLES[reason][at > now ? 0 : 1]} <Day at={at} />
    </>
  )
}

/** Handles Enter on a row without details. */
export function openItem(item: AttentionItem): void {
  if (item.kind === 'queue') openDialog({ kind: 'queue' })
  else if (item.kind === 'others') {
    showView({ kind: 'attention' })
    closeDialog()
  } else if (item.kind === 'reminder') openKey(item.key)
}

function openKey(key: Parameters<typeof openDetail>[0]): void {
  openDetail(key)
  closeDialog()
}

interface StepProps {
  readonly about: string
  readonly words: string
  readonly onPress: () => void
}

/** A button whose accessible name starts with the visible text and also names the subject. */
const Step = ({ about, words, onPress }: StepProps): ReactNode => (
  <Button size="small" aria-label={`${words} (${about})`} onPress={onPress}>
    {words}
  </Button>
)

/** The next step of an item. The next steps of operations and overlaps are in their details. */
export function ActionCell({ item }: { readonly item: AttentionItem }) {
  const about = subjectOf(item)
  switch (item.kind) {
    case 'keychain':
      return <Step about={about} words={MESSAGES.checkAgain} onPress={() => void call('keychain:check')} />
    case 'queue':
      return <Step about={about} words={MESSAGES.showQueue} onPress={() => openItem(item)} />
    case 'others':
      return <Step about={about} words={commonMessages.showInList} onPress={() => openItem(item)} />
    case 'key':
      return <KeyCell item={item} />
    case 'credential':
      return (
        <Step
          about={about}
          words={MESSAGES.newCredential}
          onPress={() => openDialog({ kind: 'change-account', account: item.account.id })}
        />
      )
    case 'reminder':
      return <RenewCell id={item.key} canWait />
    case 'notice':
      return <NoticeStep notice={item.notice} about={about} />
    case 'operation':
    case 'overlap':
      return null
  }
}

function KeyCell({ item: { why, key } }: { readonly item: AttentionKey }) {
  if (why === 'leaked') return <RenewCell id={key.id} />
  return <Step about={key.name} words={MESSAGES.open} onPress={() => openKey(key.id)} />
}

function NoticeStep({ notice, about }: { readonly notice: Notice; readonly about: string }) {
  if (notice.kind !== 'backup-old' && notice.kind !== 'backup-none') return null
  return (
    <>
      <Step about={about} words={MESSAGES.backUp} onPress={() => openDialog({ kind: 'back-up' })} />
      <Step about={about} words={MESSAGES.snooze} onPress={() => void snoozeBackups()} />
    </>
  )
}

async function snoozeBackups(): Promise<void> {
  const answer = await call('backup:snooze')
  if (!answer.ok) toastError(answer.error)
}

/** The commands that give a key a new secret, the least disruptive first. */
const RENEWING = [
  ['replace', MESSAGES.renew.replace],
  ['regenerate', MESSAGES.renew.regenerate],
  ['paste', MESSAGES.renew.paste],
] as const satisfies readonly (readonly [KeyCommandId, string])[]

interface RenewProps {
  readonly id: KeyId
  /** The reminder can be snoozed. */
  readonly canWait?: boolean
}

function RenewCell({ id, canWait = false }: RenewProps) {
  const row = useKey(id)
  const metadata = useProviderOf(row)
  if (row === undefined) return null
  const commands = keyCommands(row, metadata)
  const renew = RENEWING.find(([action]) => commands.includes(action))
  return (
    <>
      {renew !== undefined && (
        <Step about={row.name} words={renew[1]} onPress={() => openDialog({ kind: renew[0], key: id })} />
      )}
      {canWait && <SnoozeMenu keys={[id]} what={row.name} isIcon />}
    </>
  )
}
