import { describe, expect, it } from 'vitest'
import { meantKey, pressOf, type BrowserPress } from '../../../../renderer/parts/key-press.ts'

const press = (key: string, code: string, more: Partial<BrowserPress> = {}): BrowserPress => ({
  key,
  code,
  isComposing: false,
  keyCode: 0,
  ...more,
})

describe('a key press', () => {
  it.each([
    ['\u0441', 'KeyC', 'c'], // Cyrillic
    ['\u0421', 'KeyC', 'c'], // with caps lock
    ['\u03c8', 'KeyC', 'c'], // Greek
    ['\u05d1', 'KeyC', 'c'], // Hebrew
    ['\u0624', 'KeyC', 'c'], // Arabic
    ['\u0431', 'Comma', ','], // Cyrillic, on the comma key
    ['\u0661', 'Digit1', '1'], // Arabic digit
  ])('%s on a layout without Latin letters means its physical key (%s)', (key, code, meant) => {
    expect(meantKey(press(key, code))).toBe(meant)
  })

  it.each([
    ['f', 'KeyF'],
    ['F', 'KeyF'],
    ['a', 'KeyQ'], // AZERTY: the layout's own letter counts
    ['\u00e9', 'Digit2'], // an accented Latin letter counts as Latin
    ['Enter', 'Enter'],
    ['Escape', 'Escape'],
    [' ', 'Space'],
    [',', 'Comma'],
  ])('%s stays what its layout says (%s)', (key, code) => expect(meantKey(press(key, code))).toBe(key))

  it.each(['Enter', 'Escape', 'Process', 'a'])('%s belongs to an input method that composes', (key) => {
    expect(meantKey(press(key, 'Enter', { isComposing: true }))).toBeUndefined()
    expect(meantKey(press(key, 'Enter', { keyCode: 229 }))).toBeUndefined()
  })

  it('keeps its modifiers beside the key that it means', () => {
    const held = { ctrlKey: true, metaKey: false, shiftKey: true, altKey: false }
    expect(pressOf({ ...press('\u0441', 'KeyC'), ...held })).toEqual({ key: 'c', ...held })
    expect(pressOf({ ...press('c', 'KeyC', { isComposing: true }), ...held })).toBeUndefined()
  })
})
