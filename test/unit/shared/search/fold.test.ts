import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold, sortText } from '../../../../shared/search/fold.ts'

it.each([
  ['Zürich', 'zurich'],
  ['STRASSE', 'straße'],
  ['Ångström', 'angstrom'],
  ['ΟΔΟΣ', 'οδος'],
  ['ﬁle', 'file'],
  ['ab\u200Ecd', 'abcd'],
  ['\u202Eevil', 'evil'],
  ['İstanbul', 'istanbul'],
])('%s and %s are the same to a search', (a, b) => expect(fold(a)).toBe(fold(b)))

it('folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
    { numRuns: 2_000 },
  )
})

it('folding knows no case', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(text.toUpperCase())).toBe(fold(text))
    }),
  )
})

it('counts sort as numbers', () => {
  const names = ['key-10', 'Key-2', 'key-1', 'key', 'KEY-02b']
  expect(names.toSorted((a, b) => (sortText(a) < sortText(b) ? -1 : 1))).toEqual([
    'key',
    'key-1',
    'Key-2',
    'KEY-02b',
    'key-10',
  ])
})
