import { expect, it } from 'vitest'
import { ownTimers } from '../../../../electron/core/scheduling/own-timers.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { failureOf } from '../vault-set-up.ts'

const CLOSED = { kind: 'closed' }

it('wait for their time', async () => {
  const clock = fakeClock()
  const own = ownTimers(clock)
  const waiting = own.wait(2_000)
  clock.pass(2_000)
  await waiting
  own.stopAll()
  expect(clock.waiting).toBe(0)
})

it('end every wait, and every later one, with the error of a closed vault', async () => {
  const clock = fakeClock()
  const own = ownTimers(clock)
  const waits = [1_000, 60_000].map((ms) => failureOf(() => own.wait(ms)))
  let hasRun = false
  own.after(1_000, () => (hasRun = true))
  own.endWaits()
  expect(await Promise.all(waits)).toEqual([CLOSED, CLOSED])
  expect(await failureOf(() => own.wait(0))).toEqual(CLOSED)
  clock.pass(1_000)
  expect(hasRun).toBe(true) // a closing vault still has work that needs timers
  expect(clock.waiting).toBe(0)
})
