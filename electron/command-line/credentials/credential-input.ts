/** What a program says to its credential helper, on standard input. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop } from '../command.ts'
import type { CommandSession } from '../session.ts'
import { CREDENTIAL } from '../commands/credential-messages.ts'

/** No program says more, in bytes. */
const LONGEST = 64_000

/**
 * Up to `isWhole` or the end of the input. Throws {@link CommandStop} for more than any program says, and for what is not UTF-8.
 *
 * @param isWhole whether the text so far needs no more; a person at a terminal does not end the input
 */
export async function readSaid(
  session: CommandSession,
  isWhole: (text: string) => boolean = () => false,
): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of session.input()) {
    pieces.push(piece)
    length += piece.length
    if (length > LONGEST) throw new CommandStop(EXIT.usage, CREDENTIAL.tooLong)
    if (isWhole(Buffer.concat(pieces).toString('utf8'))) break
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch {
    throw new CommandStop(EXIT.usage, CREDENTIAL.notUtf8)
  }
}

/** Takes what a program wants to be kept or forgotten, and does nothing with it: a program that is not read to its end may fail. */
export async function drop(session: CommandSession): Promise<void> {
  const pieces = session.input()[Symbol.asyncIterator]()
  while ((await pieces.next()).done !== true) continue
}
