/** One row of the attention table: its subject, the reason, since or until when, and the next step. The details open below the row. */
import type { ReactNode } from 'react'
import type { Notice } from '../../../shared/contract/snapshot.ts'
import { overlapLeft } from '../../../shared/model/overlap.ts'
import { eventWords } from '../../../shared/expiry/reminder-messages.ts'
import { closeDialog, openDetail, openDialog, showView } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Ago, Day } from '../../parts/time.tsx'
import { call } from '../../vault/bridge.ts'
import { useKey, useProviderOf, useVault } from '../../vault/store.ts'
import { keyCommands, type KeyCommandId } from '../../commands/key-commands.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { queueWords } from '../many/queue-messages.ts'
import { SnoozeMenu } from '../reminders/snooze-menu.tsx'
import type { AttentionItem } from './attention-items.ts'
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
    case 'renewed':
      return item.key.name
    case 'reminder':
      return item.event.name
    case 'others':
      return MESSAGES.others(item.count)
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
    case 'renewed':
      return MESSAGES.renewed
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

export function DateCell({ item }: { readonly item: AttentionItem }) {
  const now = useVault((state) => state.now)
  if (item.kind === 'notice') return <Ago at={item.notice.at} />
  if (item.kind === 'operation')
    return (
      <>
        {MESSAGES.begun} <Ago at={item.operation.startedAt} />
      </>
    )
  if (item.kind !== 'reminder') return null
  const { at, reason } = item.event
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
    case 'renewed':
      return <Step about={about} words={MESSAGES.open} onPress={() => openKey(item.key.id)} />
    case 'credential':
      return (
        <Step
          about={about}
          words={MESSAGES.newCredential}
          onPress={() => openDialog({ kind: 'change-account', account: item.account.id })}
        />
      )
    case 'reminder':
      return <RenewCell item={item} />
    case 'notice':
      return <NoticeStep notice={item.notice} about={about} />
    case 'operation':
    case 'overlap':
      return null
  }
}

function NoticeStep({ notice, about }: { readonly notice: Notice; readonly about: string }) {
  if (notice.kind !== 'backup-old') return null
  return <Step about={about} words={MESSAGES.backUp} onPress={() => openDialog({ kind: 'back-up' })} />
}

/** The commands that give a key a new secret, the least disruptive first. */
const RENEWING = [
  ['replace', MESSAGES.renew.replace],
  ['regenerate', MESSAGES.renew.regenerate],
  ['paste', MESSAGES.renew.paste],
] as const satisfies readonly (readonly [KeyCommandId, string])[]

function RenewCell({ item }: { readonly item: Extract<AttentionItem, { kind: 'reminder' }> }) {
  const row = useKey(item.key)
  const metadata = useProviderOf(row)
  if (row === undefined) return null
  const commands = keyCommands(row, metadata)
  const renew = RENEWING.find(([action]) => commands.includes(action))
  return (
    <>
      {renew !== undefined && (
        <Step
          about={row.name}
          words={renew[1]}
          onPress={() => openDialog({ kind: renew[0], key: item.key })}
        />
      )}
      <SnoozeMenu keys={[item.key]} what={row.name} isIcon />
    </>
  )
}
