/** Reminders with a real store in memory and a clock that a test moves. */
import { createKeyGuards } from '../../../../electron/core/keys/key-guards.ts'
import { createReminders } from '../../../../electron/core/reminders/reminders.ts'
import { createRows } from '../../../../electron/core/projection/rows.ts'
import { createSnoozes } from '../../../../electron/core/reminders/snoozes.ts'
import type { KeyRecord } from '../../../../electron/core/ports/store.ts'
import type { Change } from '../../../../shared/contract/snapshot.ts'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { Settings } from '../../../../shared/model/settings.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { openMemoryStore } from '../../../fakes/memory-store.ts'
import { fakeNotifications } from '../../../fakes/notifications.ts'
import { keyRecord } from '../../../fakes/records.ts'
import { settle } from '../vault-set-up.ts'

/** Reports a change after a missed one, so that it is unknown which rows have changed. */
export const CHANGE: Change = {
  revision: 2,
  keys: [],
  keysGone: [],
  accounts: [],
  accountsGone: [],
  operations: [],
  operationsGone: [],
}

export const HOUR_MS = 3_600_000

/** Reminders before the start. `begin` starts the program. */
export function setUp(settings: Partial<Settings> = {}) {
  const store = openMemoryStore()
  store.settings.write({ ...defaultSettings, ...settings })
  const clock = fakeClock()
  const notifications = fakeNotifications()
  const touched: unknown[] = []
  const failures: unknown[] = []
  const lock = { isLocked: false }
  const start = clock.now()
  const changes = {
    touch: (what: unknown) => void touched.push(what),
    revision: () => 0,
    flush: () => undefined,
    end: () => undefined,
  }
  const snoozes = createSnoozes({ store, guards: createKeyGuards(store), changes, clock })
  function begin() {
    const rows = createRows({
      hidden: new Set(),
      dismissed: new Set(),
      store,
      syncingSince: () => undefined,
      sealedAnswers: () => new Set(),
      holdsSecret: () => false,
      providers: () => [],
      keychain: () => ({ state: 'ready', backend: '' }),
      notices: () => [],
      notifications: () => ({ state: 'ready' }),
    })
    return createReminders({
      store,
      rows,
      keyRows: { at: () => rows.allKeys() },
      snoozes,
      changes,
      isLocked: () => lock.isLocked,
      world: {
        clock,
        notifications,
        log: { info: () => undefined, unexpected: (_where, error) => String(failures.push(error)) },
      },
    })
  }
  const putKey = (endsInDays: number, own: Partial<KeyRecord> = {}) =>
    store.keys.put(keyRecord({ expires: { source: 'provider', at: start + endsInDays * DAY_MS }, ...own }))
  const titles = () => notifications.shown.map(({ title }) => title)
  /** Lets time pass in small steps, so that each notification is handled before the next step. */
  async function pass(ms: number, stepMs = 6 * HOUR_MS): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      clock.pass(Math.min(left, stepMs))
      await settle()
    }
  }
  return { lock, store, snoozes, clock, notifications, touched, failures, start, begin, putKey, titles, pass }
}

/** Reminders of a started program. */
export async function started(settings: Partial<Settings> = {}) {
  const ready = setUp(settings)
  const reminders = ready.begin()
  await reminders.start()
  await settle()
  return { ...ready, reminders }
}
