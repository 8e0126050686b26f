import { describe, expect, it } from 'vitest'
import { paletteMove, type PalettePlace } from '../../../../renderer/palette/palette-keys.ts'

const press = (key: string, ...held: ('shift' | 'ctrl' | 'meta' | 'alt')[]) => ({
  key,
  shiftKey: held.includes('shift'),
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
})
const keys: PalettePlace = { list: 'keys', count: 3, chosen: 0, isCaretAtEnd: true }
const commands: PalettePlace = { ...keys, list: 'commands' }
const nothing: PalettePlace = { ...keys, count: 0, chosen: -1 }

describe('among the keys', () => {
  it('arrows go round', () => {
    expect(paletteMove(press('ArrowDown'), keys)).toEqual({ kind: 'choose', index: 1 })
    expect(paletteMove(press('ArrowDown'), { ...keys, chosen: 2 })).toEqual({ kind: 'choose', index: 0 })
    expect(paletteMove(press('ArrowUp'), keys)).toEqual({ kind: 'choose', index: 2 })
    expect(paletteMove(press('PageDown'), keys)).toEqual({ kind: 'choose', index: 2 })
    expect(paletteMove(press('PageUp'), { ...keys, chosen: 2 })).toEqual({ kind: 'choose', index: 0 })
  })

  it('Enter copies, Escape closes, Tab shows more', () => {
    expect(paletteMove(press('Enter'), keys)).toEqual({ kind: 'run' })
    expect(paletteMove(press('Escape'), keys)).toEqual({ kind: 'hide' })
    expect(paletteMove(press('Tab'), keys)).toEqual({ kind: 'commands' })
  })

  it('→ shows more only where the caret has nowhere to go', () => {
    expect(paletteMove(press('ArrowRight'), keys)).toEqual({ kind: 'commands' })
    expect(paletteMove(press('ArrowRight'), { ...keys, isCaretAtEnd: false })).toBeUndefined()
    expect(paletteMove(press('ArrowRight', 'shift'), keys)).toBeUndefined()
  })

  it('leave typing, caret and shortcuts to the field', () => {
    for (const other of [
      press('a'),
      press('Home'),
      press('ArrowLeft'),
      press('Backspace'),
      press('v', 'ctrl'),
    ])
      expect(paletteMove(other, keys)).toBeUndefined()
  })

  it('nothing found, nothing done, and the focus stays', () => {
    for (const key of ['Enter', 'Tab', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'])
      expect(paletteMove(press(key), nothing)).toEqual({ kind: 'stay' })
    expect(paletteMove(press('Escape'), nothing)).toEqual({ kind: 'hide' })
  })
})

describe('among the actions', () => {
  it('Escape and ← go back, not away', () => {
    expect(paletteMove(press('Escape'), commands)).toEqual({ kind: 'back' })
    expect(paletteMove(press('ArrowLeft'), commands)).toEqual({ kind: 'back' })
  })

  it('Tab moves on, and leaves at the first', () => {
    expect(paletteMove(press('Tab'), commands)).toEqual({ kind: 'choose', index: 1 })
    expect(paletteMove(press('Tab', 'shift'), { ...commands, chosen: 2 })).toEqual({
      kind: 'choose',
      index: 1,
    })
    expect(paletteMove(press('Tab', 'shift'), commands)).toEqual({ kind: 'back' })
  })

  it('letters go on searching', () => expect(paletteMove(press('a'), commands)).toBeUndefined())
})
