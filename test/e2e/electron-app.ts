/** Opens the built program in real Electron, with its sandbox. */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { _electron, errors, type ElectronApplication } from 'playwright-core'
import { expect, inject } from 'vitest'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import { noteRetried } from '../../scripts/retried-reporter.ts'
import type { OpenedApp, OpenOptions } from './app.ts'
import type { ElectronPlace } from './electron-place.ts'
import { START_MS } from './electron-start.ts'
import { atEnd } from './lifetime.ts'
import { answerOutside, type Outside } from './outside.ts'
import { newProfile, type Profile } from './profile.ts'
import { vaultOpened } from './vault-opened.ts'
import { watchViolations } from './violations.ts'

export interface ElectronApp extends OpenedApp {
  /** Main's process, for state that only main has. */
  readonly electron: ElectronApplication
  readonly outside: Outside
}

/** The running program before it has shown a window. */
export type LaunchedApp = Pick<ElectronApp, 'electron' | 'outside' | 'profile' | 'takeViolations' | 'close'>

interface LaunchOptions extends OpenOptions {
  /** Further arguments, such as `--hidden`. */
  readonly args?: readonly string[]
}

/**
 * Resolves when main runs, with or without a window. In a few hundred starts, Electron hangs once or twice before main's debugger answers. Such a
 * start is killed, repeated once, and listed at the end of the run.
 */
export async function launchElectron(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const place = inject('electron')
  if (place === undefined) throw new Error('There is no Electron on this machine')
  const profile = options.profile ?? newProfile(place.user?.name)
  const start = () => startElectron(place, { ...options, profile })
  return start().catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error
    const { testPath = '', currentTestName = '' } = expect.getState()
    noteRetried(`${relative(ROOT, testPath)}: ${currentTestName} (Electron's debugger did not answer)`)
    return start()
  })
}

/** Rejects with a TimeoutError, and leaves no process, if main's debugger does not answer within {@link START_MS}. */
async function startElectron(
  place: ElectronPlace,
  { profile, args = [], waylandDisplay, sessionBus }: LaunchOptions & { readonly profile: Profile },
): Promise<LaunchedApp> {
  const electron = await _electron.launch({
    timeout: START_MS,
    executablePath: place.executable,
    args: [
      ...(waylandDisplay === undefined ? [] : ['--ozone-platform=wayland']),
      place.appDir,
      `--profile=${profile.profileDir}`,
      // An Xvfb display has no graphics card. Without this switch, Chromium would start and lose three processes before it draws without a GPU.
      '--disable-gpu',
      ...args,
    ],
    cwd: place.appDir,
    // by default Playwright adds --no-sandbox
    chromiumSandbox: true,
    env: {
      ...definedEnv(),
      ...place.user?.env,
      ...(waylandDisplay !== undefined && { WAYLAND_DISPLAY: waylandDisplay }),
      ...(sessionBus !== undefined && {
        DBUS_SESSION_BUS_ADDRESS: sessionBus,
        KEYHOLD_E2E_BUS: sessionBus, // for the wrapper, which makes a session of its own
      }),
      KEYHOLD_SESSION_HOME: profile.homeDir,
    },
  })
  let closed: Promise<void> | undefined
  const { pid } = electron.process()
  const close = () => (closed ??= endWhole(electron, pid))
  atEnd(close)
  const outside = await Promise.race([
    answerOutside(electron),
    setTimeout(START_MS, undefined, { ref: false }),
  ])
  if (outside === undefined) {
    closed = Promise.resolve()
    killWhole(pid)
    throw new errors.TimeoutError('The debugger of main does not answer')
  }
  return { electron, outside, profile, takeViolations: watchViolations(electron.context()), close }
}

/**
 * Quits, and kills processes that do not end within {@link QUIT_MS}: a running program keeps its shortcuts, so the next spec could not register them.
 * A wrapper, a bus and a keyring may run around Electron; all of them are in one process group.
 */
async function endWhole(electron: ElectronApplication, pid: number | undefined): Promise<void> {
  await Promise.race([electron.close(), setTimeout(QUIT_MS, undefined, { ref: false })])
  killWhole(pid)
}

function killWhole(pid: number | undefined): void {
  if (pid === undefined || process.platform === 'win32') return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // No process of the group is left.
  }
}

/** Longer than any quit that does not hang. */
const QUIT_MS = 20_000

/** Resolves when the page is loaded and takes keys. */
export async function openElectron(options: OpenOptions = {}): Promise<ElectronApp> {
  const launched = await launchElectron(options)
  const { electron } = launched
  const page = await electron.firstWindow()
  await page.waitForLoadState('load')
  await vaultOpened(page)
  return {
    ...launched,
    world: 'electron',
    page,
    readClipboard: () => electron.evaluate(({ clipboard }) => clipboard.readText()),
    async savedBy(run) {
      const path = join(launched.profile.homeDir, 'saved')
      await electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      }, path)
      await run()
      await expect.poll(() => existsSync(path) && readFileSync(path).length).toBeGreaterThan(0)
      return readFileSync(path, 'utf8')
    },
    choosePath: (path) =>
      electron.evaluate(({ dialog }, chosen) => {
        const canceled = chosen === undefined
        dialog.showSaveDialog = () => Promise.resolve({ canceled, filePath: chosen ?? '' })
        dialog.showOpenDialog = () => Promise.resolve({ canceled, filePaths: canceled ? [] : [chosen] })
      }, path),
    copyElsewhere: (text) => electron.evaluate(({ clipboard }, given) => clipboard.writeText(given), text),
  }
}

const definedEnv = () =>
  Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
