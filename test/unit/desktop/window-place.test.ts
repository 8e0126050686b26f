import { expect, it } from 'vitest'
import { placeWindow, type Rectangle } from '../../../electron/desktop/window-place.ts'

const LAPTOP: Rectangle = { x: 0, y: 25, width: 1_440, height: 875 }
const SCREEN: Rectangle = { x: 1_440, y: 0, width: 2_560, height: 1_400 }
const usual = { width: 1_200, height: 800 }
const smallest = { width: 720, height: 480 }

const place = (last: Rectangle | undefined, workAreas: readonly Rectangle[] = [LAPTOP, SCREEN]) =>
  placeWindow({ last, workAreas, usual, smallest })

it('has the usual size where it has never been', () => {
  expect(place(undefined)).toEqual(usual)
})

it('comes back where it was, on any display', () => {
  const last = { x: 2_000, y: 100, width: 1_000, height: 700 }
  expect(place(last)).toEqual(last)
})

it('comes back on the primary display when its own was unplugged, no larger than that', () => {
  expect(place({ x: 2_000, y: 100, width: 2_400, height: 1_300 }, [LAPTOP])).toEqual({
    width: 1_440,
    height: 875,
  })
})

it.each([
  ['above the top', { x: 100, y: -700, width: 1_000, height: 700 }],
  ['below the bottom', { x: 100, y: 880, width: 1_000, height: 700 }],
  ['left of everything', { x: -950, y: 100, width: 1_000, height: 700 }],
])('does not come back %s, where its title bar cannot be reached', (_where, last) => {
  expect(place(last, [LAPTOP])).toEqual({ width: 1_000, height: 700 })
})

it('is moved in whole when a part of it would be outside', () => {
  expect(place({ x: 900, y: 300, width: 1_000, height: 800 }, [LAPTOP])).toEqual({
    x: 440,
    y: 100,
    width: 1_000,
    height: 800,
  })
})

it('is never smaller than its page can be, nor larger than a display', () => {
  expect(place({ x: 10, y: 50, width: 5, height: 5 }, [LAPTOP])).toMatchObject(smallest)
  expect(place(undefined, [{ x: 0, y: 0, width: 1_000, height: 600 }])).toEqual({ width: 1_000, height: 600 })
})

it('is left to the system where no display is known', () => {
  expect(place({ x: 1, y: 2, width: 900, height: 600 }, [])).toEqual(usual)
})
