/** An app lock in memory, its restarts, and a machine whose uptime and clock a test moves apart. */
import { onTestFinished } from 'vitest'
import { createLock, type AppLock } from '../../../../electron/core/lock/lock.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeLockPort } from '../../../fakes/lock.ts'
import { fakeDatabase } from '../../../fakes/store.ts'
import { fakeWorld } from '../../../fakes/world.ts'

export const PASSPHRASE = 'four words of mine'

export function makeLock() {
  const clock = fakeClock()
  const machine = { uptimeMs: 7_000_000 }
  const port = fakeLockPort(() => machine.uptimeMs)
  const { world, unexpected } = fakeWorld({ parts: { clock } })
  const database = fakeDatabase()
  onTestFinished(() => database.close())
  const changes: string[] = []
  const read = { costs: 0 }
  const cheap = {
    get n() {
      read.costs += 1
      return 16
    },
    r: 1,
    p: 1,
  }

  /** A start of the program. A lock that was set is locked then. */
  function start(): AppLock {
    return createLock({
      store: database.open(),
      port,
      clock,
      log: world.log,
      cost: cheap,
      changed: (was, is) => void changes.push(`${was ? 'locked' : 'open'} to ${is ? 'locked' : 'open'}`),
    })
  }

  return {
    clock,
    port,
    machine,
    database,
    changes,
    /** How often the cost of a new hash was read: none was made if it stays the same. */
    costsRead: () => read.costs,
    unexpected,
    start,
    /** Time passes as it does: for the clock and for the machine. */
    pass: (ms: number) => {
      machine.uptimeMs += ms
      clock.pass(ms)
    },
    /** A lock that is set, and locked by hand. */
    locked: async () => {
      const lock = start()
      await lock.set(PASSPHRASE)
      lock.lock('hand')
      return lock
    },
  }
}
