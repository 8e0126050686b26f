import { expect, it } from 'vitest'
import { createPresses } from '../../../electron/desktop/presses.ts'
import { fakeClock } from '../../fakes/clock.ts'

function setUp() {
  const clock = fakeClock()
  return { clock, presses: createPresses(clock) }
}

it.each(['mouseDown', 'rawKeyDown', 'keyDown', 'touchStart', 'gestureTap'])('counts %s once', (type) => {
  const { presses } = setUp()
  presses.saw(type, [])
  expect([presses.take(), presses.take()]).toEqual([true, false])
})

it.each(['mouseMove', 'mouseEnter', 'mouseWheel', 'mouseUp', 'keyUp', 'char', 'gestureScrollBegin'])(
  'does not count %s',
  (type) => {
    const { presses } = setUp()
    presses.saw(type, [])
    expect(presses.take()).toBe(false)
  },
)

it('does not count a key that repeats itself', () => {
  const { presses } = setUp()
  presses.saw('rawKeyDown', ['shift', 'isautorepeat'])
  expect(presses.take()).toBe(false)
})

it('forgets a press after five seconds', () => {
  const { clock, presses } = setUp()
  presses.saw('mouseDown', [])
  clock.pass(5_000)
  expect(presses.take()).toBe(false)
})
