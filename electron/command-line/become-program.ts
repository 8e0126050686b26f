/** Makes the client become the program, for what the program does by itself. */
import { usage } from './command.ts'
import type { CommandSession } from './session.ts'
import { USAGE } from './usage-messages.ts'

/** `command`: the words that start the program; empty where it cannot be started. `args` follow them. Throws `CommandStop`. */
export async function becomeProgram(
  session: CommandSession,
  command: readonly string[],
  args: readonly string[],
): Promise<undefined> {
  if (command.length === 0) throw usage(USAGE.noProgram)
  await session.become({ command: [...command, ...args], variables: {}, without: [] })
}
