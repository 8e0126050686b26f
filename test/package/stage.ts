/** What the promises of a package are proved on: the packages, a session, and the program that is installed in between. */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import { INSTALLED } from '../../scripts/package/product.ts'
import type { NotificationDaemonDouble } from '../e2e/notification-daemon.ts'
import type { TrayHostDouble } from '../e2e/tray-host.ts'
import type { FillOrder } from './fill.ts'
import { processesOf } from './processes.ts'
import { until } from './promise.ts'
import type { Session } from './session.ts'
import { shownWindows } from './screen.ts'

/** Paths of two packages, the second of which is newer. */
export interface Packages {
  readonly deb: string
  readonly newerDeb: string
  readonly newerVersion: string
}

export interface Stage {
  readonly session: Session
  readonly packages: Packages
  readonly tray: TrayHostDouble
  readonly daemon: NotificationDaemonDouble
  /** The profile that the installed program chooses by itself, and others for `XDG_CONFIG_HOME`. */
  readonly profileDir: string
  readonly configDir: (name: string) => string
  readonly fill: (content: FillOrder['content'], profileDir?: string) => Promise<void>
  /** Installs a package as the system's administrator does. */
  readonly install: (deb: string) => void
  readonly purge: () => void
  /** Starts the program as the desktop does. */
  readonly start: (args?: readonly string[], configDir?: string) => void
  /** Quits the running program by its tray icon, and waits for its end. */
  readonly quit: () => Promise<void>
  /** Kills what is left of it. */
  readonly killProgram: () => Promise<void>
  /** Titles of the windows on the screen. */
  readonly windows: () => readonly string[]
  /** The log of a profile. */
  readonly log: (profileDir?: string) => string
}

export const WINDOW = 'Keyhold'
export const PALETTE = 'Quick copy'

/**
 * The whole label of the tray's entry that begins so, once there is one. The icon of a program that has ended answers with an error, until
 * the next one brings its own.
 */
export async function trayLabel({ tray }: Pick<Stage, 'tray'>, beginning: string): Promise<string> {
  const isIt = ({ label }: { readonly label: string }) => label.startsWith(beginning)
  const labels = () => tray.menu().then((menu) => menu.filter(isIt).map(({ label }) => label))
  const [label = ''] = await until(
    `the tray has “${beginning}”`,
    () => labels().catch(() => []),
    (found) => found.length > 0,
  )
  return label
}

const dpkg = (...args: string[]) =>
  void execFileSync('dpkg', args, {
    stdio: 'pipe',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })

export function createStage(
  session: Session,
  packages: Packages,
  doubles: Pick<Stage, 'tray' | 'daemon'>,
): Stage {
  const { uid, gid, bus, homeDir, display } = session
  const profileDir = join(homeDir, '.config', 'Keyhold')
  const windows = () => shownWindows(display)

  async function allEnded(): Promise<void> {
    await until(
      'the program ends',
      () => processesOf(INSTALLED.program),
      (found) => found.length === 0,
    )
  }

  return {
    session,
    packages,
    ...doubles,
    profileDir,
    configDir: (name) => join(homeDir, name),
    async fill(content, folder = profileDir) {
      const order: FillOrder = { uid, gid, busAddress: bus.address, profileDir: folder, content }
      const program = join(ROOT, 'test', 'package', 'fill.ts')
      await promisify(execFile)(process.execPath, [program, JSON.stringify(order)], {
        env: { PATH: process.env.PATH, HOME: homeDir, XDG_RUNTIME_DIR: join(homeDir, '.run') },
      })
    },
    install: (deb) => dpkg('--install', deb),
    purge: () => dpkg('--purge', 'keyhold'),
    start(args = [], configDir) {
      session.start(INSTALLED.program, args, configDir === undefined ? {} : { XDG_CONFIG_HOME: configDir })
    },
    async quit() {
      await doubles.tray.click(await trayLabel(doubles, 'Quit'))
      await allEnded()
    },
    async killProgram() {
      for (const { pid } of processesOf(INSTALLED.program))
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // It has ended by itself.
        }
      await allEnded()
    },
    windows,
    log(folder = profileDir) {
      const path = join(folder, 'logs', 'keyhold.log')
      return existsSync(path) ? readFileSync(path, 'utf8') : ''
    },
  }
}
