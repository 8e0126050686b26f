/** One row of the attention table: what it is about, why, since or until when, and the next step. Its details open below it. */
import type { ReactNode } from 'react'
import { overlapLeft } from '../../../shared/model/overlap.ts'
import { eventWords } from '../../../shared/expiry/reminder-messages.ts'
import { closeDialog, openDetail, openDialog, showView } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Ago, Day } from '../../parts/time.tsx'
import { call } from '../../vault/bridge.ts'
import { useKey, useProviderOf, useVault } from '../../vault/store.ts'
import { keyCommands, type KeyCommandId } from '../../commands/key-commands.ts'
import { queueWords } from '../many/queue-messages.ts'
import { SnoozeMenu } from '../reminders/snooze-menu.tsx'
import type { AttentionItem } from './attention-items.ts'
import { CREDENTIAL_TITLES, DATE_TITLES, MESSAGES } from './attention-messages.ts'
import { keychainWords, noticeWords } from './notice-messages.ts'
import { operationTitle } from './operation-dialog.tsx'

/** What a row says in words: also what typing ahead finds. */
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

/** Why it is listed, where its subject does not say so itself. */
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

/** What Enter does where a row has no details. */
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

/** Its name begins with what is seen, and says what it is about. */
const Step = ({ about, words, onPress }: StepProps): ReactNode => (
  <Button size="small" aria-label={`${words} (${about})`} onPress={onPress}>
    {words}
  </Button>
)

/** The one next step; of operations and overlaps it stands in the details. */
export function ActionCell({ item }: { readonly item: AttentionItem }) {
  const about = subjectOf(item)
  switch (item.kind) {
    case 'keychain':
      return <Step about={about} words={MESSAGES.checkAgain} onPress={() => void call('keychain:check')} />
    case 'queue':
      return <Step about={about} words={MESSAGES.showQueue} onPress={() => openItem(item)} />
    case 'others':
      return <Step about={about} words={MESSAGES.showInList} onPress={() => openItem(item)} />
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
    case 'operation':
    case 'overlap':
    case 'notice':
      return null
  }
}

/** What renews a key, the gentlest first. */
const RENEWING = [
  ['replace', MESSAGES.renew.replace],
  ['regenerate', MESSAGES.renew.regenerate],
  ['paste', MESSAGES.renew.paste],
] as const satisfies readonly (readonly [KeyCommandId, string])[]

function RenewCell({ item }: { readonly item: Extract<AttentionItem, { kind: 'reminder' }> }) {
  const row = useKey(item.key)
  const metadata = useProviderOf(row)
  if (row === undefined) return null
  const acts = keyCommands(row, metadata)
  const renew = RENEWING.find(([act]) => acts.includes(act))
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
