/** An app lock in memory that can be restarted, on a machine whose uptime and clock a test can set separately. */
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

  /** Starts the program. A lock that is set is locked after the start. */
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
    /** The number of times that the cost of a new hash was read. If it stays the same, no hash was made. */
    costsRead: () => read.costs,
    unexpected,
    start,
    /** Lets time pass for both the clock and the uptime. */
    pass: (ms: number) => {
      machine.uptimeMs += ms
      clock.pass(ms)
    },
    /** A lock that is set and was locked by the user. */
    locked: async () => {
      const lock = start()
      await lock.set(PASSPHRASE)
      lock.lock('hand')
      return lock
    },
  }
}
