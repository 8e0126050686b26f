/** A passphrase from standard input: its first line. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { CommandStop } from './command.ts'
import { FILES } from './files-messages.ts'
import type { CommandSession } from './session.ts'

/** In bytes. No passphrase of a person is longer. */
const LONGEST = 10_000

/** Without its line end. Throws {@link CommandStop} for an empty one, and for one that is too long or not UTF-8. */
export async function firstLine(session: CommandSession): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of session.input()) {
    pieces.push(piece)
    length += piece.length
    if (length > LONGEST || piece.includes(0x0a)) break
  }
  const bytes = Buffer.concat(pieces)
  const line = bytes.toString('utf8').split(/\r?\n/)[0] ?? ''
  for (const piece of [bytes, ...pieces]) piece.fill(0)
  if (line === '' || line.length > LONGEST) throw new CommandStop(EXIT.usage, FILES.noPassphrase)
  return line
}
