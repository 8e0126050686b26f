import { expect, it } from 'vitest'
import { createClockWatch } from '../../../../electron/core/scheduling/clock-watch.ts'
import { fakeClock } from '../../../fakes/clock.ts'

const MINUTE_MS = 60_000

function setUp() {
  const clock = fakeClock()
  return { clock, watch: createClockWatch(clock) }
}

it('believes a clock that goes as time does, and one that is put right a little', () => {
  const { clock, watch } = setUp()
  clock.pass(1_000 * MINUTE_MS)
  clock.jump(-90_000)
  expect(watch.doubtMs()).toBe(0)
})

it.each([5, -5, 500_000, -500_000])(
  'doubts a clock that jumped by %i minutes, for ten minutes',
  (minutes) => {
    const { clock, watch } = setUp()
    clock.jump(minutes * MINUTE_MS)
    expect(watch.doubtMs()).toBe(10 * MINUTE_MS)
    clock.pass(10 * MINUTE_MS - 1)
    expect(watch.doubtMs()).toBe(1)
    clock.pass(1)
    expect(watch.doubtMs()).toBe(0)
  },
)

it('doubts the clock again when it is moved back once more', () => {
  const { clock, watch } = setUp()
  clock.jump(5 * MINUTE_MS)
  watch.doubtMs()
  clock.pass(9 * MINUTE_MS)
  clock.jump(-5 * MINUTE_MS)
  expect(watch.doubtMs()).toBe(10 * MINUTE_MS)
})

it('takes a sleep for what it is', () => {
  const { clock, watch } = setUp()
  clock.jump(5_000 * MINUTE_MS)
  watch.woke()
  expect(watch.doubtMs()).toBe(0)
})
