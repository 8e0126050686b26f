/** Shows what is known about an open operation. Updates whenever the main process checks the provider again. */
import { relativeWords } from '../../../shared/expiry/expiry.ts'
import type { OperationRow, Outcome } from '../../../shared/model/operation.ts'
import { momentText } from '../../messages/dates.ts'
import { errorOf, sentence } from '../../messages/errors.ts'
import { useAccount, useKey, useProvider, useVault } from '../../vault/store.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { OperationSteps } from './operation-steps.tsx'
import { SealedAnswer } from './sealed-answer.tsx'
import { assessmentMessages, operationMessages } from './assessment-messages.ts'

interface Props {
  readonly operation: OperationRow
  readonly onOutcome: (outcome: Outcome) => void
  readonly size?: 'small' | 'normal'
}

export function OperationAssessment({ operation, onOutcome, size }: Props) {
  const account = useAccount(operation.account)
  const provider = useProvider(account?.provider)?.name ?? commonMessages.theProvider
  const now = useVault((state) => state.now)
  const isGone = useKey(operation.key)?.goneSince !== undefined
  const words = assessmentMessages(operation, {
    provider,
    time: (at) => operationMessages.on(momentText(at)),
    isGone,
  })
  if (words === undefined) return null
  return (
    <div className="assessment">
      <div role="status">
        <strong>{words.title}</strong>
        <p className="soft">
          {words.detail}
          {words.nextCheckAt !== undefined &&
            ` ${operationMessages.checksAgain(nextCheck(words.nextCheckAt, now))}`}
        </p>
      </div>
      {operation.error !== undefined && (
        <p className="faint small selectable wrap">
          {sentence(errorOf(operation.error), { provider, now }).title}.
        </p>
      )}
      <SealedAnswer operation={operation} provider={provider} onOutcome={onOutcome} size={size} />
      <OperationSteps
        operation={operation}
        steps={words.steps}
        onOutcome={onOutcome}
        {...(size !== undefined && { size })}
      />
    </div>
  )
}

const nextCheck = (at: number, now: number) =>
  at - now < 60_000 ? operationMessages.withinMinute : relativeWords(at, now)
