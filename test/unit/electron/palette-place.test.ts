import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hideSteps, PALETTE_SIZE, placeIn } from '../../../electron/desktop/palette-place.ts'

describe('the palette’s place', () => {
  it('is the middle of the display, a little above its own', () => {
    const { x, y } = placeIn({ x: 1_920, y: 30, width: 1_600, height: 1_000 })
    expect(x).toBe(1_920 + (1_600 - PALETTE_SIZE.width) / 2)
    expect(y).toBeLessThan(30 + (1_000 - PALETTE_SIZE.height) / 2)
  })

  it('is within every display, in whole pixels', () => {
    const side = fc.integer({ min: 1, max: 8_000 })
    const start = fc.integer({ min: -8_000, max: 8_000 })
    fc.assert(
      fc.property(fc.record({ x: start, y: start, width: side, height: side }), (area) => {
        const place = placeIn(area)
        expect(Object.values(place).every(Number.isInteger)).toBe(true)
        expect(place.x).toBeGreaterThanOrEqual(area.x)
        expect(place.y).toBeGreaterThanOrEqual(area.y)
        expect(place.x + place.width).toBeLessThanOrEqual(area.x + area.width)
        expect(place.y + place.height).toBeLessThanOrEqual(area.y + area.height)
      }),
    )
  })
})

describe('giving the focus back', () => {
  it('minimises first on Windows', () => expect(hideSteps('win32', true)).toEqual(['minimize', 'hide']))

  it('hides the program on macOS, but not together with a window that is seen', () => {
    expect(hideSteps('darwin', false)).toEqual(['hide', 'hide-program'])
    expect(hideSteps('darwin', true)).toEqual(['hide'])
  })

  it('hides on Linux', () => expect(hideSteps('linux', false)).toEqual(['hide']))
})
