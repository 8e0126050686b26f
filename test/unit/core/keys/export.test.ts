import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCsv } from '../../../../electron/core/keys/export.ts'
import { keyRow } from '../../shared/search/key-samples.ts'

const names = { providerName: () => 'Cloud', accountName: () => 'Lab' }
const csvOf = (name: string) => toCsv([{ ...keyRow(), name }], names)

/** Parses RFC 4180 with any separator: a quoted part if the cell begins with a quote, then the text up to the separator. */
const cells = (csv: string, separator: string): string[] =>
  [
    ...csv.matchAll(
      new RegExp(`(?:"((?:[^"]|"")*)(?:"|$))?([^${separator}\\r\\n]*)(?:${separator}|\\r?\\n|\\r|$)`, 'g'),
    ),
  ].map(([, quoted = '', rest = '']) => quoted.replaceAll('""', '"') + rest)

const isFormula = (cell: string) =>
  /^[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212\u207a\u207b\u207c]/u.test(
    cell.replace(/^[\s"]+/u, ''),
  )

it.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '\uff1d1+1',
  '\uff0b1',
  '\uff0d1',
  '\uff20SUM(1)',
  '\u22121',
  '  =1+1',
  '"=1+1',
  '\t=1+1',
  '\n=1+1',
  'a;=1+1',
  'a\t=1+1',
  'a\n=1+1',
])('%j is no formula to a spreadsheet, whatever it separates cells by', (name) => {
  for (const separator of [',', ';', '\t'])
    expect(cells(csvOf(name).slice(1), separator).filter(isFormula)).toEqual([])
})

it('any name is read back by a reader of CSV, apart from the apostrophes that make it text', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from('=+-@;,"\'\t\n a\uff1d')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 20,
  })
  fc.assert(
    fc.property(text, (name) => {
      const csv = csvOf(name).slice(1)
      const header = csv.slice(0, csv.indexOf('\r\n')).split(',').length
      const read = cells(csv.slice(csv.indexOf('\r\n') + 2), ',')[0] ?? ''
      expect(header).toBeGreaterThan(20)
      expect(read.replaceAll("'", '')).toBe(name.replaceAll("'", ''))
      if (!/[=+\-@|%;\t\r\n\p{C}\u2212]/u.test(name.normalize('NFKC'))) expect(read).toBe(name)
    }),
  )
})
