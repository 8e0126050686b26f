/** The `keyhold` command as a package ships it: the folder `resources/cli` of the program. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT } from '../bootstrap/place.mjs'
import { COMMAND_RELAY, COMMAND_SCRIPT, commandProgram } from '../build-command.ts'

/** The folder's name in the program's `resources`. The command finds its program relative to this folder (cli/place.ts, cli/relay/connection.rs). */
export const COMMAND_FOLDER = 'cli'

/** `native`: machine code only. `script`: needs a Node that the system provides. */
export type CommandForm = 'native' | 'script'

/** The form that the last build made. */
export const commandForm = (): CommandForm => (commandProgram() === COMMAND_RELAY ? 'native' : 'script')

/** A line for the person who makes the package. Pure. */
export const commandFormWords = (form: CommandForm): string =>
  form === 'native'
    ? 'command: keyhold is native'
    : 'command: keyhold is a script and needs Node.js 22 or newer, because there is no Rust compiler here'

const SCRIPT = basename(COMMAND_SCRIPT)

/** Starts the script, wherever a link to this file is. Exit code 6: the program could not be started (`EXIT.noProgram`). */
export const UNIX_LAUNCHER = `#!/bin/sh
if ! command -v node >/dev/null; then
  echo 'keyhold: This command needs Node.js 22 or newer, and there is none in PATH.' >&2
  exit 6
fi
exec node "$(dirname "$(readlink -f "$0")")/${SCRIPT}" "$@"
`

/** The names under which git and docker look for a helper. */
export const HELPERS = ['git-credential-keyhold', 'docker-credential-keyhold'] as const
const SHIPPED: readonly (readonly [name: string, mode: number])[] = [
  ...HELPERS.map((name) => [name, 0o755] as const),
  ['keyhold.direnv.sh', 0o644],
]
const SOURCES = join(ROOT, 'resources', 'cli')

const WINDOWS_LAUNCHER = `@node "%~dp0${SCRIPT}" %*\r\n`

/**
 * Recreates `dir`. `platform` is one of Node's names. Windows gets only the script, with `keyhold.cmd` to start it. The file modes do not depend on
 * the machine that builds.
 */
export function makeCommandFolder(dir: string, platform: string, form: CommandForm = commandForm()): void {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const put = (name: string, mode: number, write: (path: string) => void) => {
    const path = join(dir, name)
    write(path)
    chmodSync(path, mode)
  }
  if (platform !== 'win32')
    for (const [name, mode] of SHIPPED) put(name, mode, (path) => copyFileSync(join(SOURCES, name), path))
  if (form === 'native') {
    put('keyhold', 0o755, (path) => copyFileSync(COMMAND_RELAY, path))
    return
  }
  if (!existsSync(COMMAND_SCRIPT)) throw new Error(`There is no ${SCRIPT}: the command was not built`)
  put(SCRIPT, 0o644, (path) => copyFileSync(COMMAND_SCRIPT, path))
  if (platform === 'win32') put('keyhold.cmd', 0o644, (path) => writeFileSync(path, WINDOWS_LAUNCHER))
  else put('keyhold', 0o755, (path) => writeFileSync(path, UNIX_LAUNCHER))
}
