/** Snoozes the reminders of keys, and ends snoozes. */
import type { Input } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { DAY_MS } from '../../../shared/expiry/expiry.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import type { Changes } from '../projection/changes.ts'
import type { KeyGuards } from '../keys/key-guards.ts'
import type { Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'

const SNOOZE_MOST_MS = 366 * DAY_MS

export interface Snoozes {
  /** All keys or none. Throws Failure `not-found`, or `invalid` for a time that has passed or is more than a year away. */
  snooze(input: Input<'reminder:snooze'>): void
  /** All keys or none. Throws Failure `not-found`. */
  unsnooze(input: Input<'reminder:unsnooze'>): void
  /** Snoozes until this time tomorrow. Keys that no longer exist are left out. */
  putOff(keys: readonly KeyId[]): void
}

interface Deps {
  readonly store: Pick<Store, 'keys' | 'reminders' | 'transaction'>
  readonly guards: Pick<KeyGuards, 'need'>
  readonly changes: Changes
  readonly clock: Clock
}

export function createSnoozes({ store, guards, changes, clock }: Deps): Snoozes {
  function forEach(keys: readonly KeyId[], run: (key: KeyId) => void): void {
    store.transaction(() => {
      for (const key of new Set(keys)) {
        guards.need(key)
        run(key)
      }
    })
    changes.touch({ keys })
  }

  return {
    snooze({ keys, until }) {
      const aheadMs = until - clock.now()
      if (aheadMs <= 0) throw new Failure({ kind: 'invalid', field: 'until', why: 'in-the-past' })
      if (aheadMs > SNOOZE_MOST_MS) throw new Failure({ kind: 'invalid', field: 'until', why: 'too-long' })
      forEach(keys, (key) => store.reminders.snooze(key, until))
    },
    unsnooze: ({ keys }) => forEach(keys, (key) => store.reminders.unsnooze(key)),
    putOff(keys) {
      const until = clock.now() + DAY_MS
      forEach(
        keys.filter((key) => store.keys.get(key) !== undefined),
        (key) => store.reminders.snooze(key, until),
      )
    },
  }
}
