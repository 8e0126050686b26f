/** The quick palette of a running program in Electron: its page, and whether its window is visible. */
import type { ElectronApplication, Page } from 'playwright-core'

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
