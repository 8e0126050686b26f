/**
 * Holds a key's deletion from Keyhold while it can still be undone. The key and its secrets stay stored meanwhile; only its row is hidden. The
 * states are those of `scheduling/held-actions.ts`. A deletion fails if the keychain refuses, or if a sync brought the key back.
 */
import type { KeyId } from '../../../shared/model/model.ts'
import type { Input } from '../../../shared/contract/contract.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { Changes } from '../projection/changes.ts'
import { createHeldActions } from '../scheduling/held-actions.ts'
import type { Keys } from './keys.ts'

interface Deps {
  readonly keys: Pick<Keys, 'forget' | 'refuseForget'>
  /** The keys whose rows are hidden; this module is the only writer. */
  readonly hidden: Set<KeyId>
  readonly changes: Pick<Changes, 'touch'>
  readonly clock: Pick<Clock, 'after'>
  readonly log: Pick<Log, 'unexpected'>
}

export interface HeldDeletions {
  /** Throws the errors of `forget`. Holding a key twice has no further effect. */
  hold(input: Input<'key:hold-deletion'>): void
  /** Throws Failure `not-found` if the deletion is no longer held. */
  undo(input: Input<'key:undo-deletion'>): void
  /** Carries the deletion out now. Throws the Failures of `forget`, and `not-found` if none is held. */
  end(input: Input<'key:end-deletion'>): Promise<void>
  /** Carries out all held deletions. Never rejects. */
  endAll(): Promise<void>
}

export function createHeldDeletions({ keys, hidden, changes, clock, log }: Deps): HeldDeletions {
  const held = createHeldActions<KeyId>({
    hidden,
    touch: (key) => changes.touch({ keys: [key] }),
    notHeld: { kind: 'not-found', what: 'key' },
    name: 'deletion',
    clock,
    log,
  })
  return {
    hold({ key, name }) {
      keys.refuseForget({ key, name })
      held.hold(key, () => keys.forget({ key, name }))
    },
    undo: ({ key }) => held.undo(key),
    end: ({ key }) => held.end(key),
    endAll: () => held.endAll(),
  }
}
