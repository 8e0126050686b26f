/** Files that Keyhold writes for other programs, and reads back. `keepass.test.ts` lets KeePassXC read them. */
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportEntry } from '../../../shared/model/export.ts'
import { EXPORT_ENCRYPTION, EXPORT_FORMATS, type ExportFormat } from '../../../shared/model/export-formats.ts'
import { inertText, originalText } from '../../../shared/model/spreadsheet-text.ts'
import { formatOf, readFile } from '../../../electron/formats/read-file.ts'
import { writeFile } from '../../../electron/formats/write-file.ts'

const PLAIN: ExportEntry = {
  name: 'Build',
  secret: 'ghp_1"2\',3;é$X \\n',
  group: 'GitHub',
  variable: 'GH_TOKEN',
  url: 'https://github.com/settings',
  note: 'First line\nsecond, with "quotes"',
  tags: ['ci', 'git:github.com'],
  expires: Date.UTC(2030, 0, 1),
}
const BARE: ExportEntry = {
  ...{ name: 'Own', secret: 's-2', group: '', variable: '', url: '', note: '', tags: [] },
  expires: undefined,
}

const passphraseOf = (format: ExportFormat) => (EXPORT_ENCRYPTION[format] === 'always' ? 'pw' : undefined)
const write = (format: ExportFormat, entries: readonly ExportEntry[], passphrase = passphraseOf(format)) =>
  writeFile(entries, { format, passphrase, isQuick: true })

async function roundTrip(
  format: ExportFormat,
  entries: readonly ExportEntry[],
  passphrase = passphraseOf(format),
) {
  const { bytes } = await write(format, entries, passphrase)
  return await readFile({ file: 'download', bytes, passphrase }, format)
}

describe.each(['bitwarden', 'kdbx', 'csv'] as const)('%s', (format) => {
  it('gives back every field and secret', async () => {
    const { entries, skipped } = await roundTrip(format, [PLAIN, BARE])
    const { group, ...fields } = PLAIN
    const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    expect(sorted).toMatchObject([
      { ...fields, isSecret: true, place: { path: group } },
      { name: BARE.name, secret: BARE.secret, tags: [] },
    ])
    expect(sorted[1]?.variable).toBeUndefined()
    expect(sorted[1]?.expires).toBeUndefined()
    expect(sorted[1]?.place.path).toBeUndefined()
    expect(skipped).toEqual([])
  })

  it('keeps secrets of many lines, and two keys of one name apart', async () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'
    const all = [
      { ...BARE, name: 'Key', secret: pem },
      { ...BARE, name: 'Key', secret: 'other', note: pem },
    ]
    const { entries } = await roundTrip(format, all)
    expect(entries.map(({ name, secret }) => [name, secret])).toEqual([
      ['Key', pem],
      ['Key', 'other'],
    ])
  })

  it.each([
    ['a formula', '=cmd|"/c calc"!A1'],
    ['a formula that somebody made text', "'=1+1"],
    ['quotes and separators', '"a", ;b\'`'],
    ['markup', '<Entry>&amp;]]></Entry>'],
    ['two lines', 'a\n=b'],
    ['a formula behind a separator', 'a; @b'],
  ])('keeps a name and a note with %s', async (_, text) => {
    const { entries } = await roundTrip(format, [{ ...BARE, name: `x${text}`, note: text, group: text }])
    expect(entries).toMatchObject([{ name: `x${text}`, note: text, place: { path: text } }])
  })

  it('is whole with any name and note', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(text, text, async (name, note) => {
        const { entries } = await roundTrip(format, [{ ...PLAIN, name, note, group: name }, BARE])
        expect(entries.map(({ secret }) => secret).sort()).toEqual([PLAIN.secret, BARE.secret].sort())
      }),
      { numRuns: format === 'kdbx' ? 30 : 100 },
    )
  })
})

describe('.env', () => {
  it('has a line for each variable, which Node reads alike', async () => {
    const entries = [
      { ...PLAIN, secret: 'ghp_$1' },
      { ...BARE, variable: 'OWN', secret: "it's {{here}}" },
      { ...BARE, variable: 'REF', secret: 'op://a/b' },
    ]
    const { bytes } = await write('dotenv', entries)
    const text = Buffer.from(bytes).toString()
    expect(text).toContain('# Build\nGH_TOKEN=')
    const { entries: read } = await readFile({ file: '.env', bytes })
    expect(read.map(({ variable, secret }) => [variable, secret])).toEqual([
      ['GH_TOKEN', 'ghp_$1'],
      ['OWN', "it's {{here}}"],
      ['REF', 'op://a/b'],
    ])
    expect(parseEnv(text)).toEqual({ GH_TOKEN: 'ghp_$1', OWN: "it's {{here}}", REF: 'op://a/b' })
  })

  it('has no line that a name has made', async () => {
    const name = 'x\nPATH=/evil\r\u2028LD_PRELOAD=/evil'
    const { bytes } = await write('dotenv', [{ ...BARE, name, variable: 'OWN' }])
    expect(Buffer.from(bytes).toString()).toBe('# x PATH=/evil LD_PRELOAD=/evil\nOWN=s-2\n')
  })
})

it('leaves out what a file cannot hold, and says so', async () => {
  const bad = [
    { ...BARE, name: 'nul', secret: 'a\0b', variable: 'A' },
    { ...BARE, name: 'half', secret: 'a\ud800', variable: 'B' },
    { ...BARE, name: 'long', secret: 'x'.repeat(300_000), variable: 'C' },
    { ...BARE, name: 'lines', secret: 'a\nb', variable: 'D' },
  ]
  const reasons = ['contains-nul', 'not-text', 'too-long']
  expect((await write('csv', bad)).leftOut.map(({ why }) => why)).toEqual(reasons)
  expect((await write('dotenv', bad)).leftOut.map(({ why }) => why)).toEqual([...reasons, 'no-line'])
})

it.each(EXPORT_FORMATS)('is known without its name: %s', async (format) => {
  const { bytes } = await write(format, [{ ...PLAIN, secret: 'plain-1' }])
  expect(formatOf({ file: 'download', bytes })).toBe(format)
})

it('encrypts a Bitwarden file by a passphrase', async () => {
  const { bytes } = await write('bitwarden', [PLAIN], 'pw')
  expect(Buffer.from(bytes).toString()).not.toContain(PLAIN.name)
  expect((await roundTrip('bitwarden', [PLAIN], 'pw')).entries).toMatchObject([{ secret: PLAIN.secret }])
})

it('makes any text inert for a spreadsheet, and gets it back', () => {
  const units = fc.constantFrom(...Array.from('=+-@|%\'"`;\t\r\n a\u2212＝'))
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: units, maxLength: 12 }), fc.string({ unit: 'binary' })),
      (text) => {
        expect(originalText(inertText(text))).toBe(text)
      },
    ),
    { numRuns: 2_000 },
  )
})
