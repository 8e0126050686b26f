/** Shows an outcome other than success: what is certain, what is uncertain, and the next step. The same for every kind of operation. */
import type { ReactNode } from 'react'
import type { Outcome, StoredOutcome } from '../../../shared/model/operation.ts'
import { errorOf } from '../../messages/errors.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useOperation, useVault } from '../../vault/store.ts'
import { OperationAssessment } from '../attention/operation-assessment.tsx'
import { outcomeContext, sentOf, type OutcomeFacts } from './outcome-context.ts'
import { outcomeMessages, outcomeWords, type OutcomeWords, type Tone } from './outcome-messages.ts'

interface Props {
  readonly outcome: Exclude<Outcome, StoredOutcome>
  readonly facts: OutcomeFacts
  /** Runs when an unsaved or unknown operation was resumed and has another outcome. */
  readonly onOutcome: (outcome: Outcome) => void
}

const SIGNS: Record<Tone, IconName> = { warn: 'danger', bad: 'expired' }

/** The messages about an outcome that needs the user. Updates while main keeps checking the operation. */
export function useOutcomeWords({ outcome, facts }: Pick<Props, 'outcome' | 'facts'>): OutcomeWords {
  const keychain = useVault((state) => state.keychain)
  const operations = useVault((state) => state.operations)
  const accounts = useVault((state) => state.accounts)
  const context = outcomeContext(outcome.operation, facts, { keychain, operations, accounts })
  return outcomeWords(outcome.outcome, context, sentOf(outcome))
}

export function OutcomePanel({ outcome, facts, onOutcome }: Props) {
  const words = useOutcomeWords({ outcome, facts })
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
