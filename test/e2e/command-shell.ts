/** A shell of the program's own user that runs both forms of the `keyhold` command. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import type { Profile } from './profile.ts'

export interface CommandEnd {
  readonly out: string
  readonly err: string
  readonly code: number
}

export interface CommandShell {
  /** Runs one line, in which `keyhold` is the command, and resolves when that line has ended. Run one line at a time. */
  run(line: string): Promise<CommandEnd>
}

export type CommandForm = 'relay' | 'script'

const BETWEEN = '--- the line has ended:'

/** Whether this build has the form. A build without a Rust compiler has no relay. */
export const hasForm = (form: CommandForm): boolean => form === 'script' || existsSync(pathOf(form))

const pathOf = (form: CommandForm) =>
  join(inject('electron')?.appDir ?? '', 'out', 'cli', form === 'relay' ? 'keyhold' : 'keyhold.mjs')

/** The shell runs until the test ends, so that a permission that is bound to the shell applies to every line. */
export function openCommandShell({ homeDir }: Profile, form: CommandForm): CommandShell {
  const place = inject('electron')!
  const electron = place.user?.env.KEYHOLD_E2E_ELECTRON ?? place.executable
  const asUser = place.user
    ? ['setpriv', '--reuid', place.user.name, '--regid', place.user.name, '--init-groups']
    : []
  const shell = spawn('env', [...asUser, 'sh', '-s'], {
    cwd: '/',
    env: { PATH: process.env.PATH, HOME: homeDir, XDG_RUNTIME_DIR: join(homeDir, '.run') },
    stdio: 'pipe',
  })
  onTestFinished(() => void shell.kill('SIGKILL'))
  const command =
    form === 'relay'
      ? `'${pathOf(form)}' "$@"`
      : `ELECTRON_RUN_AS_NODE=1 '${electron}' '${pathOf(form)}' "$@"`
  shell.stdin.write(`keyhold() { ${command}; }\n`)
  const texts = { out: '', err: '' }
  shell.stdout.on('data', (piece: Buffer) => (texts.out += piece.toString()))
  shell.stderr.on('data', (piece: Buffer) => (texts.err += piece.toString()))

  const ended = () => new RegExp(`^([^]*)${BETWEEN} (\\d+)\\n$`).exec(texts.out)

  return {
    run(line) {
      texts.out = ''
      texts.err = ''
      shell.stdin.write(`${line} < /dev/null; echo "${BETWEEN} $?"\n`)
      return new Promise((resolve, reject) => {
        const gone = () => reject(new Error(`The shell has ended: ${texts.err}`))
        const look = () => {
          const end = ended()
          if (end === null) return
          shell.stdout.off('data', look)
          shell.off('close', gone)
          resolve({ out: end[1]!, err: texts.err, code: Number(end[2]) })
        }
        shell.stdout.on('data', look)
        shell.once('close', gone)
      })
    },
  }
}
