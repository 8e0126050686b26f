import { expect, it } from 'vitest'
import { createFirstShow, UNPAINTED_MS } from '../../../electron/desktop/first-show.ts'
import { fakeClock } from '../../fakes/clock.ts'

function setUp() {
  const clock = fakeClock()
  let shows = 0
  const firstShow = createFirstShow({ show: () => void (shows += 1), clock })
  return { clock, firstShow, shows: () => shows }
}

it('shows a window as soon as its page has painted, and once', () => {
  const { clock, firstShow, shows } = setUp()
  firstShow.loaded()
  expect(shows()).toBe(0)
  firstShow.painted()
  expect(shows()).toBe(1)
  clock.pass(UNPAINTED_MS)
  expect(shows()).toBe(1)
})

it('shows a window whose page has loaded, although no paint is reported', () => {
  const { clock, firstShow, shows } = setUp()
  firstShow.loaded()
  clock.pass(UNPAINTED_MS - 1)
  expect(shows()).toBe(0)
  clock.pass(1)
  expect(shows()).toBe(1)
  firstShow.painted()
  expect(shows()).toBe(1)
})
