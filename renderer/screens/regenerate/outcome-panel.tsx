/** Shows the outcome of an operation: what is certain, what is uncertain, and the next step. The same for every kind of operation. */
import type { ReactNode } from 'react'
import type { CallOutcome } from '../../../shared/contract/errors.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import type { OperationKind, Outcome, Assessment } from '../../../shared/model/operation.ts'
import { errorOf } from '../../messages/errors.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useAccount, useKey, useOperation, useVault } from '../../vault/store.ts'
import { OperationAssessment } from '../attention/operation-assessment.tsx'
import { dependentsOf } from './dependents.ts'
import { outcomeMessages, outcomeWords, type OutcomeWords, type Tone } from './outcome-messages.ts'
import { WhatToUpdate } from './what-to-update.tsx'

export interface OutcomeFacts {
  readonly kind: OperationKind
  readonly name: string
  /** The provider's name; missing for keys entered by hand. */
  readonly provider: string | undefined
  readonly oldSecretDies: 'at-once' | 'none'
  /** For a pasted value: the old value stays active during an overlap. */
  readonly oldLivesOn?: boolean
  /** The row before the operation; missing for a new key. */
  readonly before: KeyRow | undefined
}

interface Props {
  readonly outcome: Outcome
  readonly facts: OutcomeFacts
  /** Runs when an unsaved or unknown operation was resumed and has another outcome. */
  readonly onOutcome: (outcome: Outcome) => void
}

const SIGNS: Record<Tone, IconName> = { good: 'active', warn: 'danger', bad: 'expired', calm: 'info' }

/** `cannot-tell` does not settle the outcome: it says that no check can. */
const isSettled = (assessment: Assessment | undefined): boolean =>
  assessment !== undefined && assessment.state !== 'checking' && assessment.state !== 'cannot-tell'

/** What is known about the request, if a provider was asked. */
function sentOf(outcome: Outcome): CallOutcome | undefined {
  const error = outcome.outcome === 'stored' ? undefined : errorOf(outcome.error)
  return error?.kind === 'provider' ? error.outcome : undefined
}

function useWords({ outcome, facts }: Pick<Props, 'outcome' | 'facts'>): OutcomeWords {
  const backend = useVault(({ keychain }) => keychain.backend)
  const operation = useOperation(outcome.operation)
  const owner = useAccount(facts.before?.credentialOf)
  const context = {
    ...facts,
    hadSecret: facts.before !== undefined && facts.before.secret !== 'missing',
    backend: backend === '' ? outcomeMessages.yourKeychain : backend,
    credentialOf: owner?.name,
    sealed: operation?.sealed ?? false,
    isSettled: isSettled(operation?.assessment),
  }
  return outcomeWords(outcome.outcome, context, sentOf(outcome))
}

export function OutcomePanel({ outcome, facts, onOutcome }: Props) {
  const words = useWords({ outcome, facts })
  return (
    <div className="outcome">
      <div className={`outcome-head ${words.tone}`} role="status">
        <Icon of={SIGNS[words.tone]} className={words.tone} />
        <h3 className="wrap">{words.title}</h3>
      </div>
      <Lines title={outcomeMessages.certain} icon="check" lines={words.certain} />
      <Lines title={outcomeMessages.uncertain} icon="undated" lines={words.uncertain} />
      {outcome.outcome !== 'unknown' && <p className="outcome-next">{words.next}</p>}
      <After outcome={outcome} facts={facts} words={words} onOutcome={onOutcome} />
    </div>
  )
}

interface LinesProps {
  readonly title: string
  readonly icon: IconName
  readonly lines: readonly string[]
}

function Lines({ title, icon, lines }: LinesProps): ReactNode {
  if (lines.length === 0) return null
  return (
    <section className="outcome-lines">
      <h4 className="section-title">{title}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <Icon of={icon} />
            <span className="wrap">{line}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The part that depends on the outcome. */
function After({ outcome, facts, words, onOutcome }: Props & { readonly words: OutcomeWords }) {
  const now = useVault((state) => state.now)
  const operation = useOperation(outcome.operation)
  switch (outcome.outcome) {
    case 'stored':
      return <Update outcome={outcome} facts={facts} />
    case 'unsaved':
    case 'rejected':
      return <ErrorNotice error={errorOf(outcome.error)} provider={facts.provider} now={now} tone="warn" />
    case 'unknown':
      // Main keeps updating the assessment while it checks again. Without an open operation only the failure itself is known.
      return operation === undefined ? (
        <ErrorNotice error={errorOf(outcome.error)} provider={facts.provider} now={now} tone="note" />
      ) : (
        <>
          <p className="outcome-next">{words.next}</p>
          <OperationAssessment operation={operation} onOutcome={onOutcome} />
        </>
      )
  }
}

/** Lists where the old value is used. For a replacement, this is recorded at the old key. */
function Update({ outcome, facts }: Pick<Props, 'outcome' | 'facts'>) {
  const { kind, before } = facts
  const row = useKey(kind === 'replace' ? before?.id : outcome.key)
  const accounts = useVault((state) => state.accounts)
  if (row === undefined || kind === 'create' || kind === 'add') return null
  return <WhatToUpdate dependents={dependentsOf(row, accounts.values())} tense="after" />
}
