/** Files that would use much memory or time. Each is refused with its own message before it can. */
import { zipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { ImportFormat } from '../../../shared/model/import-formats.ts'
import { LARGEST_FILE } from '../../../electron/formats/format-limits.ts'
import { readFile } from '../../../electron/formats/read-file.ts'
import { readElsewhere } from './taken-memory.ts'

const MIB = 1024 * 1024

/** Four times the limit, so that a parser without a limit uses more memory than the timing of garbage collection can explain. */
const EXPANDED = 4 * LARGEST_FILE
const BOMB = zipSync({ 'export.data': new Uint8Array(EXPANDED) })

const why = (bytes: Uint8Array, file = 'download', format?: ImportFormat) =>
  readFile({ file, bytes }, format).then(
    ({ entries }) => `${entries.length} entries`,
    (error: unknown) => (error as { error: { why: string } }).error.why,
  )

it('refuses more than 64 MiB at once', async () => {
  expect(await why(new Uint8Array(LARGEST_FILE + 1).fill(0x41), '.env')).toBe('too-large')
})

it('stops a zip file that expands without end', { timeout: 120_000 }, () => {
  expect(BOMB.length).toBeLessThan(MIB)
  const { why, taken } = readElsewhere(BOMB)
  expect(why).toBe('expands')
  expect(taken).toBeLessThan(EXPANDED)
})

it('does not believe the size that a zip file states', async () => {
  const bomb = Uint8Array.from(BOMB)
  const view = new DataView(bomb.buffer, bomb.byteOffset)
  view.setUint32(22, 10, true) // the local header's size
  expect(['expands', 'damaged']).toContain(await why(bomb))
})

it('says that a zip file of another kind has no such part', async () => {
  expect(await why(zipSync({ 'word/document.xml': new Uint8Array(10) }))).toBe('not-understood')
})

it('stops at a hundred thousand rows of a table without end', async () => {
  const rows = Buffer.from(`title,password\n${'a,b\n'.repeat(2_000_000)}`)
  expect(await why(rows, 'a.csv')).toBe('too-many')
})

it('stops at a hundred thousand variables', async () => {
  expect(await why(Buffer.from('A=b\n'.repeat(200_000)), '.env')).toBe('too-many')
  expect(await why(Buffer.from('no assignment\n'.repeat(200_000)), '.env', 'dotenv')).toBe('too-many')
})

it('stops where an item repeats its note with every secret', async () => {
  const notes = 'n'.repeat(250_000)
  const fields = Array.from({ length: 1_000 }, (_, at) => ({ type: 1, name: `f${at}`, value: 'v' }))
  const bitwarden = { encrypted: false, items: [{ type: 1, name: 'A', notes, fields }] }
  expect(await why(Buffer.from(JSON.stringify(bitwarden)))).toBe('expands')
  const tags = Array.from({ length: 250_000 }, () => 't')
  const concealed = fields.map(({ name, value }) => ({ title: name, value: { concealed: value } }))
  const item = { overview: { title: 'A', tags }, details: { sections: [{ fields: concealed }] } }
  const data = JSON.stringify({ accounts: [{ vaults: [{ items: [item] }] }] })
  expect(await why(zipSync({ 'export.data': Buffer.from(data) }))).toBe('expands')
})

it('cuts the folder that every row repeats', async () => {
  const folders = [{ id: '1', name: 'p'.repeat(1_000_000) }]
  const secret = { type: 1, name: 'A', folderId: '1', login: { password: 'p' } }
  const items = [secret, { ...secret, login: {} }]
  const bytes = Buffer.from(JSON.stringify({ encrypted: false, folders, items }))
  const { entries, skipped } = await readFile({ file: 'a.json', bytes })
  expect([...entries, ...skipped].map(({ place }) => place.path?.length)).toEqual([1_000, 1_000])
})

it('does not follow lists within lists', async () => {
  expect(await why(Buffer.from('['.repeat(1_000_000)))).toBe('too-deep')
  expect(await why(Buffer.from(`{"_type":"export","resources":[${'{"a":'.repeat(100_000)}`))).toBe('too-deep')
})

it('does not count brackets within strings', async () => {
  const text = JSON.stringify({ A: '['.repeat(1_000), B: '\\"{{{{' })
  expect(await why(Buffer.from(text))).toBe('2 entries')
})

it.each([
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-text'],
  ['an old encoding', Buffer.from('A=caf\xe9\n', 'latin1'), 'not-text'],
  ['UTF-16 without its mark', Buffer.from('A=b\n', 'utf16le'), 'not-text'],
  [
    'half a sign of UTF-16',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('A=b', 'utf16le'), Buffer.of(1)]),
    'not-text',
  ],
  ['white space', Buffer.from(' \n\t\n'), 'empty'],
  ['a letter', Buffer.from('Dear Sir or Madam,\nthis is no file of keys.\n'), 'unknown-format'],
  ['JSON of another program', Buffer.from('{"a": [1, 2, 3]}'), 'unknown-format'],
  ['cut JSON', Buffer.from('{"encrypted": false, "items": [{'), 'damaged'],
])('says what is wrong with %s', async (_, bytes, expected) => {
  expect(await why(bytes)).toBe(expected)
})

const TEXT_FORMATS = ['dotenv', 'aws', 'npmrc', 'netrc', 'gh', 'glab', 'csv', 'pass'] as const

it('takes no longer for texts that ask a pattern to go back', { timeout: 20_000 }, async () => {
  const long = 200_000
  for (const text of [
    '\n'.repeat(long) + 'x',
    `a: ${' '.repeat(long)}x`,
    `machine ${'"'.repeat(long)}`,
    `A="${'\\'.repeat(long)}`,
    'A="x\n'.repeat(long / 10),
    `${' '.repeat(long)}=`,
    `<${'<a'.repeat(long / 2)}`,
    `//${'a'.repeat(1_000_000)}`,
    `//${'a:'.repeat(500_000)}`,
    `//${':_auth'.repeat(200_000)}`,
  ])
    for (const format of [undefined, ...TEXT_FORMATS])
      expect(await why(Buffer.from(text), 'x', format)).toBeTruthy()
})
