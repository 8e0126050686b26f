/**
 * Holds a key's deletion from Keyhold while it can still be undone. The key and its secrets stay stored meanwhile; only its row is hidden.
 *
 * States: held (ten seconds) → undone: the row is shown again, unchanged
 *                            → carried out: by the page after its ten seconds, else by the timer here a little later
 *                            → failed: the keychain refused, or a sync brought the key back; the row is shown again, nothing is lost
 * - Locking does not stop a held deletion: the user has confirmed it, and the page that could undo it is closed.
 * - Quitting carries it out before the store closes; a key that the keychain then refuses to delete stays.
 * - A killed program has written nothing of the deletion: at the next start the key is listed again, with its secret.
 */
import type { KeyId } from '../../../shared/model/model.ts'
import type { Input } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { Changes } from '../projection/changes.ts'
import type { Keys } from './keys.ts'

/** The page's ten seconds plus time for its call, so that an undo in the last instant is still in time. */
export const HELD_MS = 12_000

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
  const held = new Map<KeyId, { readonly name: string; readonly stop: () => void }>()

  function release(key: KeyId): string {
    const one = held.get(key)
    if (one === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
    one.stop()
    held.delete(key)
    return one.name
  }

  function show(key: KeyId): void {
    hidden.delete(key)
    changes.touch({ keys: [key] })
  }

  async function end(key: KeyId): Promise<void> {
    const name = release(key)
    try {
      await keys.forget({ key, name })
    } finally {
      show(key)
    }
  }

  const endQuietly = (key: KeyId) =>
    end(key).catch((error: unknown) => void log.unexpected('carry out a held deletion', error))

  return {
    hold({ key, name }) {
      keys.refuseForget({ key, name })
      if (held.has(key)) return
      held.set(key, { name, stop: clock.after(HELD_MS, () => void endQuietly(key)) })
      hidden.add(key)
      changes.touch({ keys: [key] })
    },
    undo({ key }) {
      release(key)
      show(key)
    },
    end: ({ key }) => end(key),
    async endAll() {
      await Promise.all([...held.keys()].map(endQuietly))
    },
  }
}
