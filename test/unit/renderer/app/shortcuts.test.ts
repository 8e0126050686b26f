import { describe, expect, it } from 'vitest'
import { listMove } from '../../../../renderer/screens/keys/list-keys.ts'
import { shortcut, shortcutText, type Press, type PressPlace } from '../../../../renderer/app/shortcuts.ts'

const press = (key: string, ...held: ('ctrl' | 'meta' | 'shift' | 'alt')[]): Press => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
})
const plain: PressPlace = { isMac: false, hasSelection: false, isTyping: false }
const mac: PressPlace = { ...plain, isMac: true }

describe('shortcuts of the window', () => {
  it('use Ctrl, and Cmd on macOS', () => {
    expect(shortcut(press('f', 'ctrl'), plain)).toBe('search')
    expect(shortcut(press('f', 'meta'), mac)).toBe('search')
    expect(shortcut(press('f', 'meta'), plain)).toBeUndefined()
    expect(shortcut(press('f', 'ctrl'), mac)).toBeUndefined()
    expect([shortcutText('F', false), shortcutText('F', true)]).toEqual(['Ctrl+F', '⌘F'])
  })

  it('copy the key only when no text is selected', () => {
    expect(shortcut(press('c', 'ctrl'), plain)).toBe('copy')
    expect(shortcut(press('c', 'ctrl'), { ...plain, hasSelection: true })).toBeUndefined()
  })

  it('work with caps lock on', () => expect(shortcut(press('N', 'ctrl'), plain)).toBe('add-key'))

  it('leave combinations alone that are not theirs', () => {
    for (const other of [
      press('f'),
      press('f', 'ctrl', 'alt'),
      press('f', 'ctrl', 'shift'),
      press('f', 'ctrl', 'meta'),
      press('x', 'ctrl'),
    ])
      expect(shortcut(other, plain)).toBeUndefined()
  })

  it('tell the account from the key', () => {
    expect(shortcut(press('N', 'ctrl', 'shift'), plain)).toBe('connect-account')
    expect(shortcut(press('n', 'ctrl'), plain)).toBe('add-key')
  })

  it('close the panel with Escape, but not out of a text field', () => {
    expect(shortcut(press('Escape'), plain)).toBe('close-detail')
    expect(shortcut(press('Escape'), { ...plain, isTyping: true })).toBeUndefined()
  })

  it('sync with F5, even while typing', () =>
    expect(shortcut(press('F5'), { ...plain, isTyping: true })).toBe('sync'))
})

describe('keys in the list', () => {
  const place = { index: 5, count: 100, pageSize: 10 }
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['Home', 0],
    ['End', 99],
    ['PageDown', 15],
    ['PageUp', 0],
  ])('%s goes to row %i', (key, index) => expect(listMove(key, place)).toEqual({ kind: 'to', index }))

  it('stop at both ends', () => {
    expect(listMove('ArrowDown', { ...place, index: 99 })).toEqual({ kind: 'to', index: 99 })
    expect(listMove('PageDown', { ...place, index: 95 })).toEqual({ kind: 'to', index: 99 })
    expect(listMove('PageUp', { ...place, index: 0 })).toEqual({ kind: 'to', index: 0 })
  })

  it('leave the first row upwards, into the search', () => {
    expect(listMove('ArrowUp', { ...place, index: 0 })).toEqual({ kind: 'search' })
    expect(listMove('ArrowUp', { ...place, index: -1 })).toEqual({ kind: 'search' })
  })

  it('begin at the first row when none is active', () => {
    expect(listMove('ArrowDown', { ...place, index: -1 })).toEqual({ kind: 'to', index: 0 })
  })

  it('open, mark and leave', () => {
    expect(listMove('Enter', place)).toEqual({ kind: 'open' })
    expect(listMove(' ', place)).toEqual({ kind: 'favourite' })
    expect(listMove('Escape', place)).toEqual({ kind: 'escape' })
  })

  it('stretch the selection with Shift, and never into the search', () => {
    const shift = { shift: true, main: false, isSelecting: false }
    expect(listMove('ArrowDown', place, shift)).toEqual({ kind: 'stretch', index: 6 })
    expect(listMove('End', place, shift)).toEqual({ kind: 'stretch', index: 99 })
    expect(listMove('ArrowUp', { ...place, index: 0 }, shift)).toEqual({ kind: 'stretch', index: 0 })
  })

  it('select with Space once something is selected, before that with Shift or Ctrl', () => {
    const none = { shift: false, main: false, isSelecting: false }
    expect(listMove(' ', place, { ...none, isSelecting: true })).toEqual({ kind: 'select' })
    expect(listMove(' ', place, { ...none, shift: true })).toEqual({ kind: 'select' })
    expect(listMove(' ', place, { ...none, main: true })).toEqual({ kind: 'select' })
  })

  it('select all with Ctrl+A, and leave everything else with Ctrl to others', () => {
    const main = { shift: false, main: true, isSelecting: false }
    expect(listMove('a', place, main)).toEqual({ kind: 'select-all' })
    expect(listMove('A', place, { ...main, shift: true })).toBeUndefined()
    for (const key of ['c', 'Enter', 'ArrowDown', 'Escape'])
      expect(listMove(key, place, main)).toBeUndefined()
  })

  it('mean nothing otherwise, or in an empty list', () => {
    expect(listMove('a', place)).toBeUndefined()
    expect(listMove('ArrowDown', { ...place, count: 0, index: -1 })).toBeUndefined()
  })
})
