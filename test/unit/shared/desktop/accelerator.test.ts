import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acceleratorText,
  isAccelerator,
  recorded,
  type Press,
} from '../../../../shared/desktop/accelerator.ts'

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('a shortcut', () => {
  it.each(['CommandOrControl+Alt+K', 'Alt+Space'])('may be %s', (text) =>
    expect(isAccelerator(text)).toBe(true),
  )

  it.each(['F12', 'Shift+F1', 'Control+Alt+9', 'Shift+Super+Left', 'CommandOrControl+Alt+Shift+PageUp'])(
    'may be %s too',
    (text) => expect(isAccelerator(text)).toBe(true),
  )

  it.each([
    ['K', 'could no longer be typed'],
    ['Shift+K', 'nor could its capital'],
    ['Alt+CommandOrControl+K', 'modifiers have one order, so that one press has one name'],
    ['Alt+Alt+K', 'none comes twice'],
    ['Alt', 'there is no key'],
    ['Alt+', 'there is no key'],
    ['Alt+k', 'keys are capitals'],
    ['Alt+Ö', 'the system knows no such key'],
    ['Alt+F25', 'there are 24'],
    ['Hyper+K', 'the system knows no such modifier'],
    ['', 'it is empty'],
  ])('cannot be %j: %s', (text) => expect(isAccelerator(text)).toBe(false))

  it('is written as people of the system do', () => {
    expect(acceleratorText('CommandOrControl+Alt+K', false)).toBe('Ctrl+Alt+K')
    expect(acceleratorText('CommandOrControl+Alt+K', true)).toBe('⌥⌘K')
    expect(acceleratorText('F5', false)).toBe('F5')
  })
})

describe('recording a press', () => {
  it('takes the main key of the system', () => {
    const held = { ctrlKey: true, altKey: true }
    expect(recorded(press('k', held), false)).toEqual({
      kind: 'accelerator',
      accelerator: 'CommandOrControl+Alt+K',
    })
    expect(recorded(press('k', { metaKey: true, shiftKey: true }), true)).toEqual({
      kind: 'accelerator',
      accelerator: 'CommandOrControl+Shift+K',
    })
    expect(recorded(press('k', { ctrlKey: true }), true)).toEqual({
      kind: 'accelerator',
      accelerator: 'Control+K',
    })
  })

  it('goes by the place of the key where Alt has made another sign of it', () => {
    expect(recorded(press('˚', { code: 'KeyK', metaKey: true, altKey: true }), true)).toEqual({
      kind: 'accelerator',
      accelerator: 'CommandOrControl+Alt+K',
    })
    expect(recorded(press('!', { code: 'Digit1', ctrlKey: true, shiftKey: true }), false)).toEqual({
      kind: 'accelerator',
      accelerator: 'CommandOrControl+Shift+1',
    })
  })

  it('goes by the letter where the keyboard has it elsewhere', () => {
    expect(recorded(press('a', { code: 'KeyQ', ctrlKey: true }), false)).toEqual({
      kind: 'accelerator',
      accelerator: 'CommandOrControl+A',
    })
  })

  it('waits for the key while only modifiers are held', () => {
    expect(recorded(press('Alt', { ctrlKey: true, altKey: true }), false)).toEqual({
      kind: 'begun',
      words: 'Ctrl+Alt',
    })
  })

  it('refuses what would be missed elsewhere', () => {
    for (const other of [
      press('k'),
      press('K', { shiftKey: true }),
      press('Enter', { ctrlKey: true }),
      press('Dead'),
    ])
      expect(recorded(other, false)).toEqual({ kind: 'unusable' })
  })

  it('never gives what is no shortcut', () => {
    const presses = fc.record({
      key: fc.oneof(fc.string(), fc.constantFrom('Control', 'F5', ' ', 'ArrowUp', 'é', 'k')),
      code: fc.constantFrom('', 'KeyK', 'Digit4', 'Space', 'KeyÖ'),
      ctrlKey: fc.boolean(),
      metaKey: fc.boolean(),
      altKey: fc.boolean(),
      shiftKey: fc.boolean(),
    })
    fc.assert(
      fc.property(presses, fc.boolean(), (one, isMac) => {
        const result = recorded(one, isMac)
        expect(result.kind !== 'accelerator' || isAccelerator(result.accelerator)).toBe(true)
      }),
    )
  })
})
