/** Every command, in the order of the help. */
import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { complete } from './commands/complete.ts'
import { completion } from './commands/completion.ts'
import { copy } from './commands/copy.ts'
import { credential } from './commands/credential.ts'
import { doctor } from './commands/doctor.ts'
import { env } from './commands/env.ts'
import { exportCommand } from './commands/export.ts'
import { get } from './commands/get.ts'
import { help } from './commands/help.ts'
import { importCommand } from './commands/import.ts'
import { inject } from './commands/inject.ts'
import { ls } from './commands/ls.ts'
import { mcp } from './commands/mcp.ts'
import { regenerate } from './commands/regenerate.ts'
import { replace } from './commands/replace.ts'
import { restore } from './commands/restore.ts'
import { retire, rollBack } from './commands/retire.ts'
import { run } from './commands/run.ts'
import { show } from './commands/show.ts'
import { status } from './commands/status.ts'
import { sync } from './commands/sync.ts'
import { unlock } from './commands/unlock.ts'
import { version } from './commands/version.ts'
import { lock, open, quick } from './commands/window.ts'

export const COMMANDS: readonly Command[] = [
  status,
  ls,
  show,
  get,
  copy,
  run,
  inject,
  env,
  credential,
  mcp,
  importCommand,
  exportCommand,
  backup,
  restore,
  sync,
  regenerate,
  replace,
  retire,
  rollBack,
  doctor,
  quick,
  open,
  lock,
  unlock,
  completion,
  complete,
  help,
  version,
]
