/** Replaces the client by the program itself, for switches and links that the program handles. */
import { usage } from './command.ts'
import type { CommandSession } from './session.ts'
import { USAGE } from './usage-messages.ts'

/** `command`: the command line that starts the program, without `args`; empty if it cannot be started. Throws `CommandStop`. */
export async function becomeProgram(
  session: CommandSession,
  command: readonly string[],
  args: readonly string[],
): Promise<undefined> {
  if (command.length === 0) throw usage(USAGE.noProgram)
  await session.become({ command: [...command, ...args], variables: {}, without: [] })
}
