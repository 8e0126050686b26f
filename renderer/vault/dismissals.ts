/** Dismisses unknown outcomes of operations, with an undo. The states are in electron/core/scheduling/held-actions.ts. */
import type { OperationRow } from '../../shared/model/operation.ts'
import { call } from './bridge.ts'
import { allOf, endHeld } from './local-edits.ts'
import { toastError } from './toasts.ts'
import { offerUndo } from './undo.ts'
import { undoMessages } from './undo-messages.ts'

type Named = Pick<OperationRow, 'id' | 'name'>

/** Asks the main process to hold a dismissal for as long as it can be undone. */
export const holdDismissal = ({ id }: Named) => call('operation:hold-dismissal', { operation: id })

/** Shows a toast with an undo for dismissed outcomes. Without an undo in time, asks the main process to carry out the dismissals. */
export function offerUndoOfDismissal(operations: readonly Named[]): void {
  const [only] = operations
  const each = (name: 'operation:undo-dismissal' | 'operation:end-dismissal') =>
    operations.map(
      ({ id }) =>
        () =>
          call(name, { operation: id }),
    )
  offerUndo(
    undoMessages.dismissed(operations.length),
    operations.length === 1 ? only?.name : undefined,
    () => allOf(each('operation:undo-dismissal')),
    () => void endHeld(each('operation:end-dismissal')),
  )
}

/** Dismisses the outcomes one after another. Stops at the first failure and shows its reason; those before it can be undone. */
export async function dismissOutcomes(operations: readonly Named[]): Promise<void> {
  const done: Named[] = []
  for (const operation of operations) {
    const answer = await holdDismissal(operation)
    if (!answer.ok) {
      toastError(answer.error)
      break
    }
    done.push(operation)
  }
  if (done.length > 0) offerUndoOfDismissal(done)
}
