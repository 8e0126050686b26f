import { describe, expect, it } from 'vitest'
import { listMove } from '../../../../renderer/screens/keys/list-keys.ts'
import {
  commandShortcut,
  commandsOf,
  shortcutText,
  type PressPlace,
} from '../../../../renderer/commands/shortcuts.ts'
import type { Press } from '../../../../renderer/parts/key-press.ts'
import { COMMAND_IDS, commandFacts } from '../../../../shared/desktop/commands.ts'

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
    expect(commandsOf(press('f', 'ctrl'), plain)).toEqual(['search-settings', 'search'])
    expect(commandsOf(press('f', 'meta'), mac)).toEqual(['search-settings', 'search'])
    expect(commandsOf(press('f', 'meta'), plain)).toEqual([])
    expect(commandsOf(press('f', 'ctrl'), mac)).toEqual([])
    expect([commandShortcut('search', false), commandShortcut('search', true)]).toEqual(['Ctrl+F', '⌘F'])
    expect(shortcutText('CommandOrControl+Shift+N', true)).toBe('⇧⌘N')
  })

  it('copy the key only when no text is selected', () => {
    expect(commandsOf(press('c', 'ctrl'), plain)).toEqual(['copy'])
    expect(commandsOf(press('c', 'ctrl'), { ...plain, hasSelection: true })).toEqual([])
  })

  it('work with caps lock on', () => expect(commandsOf(press('N', 'ctrl'), plain)).toEqual(['add-key']))

  it('leave combinations alone that are not theirs', () => {
    for (const other of [
      press('f'),
      press('f', 'ctrl', 'alt'),
      press('f', 'ctrl', 'shift'),
      press('f', 'ctrl', 'meta'),
      press('x', 'ctrl'),
    ])
      expect(commandsOf(other, plain)).toEqual([])
  })

  it('tell the account from the key', () => {
    expect(commandsOf(press('N', 'ctrl', 'shift'), plain)).toEqual(['connect-account'])
    expect(commandsOf(press('n', 'ctrl'), plain)).toEqual(['add-key'])
  })

  it('close the panel with Escape, but not out of a text field', () => {
    expect(commandsOf(press('Escape'), plain)).toEqual(['close-panel'])
    expect(commandsOf(press('Escape'), { ...plain, isTyping: true })).toEqual([])
  })

  it('take what people press first', () => {
    expect(commandsOf(press('k', 'ctrl'), plain)).toEqual(['commands'])
    expect(commandsOf(press('/'), plain)).toEqual(['search-settings', 'search'])
    expect(commandsOf(press('?', 'shift'), plain)).toEqual(['shortcuts'])
    expect(commandsOf(press('F2'), plain)).toEqual(['rename'])
    expect(commandsOf(press('Delete'), plain)).toEqual(['revoke', 'delete', 'delete-keys'])
    expect(commandsOf(press('F6'), plain)).toEqual(['next-pane'])
    expect(commandsOf(press('F6', 'shift'), plain)).toEqual(['previous-pane'])
    expect(commandsOf(press('ArrowLeft', 'alt'), plain)).toEqual(['back'])
    expect(commandsOf(press('z', 'ctrl'), plain)).toEqual(['undo'])
    expect(commandsOf(press('F10', 'shift'), plain)).toEqual(['menu'])
    expect(commandsOf(press('ContextMenu'), plain)).toEqual(['menu'])
  })

  it('take "/" by whatever keys a layout writes it', () =>
    expect(commandsOf(press('/', 'shift'), plain)).toEqual(['search-settings', 'search']))

  it('leave a text field what is its own', () => {
    const typing = { ...plain, isTyping: true }
    for (const own of [
      press('/'),
      press('?', 'shift'),
      press('z', 'ctrl'),
      press('Delete'),
      press('Backspace', 'ctrl'),
      press('ArrowLeft', 'alt'),
      press('F2'),
    ])
      expect(commandsOf(own, typing)).toEqual([])
    expect(commandsOf(press('k', 'ctrl'), typing)).toEqual(['commands'])
    expect(commandsOf(press('F5'), typing)).toEqual(['sync'])
    expect(commandsOf(press('F6'), typing)).toEqual(['next-pane'])
  })

  it('are shared by no commands but those of which only one can apply', () => {
    const ids = COMMAND_IDS.flatMap((id) =>
      (commandFacts(id).shortcuts ?? []).map((keys) => [keys, id] as const),
    )
    const shared = [...Map.groupBy(ids, ([keys]) => keys).values()].filter(({ length }) => length > 1)
    expect(shared.map((group) => group.map(([, id]) => id))).toEqual([
      ['search-settings', 'search'], // the one in the settings, the other elsewhere
      ['search-settings', 'search'],
      ['close-panel', 'clear-selection'],
      ['rename-search', 'edit-account', 'rename'], // on their rows in the sidebar, and in the list of keys
      ['remove-search', 'remove-account', 'revoke', 'delete', 'delete-keys'],
      ['revoke', 'delete', 'delete-keys'],
    ])
  })
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
