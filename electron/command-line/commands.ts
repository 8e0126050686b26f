/** Every command, in the order of the help. */
import type { Command } from './command.ts'
import { help } from './commands/help.ts'
import { ls } from './commands/ls.ts'
import { show } from './commands/show.ts'
import { status } from './commands/status.ts'
import { version } from './commands/version.ts'

export const COMMANDS: readonly Command[] = [status, ls, show, help, version]
