/** Gets the passphrase of a command: typed at a terminal, which hides it, or the first line of standard input. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { CommandStop } from './command.ts'
import { firstLine, usableText } from './first-line.ts'
import { PASSPHRASE } from './passphrase-messages.ts'
import { printable } from './printable.ts'
import type { CommandSession } from './session.ts'

/** `question` has no colon. Throws {@link CommandStop} if there is no usable passphrase. */
export async function readPassphrase(session: CommandSession, question: string): Promise<string> {
  return isAtTerminal(session) ? askPassphrase(session, question) : firstLine(session)
}

/** Asks twice at a terminal, because the hidden text may have a typing error. Throws {@link CommandStop}. */
export async function readNewPassphrase(session: CommandSession, question: string): Promise<string> {
  const passphrase = await readPassphrase(session, question)
  if (isAtTerminal(session) && (await askPassphrase(session, PASSPHRASE.again)) !== passphrase)
    throw new CommandStop(EXIT.usage, PASSPHRASE.differ)
  return passphrase
}

/** Whether a person types. A pipe is never asked. */
export const isAtTerminal = ({ request }: Pick<CommandSession, 'request'>): boolean => request.terminal.in

/** Call only at a terminal. Throws {@link CommandStop}. */
export async function askPassphrase(session: CommandSession, question: string): Promise<string> {
  const bytes = await session.ask(`${printable(question)}: `)
  const line = bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const typed = line && usableText(line, false)
  line?.fill(0)
  if (typed === undefined) throw new CommandStop(EXIT.usage, PASSPHRASE.none)
  return typed
}
