import { expect, it } from 'vitest'
import { firstLine } from '../../../electron/command-line/first-line.ts'
import type { CommandSession } from '../../../electron/command-line/session.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'

const sessionOf = (pieces: readonly (string | Uint8Array)[]): CommandSession => {
  async function* input() {
    for (const piece of pieces) yield Buffer.from(piece)
  }
  return { input } as unknown as CommandSession
}

/** Reads the first line of these pieces of standard input. */
const lineOf = (...pieces: readonly (string | Uint8Array)[]): Promise<string> => firstLine(sessionOf(pieces))

const refused = expect.objectContaining({ code: EXIT.usage }) as unknown

it.each([
  [['correct horse\n'], 'correct horse'],
  [['correct horse\r\nmore'], 'correct horse'],
  [['correct', ' horse'], 'correct horse'],
  [['grüße\n'], 'grüße'],
  [['carriage\rreturn\n'], 'carriage\rreturn'],
])('reads %j as %j', async (pieces, line) => {
  await expect(lineOf(...pieces)).resolves.toBe(line)
})

it('refuses an empty line', async () => {
  await expect(lineOf()).rejects.toEqual(refused)
  await expect(lineOf('\nmore')).rejects.toEqual(refused)
})

it('takes an empty line where a key file can do without', async () => {
  const line = (...pieces: readonly (string | Uint8Array)[]) =>
    firstLine(sessionOf(pieces), { mayBeEmpty: true })
  await expect(line()).resolves.toBe('')
  await expect(line('\nmore')).resolves.toBe('')
  await expect(line(Uint8Array.of(0x70, 0xff, 0x0a))).rejects.toEqual(refused)
  await expect(line('x'.repeat(10_001))).rejects.toEqual(refused)
})

it('refuses bytes that are not UTF-8, which would all become the same character', async () => {
  await expect(lineOf(Uint8Array.of(0x70, 0xff, 0x0a))).rejects.toEqual(refused)
})

it('refuses a line that is too long instead of cutting it, counted in bytes', async () => {
  await expect(lineOf('x'.repeat(10_000))).resolves.toHaveLength(10_000)
  await expect(lineOf('x'.repeat(10_001))).rejects.toEqual(refused)
  await expect(lineOf('ü'.repeat(5_001), '\n')).rejects.toEqual(refused)
})
