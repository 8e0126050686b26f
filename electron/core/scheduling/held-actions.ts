/**
 * Holds actions of the user while they can still be undone. What an action is about stays as it is meanwhile; only its row is hidden.
 *
 * States: held (ten seconds) → undone: the row is shown again, unchanged
 *                            → carried out: by the page after its ten seconds, else by the timer here a little later
 *                            → failed: the action was refused after all; the row is shown again, nothing is lost
 * - Locking does not stop a held action: the user has chosen it, and the page that could undo it is closed.
 * - Quitting carries it out before the store closes.
 * - A killed program has written nothing of the action.
 */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { Clock, Log } from '../ports/world.ts'

/** The page's ten seconds plus time for its call, so that an undo in the last instant is still in time. */
export const HELD_MS = 12_000

interface Deps<Id> {
  /** The ids whose rows are hidden; this module is the only writer. */
  readonly hidden: Set<Id>
  /** Called when a row is hidden or shown again. */
  readonly touch: (id: Id) => void
  /** The error for an id of which nothing is held. */
  readonly notHeld: AppError
  /** What the actions are called in the log. */
  readonly name: string
  readonly clock: Pick<Clock, 'after'>
  readonly log: Pick<Log, 'unexpected'>
}

export interface HeldActions<Id> {
  /** `carryOut` runs once, unless the action is undone. Holding an id twice has no further effect. */
  hold(id: Id, carryOut: () => void | Promise<void>): void
  /** Throws Failure `notHeld` if the action is no longer held. */
  undo(id: Id): void
  /** Carries the action out now. Rejects with the errors of `carryOut`, and with Failure `notHeld` if none is held. */
  end(id: Id): Promise<void>
  /** Carries out all held actions. Never rejects. */
  endAll(): Promise<void>
}

export function createHeldActions<Id>({
  hidden,
  touch,
  notHeld,
  name,
  clock,
  log,
}: Deps<Id>): HeldActions<Id> {
  interface Held {
    readonly carryOut: () => void | Promise<void>
    readonly stop: () => void
  }
  const held = new Map<Id, Held>()

  function release(id: Id): Held {
    const one = held.get(id)
    if (one === undefined) throw new Failure(notHeld)
    one.stop()
    held.delete(id)
    return one
  }

  function show(id: Id): void {
    hidden.delete(id)
    touch(id)
  }

  async function end(id: Id): Promise<void> {
    const { carryOut } = release(id)
    try {
      await carryOut()
    } finally {
      show(id)
    }
  }

  const endQuietly = (id: Id) =>
    end(id).catch((error: unknown) => void log.unexpected(`carry out a held ${name}`, error))

  return {
    hold(id, carryOut) {
      if (held.has(id)) return
      held.set(id, { carryOut, stop: clock.after(HELD_MS, () => void endQuietly(id)) })
      hidden.add(id)
      touch(id)
    },
    undo(id) {
      release(id)
      show(id)
    },
    end,
    async endAll() {
      await Promise.all([...held.keys()].map(endQuietly))
    },
  }
}
