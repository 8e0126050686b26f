/** The quick palette of a running program in Electron: its window, its page, and starting the program a second time to open it. */
import { spawn } from 'node:child_process'
import type { ElectronApplication, Page } from 'playwright-core'
import { inject } from 'vitest'
import type { ElectronApp } from './electron-app.ts'

const PALETTE = 'keyhold://app/palette.html'

/** The palette's page, once its hidden window has been made. */
export async function palettePage(electron: ElectronApplication): Promise<Page> {
  const isPalette = (page: Page) => page.url().startsWith(PALETTE)
  const there = electron.windows().find(isPalette)
  const page = there ?? (await electron.waitForEvent('window', { predicate: isPalette }))
  await page.waitForLoadState('load')
  return page
}

export const isPaletteSeen = (electron: ElectronApplication): Promise<boolean> =>
  electron.evaluate(
    ({ BrowserWindow }, address) =>
      BrowserWindow.getAllWindows().some(
        (window) => window.webContents.getURL().startsWith(address) && window.isVisible(),
      ),
    PALETTE,
  )

/** Starts the program again on the same profile; resolves with the exit code of that second process. */
export function startAgain(
  { profile }: Pick<ElectronApp, 'profile'>,
  ...args: string[]
): Promise<number | null> {
  const place = inject('electron')
  if (place === undefined) throw new Error('There is no Electron on this machine')
  const second = spawn(place.executable, [place.appDir, `--profile=${profile.profileDir}`, ...args], {
    cwd: place.appDir,
    stdio: 'ignore',
    env: { ...process.env, ...place.user?.env, KEYHOLD_SESSION_HOME: profile.homeDir },
  })
  return new Promise((resolve) => second.on('exit', resolve))
}
