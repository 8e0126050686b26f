/** A Wayland desktop without a screen, for one spec. It runs as the user that Electron runs as. */
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { inject, onTestFinished } from 'vitest'
import { needed } from '../../scripts/has-program.ts'

export interface Sway {
  /** The socket's absolute path, which Wayland accepts as a display name. */
  readonly display: string
  /** Runs a program on this desktop and returns its output. */
  run(program: string, args: readonly string[], input?: string): string
}

/** The programs that such a desktop needs. */
export const swayPrograms = needed('sway', 'wl-copy', 'wl-paste')

const LOOKS = 100
const LOOK_EVERY_MS = 100

const idOf = (user: string, which: '-u' | '-g'): number =>
  Number(spawnSync('id', [which, user], { encoding: 'utf8' }).stdout)

async function untilThere(path: string): Promise<void> {
  for (let look = 0; look < LOOKS && !existsSync(path); look += 1) await setTimeout(LOOK_EVERY_MS)
  if (!existsSync(path)) throw new Error('sway did not start')
}

/** The desktop ends with the test. */
export async function startSway(): Promise<Sway> {
  const user = inject('electron')?.user?.name
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-sway-'))
  const config = join(dir, 'config')
  writeFileSync(config, 'xwayland disable\n')
  if (user !== undefined)
    for (const path of [dir, config]) chownSync(path, idOf(user, '-u'), idOf(user, '-g'))
  const become = user === undefined ? [] : ['setpriv', '--reuid', user, '--regid', user, '--init-groups']
  const env = {
    PATH: process.env.PATH,
    HOME: dir,
    XDG_RUNTIME_DIR: dir,
    WLR_BACKENDS: 'headless',
    WLR_LIBINPUT_NO_DEVICES: '1',
    WLR_RENDERER: 'pixman',
  }
  const [program, ...args] = [...become, 'sway', '--config', config]
  const child = spawn(program, args, { env, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('close', resolve))
  onTestFinished(async () => {
    child.kill()
    await ended
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  })
  const display = join(dir, 'wayland-1')
  await untilThere(display)
  return {
    display,
    run(name, given, input) {
      const [first = '', ...rest] = [...become, name, ...given]
      const stdio = ['pipe', name === 'wl-copy' ? 'ignore' : 'pipe', 'ignore'] as const
      return String(
        spawnSync(first, rest, {
          env: { ...env, WAYLAND_DISPLAY: display },
          input: input ?? '',
          stdio: [...stdio],
          timeout: 10_000,
        }).stdout,
      )
    },
  }
}
