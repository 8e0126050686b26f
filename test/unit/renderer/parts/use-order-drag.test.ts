import { describe, expect, it } from 'vitest'
import { dropMark, placeAt } from '../../../../renderer/parts/use-order-drag.ts'

const IDS = ['one', 'two', 'three'] as const
const marks = (dragged: (typeof IDS)[number], place: number) =>
  IDS.map((id) => dropMark(IDS, dragged, place, id))

describe('an item that is dragged', () => {
  it('lands before the first item whose middle is behind the pointer', () => {
    expect(placeAt([10, 30, 50], 9)).toBe(0)
    expect(placeAt([10, 30, 50], 11)).toBe(1)
    expect(placeAt([10, 30, 50], 60)).toBe(3)
    // Right to left: every coordinate is negated.
    expect(placeAt([-50, -30, -10], -40)).toBe(1)
  })

  it('shows where it lands: before the item that gives way, or after the last one', () => {
    expect(marks('one', 1)).toEqual(['', '', 'drop-before'])
    expect(marks('one', 2)).toEqual(['', '', 'drop-after'])
    expect(marks('three', 0)).toEqual(['drop-before', '', ''])
    expect(marks('three', 1)).toEqual(['', 'drop-before', ''])
  })

  it('shows no mark where nothing would move', () => {
    for (const [place, id] of IDS.entries()) expect(marks(id, place)).toEqual(['', '', ''])
  })
})
