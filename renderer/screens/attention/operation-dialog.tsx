/** The dialog of one open operation: what is known and the next step. Once the operation has ended, it shows the outcome. */
import { useState } from 'react'
import type { KeyRow, OperationId } from '../../../shared/model/model.ts'
import type { OperationRow, Outcome } from '../../../shared/model/operation.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Ago } from '../../parts/time.tsx'
import { useAccount, useKey, useOperation, useProvider } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { OutcomeButtons } from '../regenerate/outcome-buttons.tsx'
import { OutcomePanel } from '../regenerate/outcome-panel.tsx'
import { commonMessages } from '../../messages/common-messages.ts'
import { againDialog } from './again-dialog.ts'
import { OperationAssessment } from './operation-assessment.tsx'
import { operationMessages } from './assessment-messages.ts'

export const operationTitle = ({ kind, name }: OperationRow) => operationMessages.title(kind, name)

export function OperationDialog({ id }: { readonly id: OperationId }) {
  const current = useOperation(id)
  // An ended operation is removed from the store, but its outcome still has to be shown. So the row is kept here.
  const [operation] = useState(current)
  const [outcome, setOutcome] = useState<Outcome>()
  const row = useKey(operation?.key)
  if (operation === undefined || (current === undefined && outcome === undefined))
    return <MissingDialog what="operation" />
  if (outcome !== undefined)
    return <Ended operation={operation} row={row} outcome={outcome} onOutcome={setOutcome} />
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
      <OperationAssessment operation={current ?? operation} onOutcome={setOutcome} />
    </Dialog>
  )
}

interface EndedProps {
  readonly operation: OperationRow
  readonly row: KeyRow | undefined
  readonly outcome: Outcome
  readonly onOutcome: (outcome: Outcome) => void
}

function Ended({ operation, row, outcome, onOutcome }: EndedProps) {
  const account = useAccount(operation.account)
  const metadata = useProvider(account?.provider)
  return (
    <Dialog
      title={operationTitle(operation)}
      onClose={closeDialog}
      footer={
        <OutcomeButtons
          outcome={outcome}
          name={operation.name}
          onAgain={() => openDialog(againDialog(operation))}
          onOutcome={onOutcome}
        />
      }
    >
      <OutcomePanel
        outcome={outcome}
        facts={{
          kind: operation.kind,
          name: operation.name,
          provider: metadata?.name,
          oldSecretDies: metadata?.rotation.oldSecretDies ?? 'none',
          before: operation.kind === 'create' || operation.kind === 'add' ? undefined : row,
          oldLivesOn: operation.kind === 'paste' && operation.overlap !== undefined,
        }}
        onOutcome={onOutcome}
      />
    </Dialog>
  )
}
