/** Reads a passphrase: the first line of standard input, or a typed line. */
import { isUtf8 } from 'node:buffer'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { CommandStop } from './command.ts'
import { FILES } from './files-messages.ts'
import type { CommandSession } from './session.ts'

/** In bytes. Longer than any passphrase that a person types. */
const LONGEST = 10_000

/**
 * Returns the line without its line end. Throws {@link CommandStop} for an empty line unless `mayBeEmpty`, and for a line that is too long or not
 * UTF-8.
 */
export async function firstLine(session: CommandSession, { mayBeEmpty = false } = {}): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of session.input()) {
    pieces.push(piece)
    length += piece.length
    if (length > LONGEST || piece.includes(0x0a)) break
  }
  const bytes = Buffer.concat(pieces)
  const line = usableText(untilLineFeed(bytes), mayBeEmpty)
  for (const piece of [bytes, ...pieces]) piece.fill(0)
  if (line === undefined) throw new CommandStop(EXIT.usage, FILES.noPassphrase)
  return line
}

/** Returns `undefined` for bytes that cannot be a passphrase. */
export const usableText = (line: Buffer, mayBeEmpty: boolean): string | undefined =>
  isUsable(line, mayBeEmpty) ? line.toString('utf8') : undefined

/** Refuses bytes that are not UTF-8: all of them would become the same character, so different passphrases would be equal. */
const isUsable = (line: Buffer, mayBeEmpty: boolean): boolean =>
  line.length <= LONGEST && isUtf8(line) && (mayBeEmpty || line.length > 0)

/** Without the line end, of one or two characters. Shares the memory of `bytes`. */
function untilLineFeed(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0x0a)
  if (end === -1) return bytes
  return bytes.subarray(0, bytes[end - 1] === 0x0d ? end - 1 : end)
}
