/** The passphrase of a command: asked for at a terminal, which does not show it; else the first line of standard input. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { CommandStop } from './command.ts'
import { firstLine, usableText } from './first-line.ts'
import { PASSPHRASE } from './passphrase-messages.ts'
import { printable } from './printable.ts'
import type { CommandSession } from './session.ts'

/** `question` is without its colon. Throws {@link CommandStop} where there is no usable passphrase. */
export async function readPassphrase(session: CommandSession, question: string): Promise<string> {
  return isAtTerminal(session) ? askPassphrase(session, question) : firstLine(session)
}

/** Asked for twice at a terminal, where nobody sees a mistyped one. Throws {@link CommandStop}. */
export async function readNewPassphrase(session: CommandSession, question: string): Promise<string> {
  const passphrase = await readPassphrase(session, question)
  if (isAtTerminal(session) && (await askPassphrase(session, PASSPHRASE.again)) !== passphrase)
    throw new CommandStop(EXIT.usage, PASSPHRASE.differ)
  return passphrase
}

/** Where the person types. What comes from a pipe is never asked for. */
export const isAtTerminal = ({ request }: Pick<CommandSession, 'request'>): boolean => request.terminal.in

/** At a terminal only. Throws {@link CommandStop}. */
export async function askPassphrase(session: CommandSession, question: string): Promise<string> {
  const bytes = await session.ask(`${printable(question)}: `)
  const line = bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const typed = line && usableText(line, false)
  line?.fill(0)
  if (typed === undefined) throw new CommandStop(EXIT.usage, PASSPHRASE.none)
  return typed
}
