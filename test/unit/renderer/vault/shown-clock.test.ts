import { expect, it } from 'vitest'
import { createShownClock } from '../../../../renderer/vault/shown-clock.ts'
import { handClock } from './fake-main.ts'

function setUp() {
  const below = handClock()
  const clock = createShownClock(below.clock)
  const ran: string[] = []
  return { below, clock, ran, note: (what: string) => () => void ran.push(what) }
}

it('sets no timer and no frame while it is hidden', () => {
  const { below, clock, ran, note } = setUp()
  clock.after(1_000, note('timer'))
  clock.soon(note('frame'))
  expect(below.timers()).toBe(0)
  below.pass(5_000)
  expect([below.draw(), ran]).toEqual([0, []])
})

it('does what was due when it is shown, and the rest in its time', () => {
  const { below, clock, ran, note } = setUp()
  clock.after(1_000, note('due'))
  clock.after(9_000, note('later'))
  clock.soon(note('frame'))
  below.pass(4_000)
  clock.show()
  below.draw()
  below.pass(0)
  expect(ran).toEqual(['frame', 'due'])
  below.pass(4_999)
  expect(ran).toHaveLength(2)
  below.pass(1)
  expect(ran).toEqual(['frame', 'due', 'later'])
})

it('takes its timers away when it is hidden, and does not run twice what has run', () => {
  const { below, clock, ran, note } = setUp()
  clock.show()
  clock.after(1_000, note('first'))
  clock.after(2_000, note('second'))
  below.pass(1_000)
  clock.hide()
  expect(below.timers()).toBe(0)
  below.pass(5_000)
  clock.show()
  below.pass(0)
  expect(ran).toEqual(['first', 'second'])
})

it('notifies the waiting calls that it is seen', () => {
  const { clock, ran, note } = setUp()
  const stop = clock.onSeen(note('seen'))
  clock.show()
  clock.show()
  expect(ran).toEqual(['seen'])
  clock.hide()
  stop()
  clock.show()
  expect(ran).toEqual(['seen'])
})

it('stops a timer by its own stop, hidden or shown', () => {
  const { below, clock, ran, note } = setUp()
  const stopHidden = clock.after(10, note('hidden'))
  stopHidden()
  clock.show()
  const stopShown = clock.after(10, note('shown'))
  stopShown()
  below.pass(100)
  expect(ran).toEqual([])
})
