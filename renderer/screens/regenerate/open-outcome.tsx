/** The screen of an operation that is not over: its secret is not saved yet, or its outcome is unknown. */
import type { OpenOutcome, Outcome } from '../../../shared/model/operation.ts'
import { closeDialog, openChanged } from '../../app/page-actions.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { OutcomeButtons } from './outcome-buttons.tsx'
import type { OutcomeFacts } from './outcome-context.ts'
import { OutcomePanel } from './outcome-panel.tsx'

interface Props {
  readonly title: string
  readonly outcome: OpenOutcome
  readonly facts: OutcomeFacts
  readonly onAgain: () => void
  readonly onOutcome: (outcome: Outcome) => void
}

export function OpenOutcomeDialog({ title, outcome, facts, onAgain, onOutcome }: Props) {
  const leave = () => {
    closeDialog()
    // The key exists, and its panel shows what is left to do. After an unknown outcome there may be no new key.
    if (outcome.outcome === 'unsaved') openChanged(outcome.key)
  }
  return (
    <Dialog
      title={title}
      onClose={leave}
      footer={
        <OutcomeButtons
          outcome={outcome}
          name={facts.name}
          onLeave={leave}
          onAgain={onAgain}
          onOutcome={onOutcome}
        />
      }
    >
      <OutcomePanel outcome={outcome} facts={facts} onOutcome={onOutcome} />
    </Dialog>
  )
}
