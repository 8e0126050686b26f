/** The details below an open row of the attention table: what is known, and the next steps. */
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { OverlapOperation } from '../../../shared/model/overlap.ts'
import { openDialog } from '../../app/page-actions.ts'
import { useAccount, useProvider, useVault } from '../../vault/store.ts'
import { toastStored } from '../regenerate/finish.ts'
import { LeakPlace } from '../detail/leak-place.tsx'
import { IncompleteKey } from '../detail/incomplete-key.tsx'
import { leakMessages } from '../detail/leak-messages.ts'
import { OverlapSteps } from '../replace/overlap-steps.tsx'
import { overlapWords } from '../replace/overlap-messages.ts'
import { KeychainOffer } from '../settings/keychain-offer.tsx'
import type { AttentionItem, AttentionKey } from './attention-items.ts'
import { MESSAGES } from './attention-messages.ts'
import { credentialWords, keychainWords, noticeWords } from './notice-messages.ts'
import { OperationAssessment } from './operation-assessment.tsx'
import { useFacts } from './operation-facts.ts'

/** Reminders, the queue and the line of other keys show everything in their row. Enter opens the key, the queue or the list. */
export const hasDetails = ({ kind }: AttentionItem): boolean =>
  kind !== 'reminder' && kind !== 'others' && kind !== 'queue'

/** The details of an unsaved secret are open from the start, so that its steps are visible at once. */
export const isOpenAtFirst = (item: AttentionItem): boolean =>
  item.kind === 'operation' && item.operation.state === 'unsaved'

export function Details({ item }: { readonly item: AttentionItem }) {
  switch (item.kind) {
    case 'operation':
      return <Open operation={item.operation} />
    case 'overlap':
      return <Overlap operation={item.operation} />
    case 'keychain':
      return (
        <>
          <p className="soft">{keychainWords(item.keychain).detail}</p>
          <KeychainOffer size="small" />
        </>
      )
    case 'notice':
      return <p className="soft selectable">{noticeWords(item.notice).detail}</p>
    case 'credential':
      return <p className="soft">{credentialWords(item.why, item.account.name).detail}</p>
    case 'key':
      return <AboutKey item={item} />
    case 'queue':
    case 'reminder':
    case 'others':
      return null
  }
}

function AboutKey({ item: { why, key } }: { readonly item: AttentionKey }) {
  const provider = useProvider(key.provider)?.name
  if (why === 'incomplete') return <IncompleteKey row={key} />
  if (why === 'renewed') return <p className="soft">{MESSAGES.renewedDetail}</p>
  return (
    <div className="assessment">
      <strong>{leakMessages.title(provider)}</strong>
      <LeakPlace where={key.leaked?.where} />
      <p className="soft">{leakMessages.next}</p>
    </div>
  )
}

function Open({ operation }: { readonly operation: OperationRow }) {
  const facts = useFacts(operation)
  return (
    <OperationAssessment
      operation={operation}
      size="small"
      onOutcome={(outcome) => {
        if (outcome.outcome === 'stored' && facts !== undefined) toastStored(outcome, facts)
        else openDialog({ kind: 'operation', operation: operation.id })
      }}
    />
  )
}

function Overlap({ operation }: { readonly operation: OverlapOperation }) {
  const now = useVault((state) => state.now)
  const account = useAccount(operation.account)
  const provider = useProvider(account?.provider)?.name
  const { title, detail } = overlapWords(operation, provider, now)
  return (
    <div className="assessment">
      <strong>{title}</strong>
      <p className="soft">{detail}</p>
      <OverlapSteps operation={operation} provider={provider} />
    </div>
  )
}
