import { describe, expect, it } from 'vitest'
import { createSchedule } from '../../../electron/core/schedule.ts'
import { fakeClock } from '../../fakes/clock.ts'

const MINUTE_MS = 60_000

function setUp(minutes: number) {
  const clock = fakeClock()
  const done = { syncs: 0, backups: 0 }
  let syncMinutes = minutes
  const schedule = createSchedule({
    clock,
    syncMinutes: () => syncMinutes,
    sync: () => void (done.syncs += 1),
    backup: () => void (done.backups += 1),
  })
  return { clock, done, schedule, set: (next: number) => void (syncMinutes = next) }
}

describe('the clock', () => {
  it('asks for a sync at every interval and for a backup at every hour, not before', () => {
    const { clock, done, schedule } = setUp(15)
    schedule.restart()
    clock.pass(15 * MINUTE_MS - 1)
    expect(done).toEqual({ syncs: 0, backups: 0 })
    clock.pass(1)
    expect(done.syncs).toBe(1)
    clock.pass(105 * MINUTE_MS)
    expect(done).toEqual({ syncs: 8, backups: 2 })
  })

  it('never syncs when that is off, and still backs up', () => {
    const { clock, done, schedule } = setUp(0)
    schedule.restart()
    clock.pass(600 * MINUTE_MS)
    expect(done).toEqual({ syncs: 0, backups: 10 })
  })

  it('takes a new interval over at once, and leaves nothing of the old one', () => {
    const { clock, done, schedule, set } = setUp(60)
    schedule.restart()
    set(5)
    schedule.restart()
    expect(clock.waiting).toBe(2)
    clock.pass(10 * MINUTE_MS)
    expect(done.syncs).toBe(2)
  })

  it('does nothing more once stopped', () => {
    const { clock, done, schedule } = setUp(5)
    schedule.restart()
    clock.pass(5 * MINUTE_MS)
    schedule.stop()
    expect(clock.waiting).toBe(0)
    clock.pass(600 * MINUTE_MS)
    expect(done).toEqual({ syncs: 1, backups: 0 })
  })
})
