/** Everything that the promises of a package are tested with: the packages, a session, and the installed program. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import type { MadeAll } from '../../scripts/package/make.ts'
import { INSTALLED } from '../../scripts/package/product.ts'
import type { NotificationDaemonDouble } from '../e2e/notification-daemon.ts'
import type { TrayHostDouble } from '../e2e/tray-host.ts'
import type { FillOrder } from './fill.ts'
import { processesOf } from './processes.ts'
import { until } from './promise.ts'
import type { Session } from './session.ts'
import { shownWindows } from './screen.ts'

/** The built packages: all of them, the .deb built again from the same sources, and a newer one. */
export interface Packages {
  readonly made: MadeAll
  readonly debAgain: string
  readonly newerDeb: string
  readonly newerVersion: string
}

export interface Stage {
  readonly session: Session
  readonly packages: Packages
  readonly tray: TrayHostDouble
  readonly daemon: NotificationDaemonDouble
  /** The profile that the installed program chooses by default, and others by `XDG_CONFIG_HOME`. */
  readonly profileDir: string
  readonly configDir: (name: string) => string
  readonly fill: (content: FillOrder['content'], profileDir?: string) => Promise<void>
  /** Installs a package with the README's command. Throws with apt's output. */
  readonly install: (deb: string, options?: readonly string[]) => void
  /** Removes it with the README's command. Does nothing if it is not installed. */
  readonly purge: () => void
  /** Starts the program as the desktop does. */
  readonly start: (args?: readonly string[], configDir?: string) => void
  /**
   * Starts the program and waits for its window and its open vault. A start that hangs is killed and repeated once, and the run lists it: Electron
   * hangs once in a few hundred starts, and a fault of the program would occur again.
   */
  readonly startShown: (configDir?: string) => Promise<void>
  /** Facts that explain a failure: the running processes, and the last lines of the program's log, which contains no secret. */
  readonly facts: () => string
  /** The facts of each start that was repeated. */
  readonly hung: readonly string[]
  /** Quits the running program by its tray icon, and waits for its end. */
  readonly quit: () => Promise<void>
  /** Kills its remaining processes. */
  readonly killProgram: () => Promise<void>
  /** Titles of the windows on the screen. */
  readonly windows: () => readonly string[]
  /** The log of a profile. */
  readonly log: (profileDir?: string) => string
}

export const WINDOW = 'Keyhold'
export const PALETTE = 'Quick copy'

/** The last word of the card's title. */
const CARD = 'approval'
/** Longer than the time without a press that a card requires. */
const QUIET_MS = 1_500

/** Presses a key on the screen's keyboard, in xdotool's notation, once the approval card waits, and repeats it until `answered` is settled. */
export async function pressOnCard(
  { session, windows }: Stage,
  key: string,
  answered: Promise<unknown>,
): Promise<void> {
  await until('the approval card', windows, (all) => all.some((title) => title.endsWith(CARD)))
  const settled = answered.then(
    () => true,
    () => true,
  )
  do {
    await delay(QUIET_MS)
    await session.run('xdotool', ['key', key])
  } while (!(await Promise.race([settled, delay(QUIET_MS, false)])))
}

/**
 * The whole label of the tray's entry that begins like this, once there is one. The icon of a program that has ended answers with an error until the
 * next program registers its own.
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

/** Longer than any start that does not hang. */
const START_MS = 60_000
/** The number of log lines to show. */
const LAST_LINES = 15

/** How many starts a log has. The program writes the line when its vault is open. */
const startsIn = (log: string): number => log.split('"event":"started"').length - 1

export const isInstalled = (): boolean => spawnSync('dpkg-query', ['--status', 'keyhold']).status === 0

/** Waits for another apt, such as that of unattended upgrades. Throws with apt's output. */
function apt(args: readonly string[], cwd?: string): void {
  const { status, stdout, stderr } = spawnSync(
    'apt-get',
    ['-o', 'DPkg::Lock::Timeout=300', '--assume-yes', ...args],
    { cwd, encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' } },
  )
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')}: ${stdout}${stderr}`)
}

export function createStage(
  session: Session,
  packages: Packages,
  doubles: Pick<Stage, 'tray' | 'daemon'>,
): Stage {
  const { uid, gid, bus, homeDir, display } = session
  const profileDir = join(homeDir, '.config', 'Keyhold')
  const windows = () => shownWindows(display)
  const hung: string[] = []

  async function allEnded(): Promise<void> {
    await until(
      'the program ends',
      () => processesOf(INSTALLED.program),
      (found) => found.length === 0,
    )
  }

  function start(args: readonly string[] = [], configDir?: string): void {
    session.start(INSTALLED.program, args, configDir === undefined ? {} : { XDG_CONFIG_HOME: configDir })
  }

  /** Starts the program, and resolves when its window is shown and the vault behind it is open. */
  async function startReady(configDir?: string): Promise<void> {
    const starts = () => startsIn(log(configDir && join(configDir, 'Keyhold')))
    const before = starts()
    start([], configDir)
    await until('the window', windows, (all) => all.includes(WINDOW), START_MS)
    await until('the open vault', starts, (count) => count > before, START_MS)
  }

  function log(folder = profileDir): string {
    const path = join(folder, 'logs', 'keyhold.log')
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }

  function facts(): string {
    const kinds = processesOf(INSTALLED.program).map(({ kind }) => kind)
    return [`processes: ${kinds.join(', ')}`, ...log().trimEnd().split('\n').slice(-LAST_LINES)].join('\n')
  }

  async function killProgram(): Promise<void> {
    for (const { pid } of processesOf(INSTALLED.program))
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // The process has already ended.
      }
    await allEnded()
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
    install: (deb, options = []) => apt(['install', ...options, `./${basename(deb)}`], dirname(deb)),
    purge: () => (isInstalled() ? apt(['purge', 'keyhold']) : undefined),
    start,
    async startShown(configDir) {
      try {
        await startReady(configDir)
      } catch {
        hung.push(facts())
        await killProgram()
        await startReady(configDir)
      }
    },
    facts,
    hung,
    async quit() {
      await doubles.tray.click(await trayLabel(doubles, 'Quit'))
      await allEnded()
    },
    killProgram,
    windows,
    log,
  }
}
