/** The dialog of one open operation: what is known and the next step. Once the secret is saved, it closes and opens the key. */
import { useState } from 'react'
import type { OperationId } from '../../../shared/model/model.ts'
import type { OperationRow, Outcome, StoredOutcome } from '../../../shared/model/operation.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Ago } from '../../parts/time.tsx'
import { useOperation, useVault } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { finish } from '../regenerate/finish.ts'
import { OutcomeButtons } from '../regenerate/outcome-buttons.tsx'
import type { OutcomeFacts } from '../regenerate/outcome-context.ts'
import { OutcomePanel } from '../regenerate/outcome-panel.tsx'
import { commonMessages } from '../../messages/common-messages.ts'
import { againDialog } from './again-dialog.ts'
import { OperationAssessment } from './operation-assessment.tsx'
import { operationMessages } from './assessment-messages.ts'
import { useFacts } from './operation-facts.ts'

type Unfinished = Exclude<Outcome, StoredOutcome>

export const operationTitle = ({ kind, name }: OperationRow) => operationMessages.title(kind, name)

export function OperationDialog({ id }: { readonly id: OperationId }) {
  const current = useOperation(id)
  // An ended operation is removed from the store, but its outcome still has to be shown. So the row is kept here.
  const [operation] = useState(current)
  const [outcome, setOutcome] = useState<Unfinished>()
  const [dialog] = useState(() => useVault.getState().dialog)
  const facts = useFacts(operation)
  if (operation === undefined || facts === undefined || (current === undefined && outcome === undefined))
    return <MissingDialog what="operation" />
  const take = (next: Outcome) => {
    if (next.outcome === 'stored') finish(next, facts, dialog)
    else setOutcome(next)
  }
  if (outcome !== undefined) return <Ended {...{ operation, outcome, facts }} onOutcome={take} />
  return (
    <Dialog
      title={operationTitle(operation)}
      onClose={closeDialog}
      footer={<Button onPress={closeDialog}>{commonMessages.close}</Button>}
    >
      <p className="soft">
        {operationMessages.startedBefore} <Ago at={operation.startedAt} />
        {operationMessages.startedAfter}
      </p>
      <OperationAssessment operation={current ?? operation} onOutcome={take} />
    </Dialog>
  )
}

interface EndedProps {
  readonly operation: OperationRow
  readonly outcome: Unfinished
  readonly facts: OutcomeFacts
  readonly onOutcome: (outcome: Outcome) => void
}

function Ended({ operation, outcome, facts, onOutcome }: EndedProps) {
  return (
    <Dialog
      title={operationTitle(operation)}
      onClose={closeDialog}
      footer={
        <OutcomeButtons
          outcome={outcome}
          name={operation.name}
          onLeave={closeDialog}
          onAgain={() => openDialog(againDialog(operation))}
          onOutcome={onOutcome}
        />
      }
    >
      <OutcomePanel outcome={outcome} facts={facts} onOutcome={onOutcome} />
    </Dialog>
  )
}
