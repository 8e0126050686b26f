/** The guarantees of every file format. A format's own test passes a sample and the expected content to this suite. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/contract/errors.ts'
import type { ReadFile } from '../../shared/model/import.ts'
import type { ImportFormat } from '../../shared/model/import-formats.ts'
import type { FormatEntry, Source } from '../../electron/formats/entry.ts'
import { formatOf, readFile } from '../../electron/formats/read-file.ts'
import { damaged, damages } from './files/damaged-bytes.ts'

export interface FormatSample extends Source {
  readonly format: ImportFormat
  /** Whether the file is text, so that other encodings and line ends have the same meaning. */
  readonly isText: boolean
  /** Some fields of each entry, in the order of the file. */
  readonly entries: readonly Partial<FormatEntry>[]
  readonly skipped: ReadFile['skipped']
  /** The format is recognised by the file's place, not by its content. */
  readonly isNamed?: boolean
}

/** Random files for each format; `npm run fuzz` tries many more. */
const RUNS = Number(process.env.KEYHOLD_FUZZ_FILES ?? 150)

export function testFormat(sample: FormatSample): void {
  const { format, bytes, isText } = sample
  const read = (more: Partial<Source> = {}) => readFile({ ...sample, ...more }, format)

  describe(`${format}, as every format`, { timeout: 3_600_000 }, () => {
    it('reads its sample, and reports what it left out', async () => {
      const found = await read()
      expect(found.entries).toHaveLength(sample.entries.length)
      for (const [index, entry] of sample.entries.entries()) expect(found.entries[index]).toMatchObject(entry)
      expect(found.skipped).toEqual(sample.skipped)
    })

    it('is known without its name', () => {
      if (!sample.isNamed) expect(formatOf({ ...sample, file: 'download' })).toBe(format)
      if (format !== 'pass') expect(formatOf(sample)).toBe(format)
    })

    it('reads bytes and changes none', async () => {
      const before = Uint8Array.from(bytes)
      await read()
      expect(Buffer.from(bytes).equals(Buffer.from(before))).toBe(true)
    })

    if (isText) testText(sample)

    it('gives whole entries or one sentence for a file that is cut anywhere', async () => {
      const step = Math.max(1, Math.floor(bytes.length / 60))
      for (let length = 0; length < bytes.length; length += step)
        await survives(read({ bytes: bytes.subarray(0, length) }))
    })

    it('gives whole entries or one sentence for any damage', async () => {
      await fc.assert(
        fc.asyncProperty(damages, async (some) => {
          await survives(read({ bytes: damaged(bytes, some) }))
        }),
        { numRuns: RUNS },
      )
    })

    it('gives whole entries or one sentence for any bytes', async () => {
      const words = fc.constantFrom(...SIGNS, ...wordsOf(bytes))
      const text = fc.array(words, { maxLength: 60 }).map((parts) => new TextEncoder().encode(parts.join('')))
      await fc.assert(
        fc.asyncProperty(fc.oneof(text, fc.uint8Array({ maxLength: 300 })), async (any) => {
          await survives(read({ bytes: any }))
        }),
        { numRuns: RUNS },
      )
    })
  })
}

function testText({ format, bytes, ...source }: FormatSample): void {
  const text = new TextDecoder().decode(bytes)
  const read = (encoded: Uint8Array) => readFile({ ...source, bytes: encoded }, format)
  const same = async (encoded: Uint8Array) => expect(await read(encoded)).toEqual(await read(bytes))

  it('reads UTF-8 with a byte order mark, and UTF-16 of both orders', async () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    await same(Buffer.from(`\ufeff${text}`))
    await same(little)
    await same(Buffer.from(little).swap16())
  })

  it('reads lines that end as on Windows', async () => {
    await same(Buffer.from(text.replaceAll('\n', '\r\n')))
  })

  it('refuses NUL and other encodings with a sentence', async () => {
    await expect(read(Buffer.from(`${text}\0`))).rejects.toMatchObject({
      error: { kind: 'import', why: 'not-text' },
    })
    await expect(read(Buffer.from(`${text}\xff\xe9\xe8`, 'latin1'))).rejects.toMatchObject({
      error: { kind: 'import', why: 'not-text' },
    })
    await expect(read(Buffer.alloc(0))).rejects.toMatchObject({ error: { kind: 'import', why: 'empty' } })
  })
}

/** Checks that the result has only entries that a keychain can store, or is a failure that has a message. */
async function survives(reading: Promise<ReadFile>): Promise<void> {
  try {
    const { entries } = await reading
    for (const { secret, name, place } of entries) {
      expect(secret.trim()).not.toBe('')
      expect(secret).not.toContain('\0')
      expect(secret.isWellFormed()).toBe(true)
      expect(typeof name).toBe('string')
      expect(place.file).not.toBe('')
    }
  } catch (error) {
    expect(error).toBeInstanceOf(Failure)
    expect((error as Failure).error.kind).toBe('import')
  }
}

const SIGNS = [
  '\n',
  '\r\n',
  ' ',
  '\t',
  '"',
  "'",
  '`',
  '=',
  ':',
  '#',
  '\\',
  '$',
  '{',
  '}',
  '[',
  ']',
  ',',
  '/',
  '&',
  '<',
  '\ufeff',
  '\0',
  'é',
  '😀',
]

const wordsOf = (bytes: Uint8Array): readonly string[] =>
  [...new Set(new TextDecoder('latin1').decode(bytes.subarray(0, 4_000)).split(/(\W)/))].slice(0, 200)
