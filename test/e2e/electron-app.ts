/** Opens the built program in real Electron, with its sandbox. */
import { _electron, type ElectronApplication } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import type { OpenedApp, OpenOptions } from './app.ts'
import { newProfile } from './profile.ts'
import { watchViolations } from './violations.ts'

export interface ElectronApp extends OpenedApp {
  /** Main, for what only main can tell. */
  readonly electron: ElectronApplication
}

/** Resolves when the page is loaded. */
export async function openElectron(options: OpenOptions = {}): Promise<ElectronApp> {
  const { profile: given, waylandDisplay } = options
  const place = inject('electron')
  if (place === undefined) throw new Error('There is no Electron on this machine')
  const profile = given ?? newProfile(place.user?.name)
  const electron = await _electron.launch({
    executablePath: place.executable,
    args: [
      ...(waylandDisplay === undefined ? [] : ['--ozone-platform=wayland']),
      place.appDir,
      `--profile=${profile.profileDir}`,
    ],
    cwd: place.appDir,
    // Playwright would add --no-sandbox.
    chromiumSandbox: true,
    env: {
      ...definedEnv(),
      ...place.user?.env,
      ...(waylandDisplay !== undefined && { WAYLAND_DISPLAY: waylandDisplay }),
      KEYHOLD_SESSION_HOME: profile.homeDir,
    },
  })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= electron.close())
  onTestFinished(close)
  const takeViolations = watchViolations(electron.context())
  const page = await electron.firstWindow()
  await page.waitForLoadState('load')
  return {
    world: 'electron',
    electron,
    page,
    profile,
    readClipboard: () => electron.evaluate(({ clipboard }) => clipboard.readText()),
    copyElsewhere: (text) => electron.evaluate(({ clipboard }, given) => clipboard.writeText(given), text),
    takeViolations,
    close,
  }
}

const definedEnv = () =>
  Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
