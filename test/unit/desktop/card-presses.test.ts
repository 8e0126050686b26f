import { expect, it } from 'vitest'
import { cardPlace } from '../../../electron/desktop/approval-place.ts'
import { createCardPresses } from '../../../electron/desktop/card-presses.ts'
import { fakeClock } from '../../fakes/clock.ts'

function shown() {
  const clock = fakeClock()
  const presses = createCardPresses(clock)
  presses.begin()
  return { ...presses, clock }
}

it('counts a press once, half a second after the card came', () => {
  const { saw, take, clock } = shown()
  clock.pass(499)
  saw('rawKeyDown', [])
  expect(take()).toBe(false)
  clock.pass(500)
  saw('mouseMove', [])
  expect(take()).toBe(false)
  saw('mouseDown', [])
  expect([take(), take()]).toEqual([true, false])
})

it('does not count a press from before the card, nor a key that was held down', () => {
  const { saw, take, begin, clock } = shown()
  clock.pass(500)
  saw('rawKeyDown', [])
  begin()
  expect(take()).toBe(false)
  for (let times = 0; times < 40; times++) {
    clock.pass(30)
    saw('rawKeyDown', ['isautorepeat'])
  }
  clock.pass(30)
  saw('rawKeyDown', [])
  expect(take()).toBe(false)
})

it('the window is in the middle, grows with the zoom, and never past the screen', () => {
  const screen = { x: 0, y: 0, width: 1_600, height: 1_000 }
  expect(cardPlace(screen, 0)).toEqual({ x: 560, y: 220, width: 480, height: 560 })
  expect(cardPlace(screen, -3)).toMatchObject({ width: 480, height: 560 })
  expect(cardPlace({ x: 10, y: 20, width: 600, height: 400 }, 4)).toEqual({
    x: 10,
    y: 20,
    width: 600,
    height: 400,
  })
})
