/**
 * Holds the dismissal of an unknown outcome while it can still be undone. The operation stays open in the journal meanwhile; only its row is
 * hidden. The states are those of `scheduling/held-actions.ts`. A dismissal has no effect if the operation has ended or moved on by then, and fails
 * while the operation is being resumed.
 */
import type { Input } from '../../../shared/contract/contract.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { Changes } from '../projection/changes.ts'
import { createHeldActions } from '../scheduling/held-actions.ts'
import type { Journal } from './journal.ts'
import type { Rotation } from './rotation.ts'

interface Deps {
  readonly rotation: Pick<Rotation, 'close' | 'refuseClose'>
  readonly journal: Pick<Journal, 'get'>
  /** The operations whose rows are hidden; this module is the only writer. */
  readonly hidden: Set<OperationId>
  readonly changes: Pick<Changes, 'touch'>
  readonly clock: Pick<Clock, 'after'>
  readonly log: Pick<Log, 'unexpected'>
}

export interface HeldDismissals {
  /** Throws the errors of `close`. Holding an operation twice has no further effect. */
  hold(input: Input<'operation:hold-dismissal'>): void
  /** Throws Failure `not-found` if the dismissal is no longer held. */
  undo(input: Input<'operation:undo-dismissal'>): void
  /** Carries the dismissal out now. Rejects with the errors of `close`, and with Failure `not-found` if none is held. */
  end(input: Input<'operation:end-dismissal'>): Promise<void>
  /** Carries out all held dismissals. Never rejects. */
  endAll(): Promise<void>
}

export function createHeldDismissals(deps: Deps): HeldDismissals {
  const { rotation, journal, hidden, changes, clock, log } = deps
  const held = createHeldActions<OperationId>({
    hidden,
    touch: (operation) => changes.touch({ operations: [operation] }),
    notHeld: { kind: 'not-found', what: 'operation' },
    name: 'dismissal',
    clock,
    log,
  })

  /** A newer secret may have closed the operation, or a recovery may have found its secret. Then there is nothing to dismiss. */
  function closeIfUnknown(id: OperationId): void {
    if (journal.get(id).state === 'unknown') rotation.close(id)
  }

  return {
    hold({ operation }) {
      rotation.refuseClose(operation)
      held.hold(operation, () => closeIfUnknown(operation))
    },
    undo: ({ operation }) => held.undo(operation),
    end: ({ operation }) => held.end(operation),
    endAll: () => held.endAll(),
  }
}
