import fc from 'fast-check'
import { expect, it } from 'vitest'
import '../../seed.ts'
import { printable, printableJson } from '../../../electron/command-line/printable.ts'

/** Characters that could deceive a terminal or a reader. */
const UNSAFE = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029\ufeff]/u

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)))
    .map((all) => all.join('')),
)

it('no text reaches a terminal as anything but text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = printable(text)
      expect(shown).not.toMatch(UNSAFE)
      expect(shown.isWellFormed()).toBe(true)
      expect(printable(shown)).toBe(shown)
    }),
  )
})

it('JSON reads back the same, and is as safe', () => {
  fc.assert(
    fc.property(fc.jsonValue(), anyText, (value, text) => {
      const json = printableJson([value, text, { [text]: text }])
      expect(json).not.toMatch(UNSAFE)
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify([value, text, { [text]: text }])))
    }),
  )
})

it('keeps what names are made of', () => {
  for (const name of [
    'ci-deploy',
    'Schlüssel',
    '漢字',
    'می‌خواهم',
    '👩‍👩‍👧',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  ])
    expect(printable(name)).toBe(name)
  expect(printable('a\u001b[31mb')).toBe('a\\u001b[31mb')
  expect(printable('x\u202ey')).toBe('x\\u202ey')
})
