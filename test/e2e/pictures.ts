/** Takes screenshots for a developer, if `KEYHOLD_TEST_PICTURES` names a folder. */
import type { Page } from 'playwright-core'

/** Saves the visible page in each theme as `<name>-light.png` and `<name>-dark.png`. Does nothing without `KEYHOLD_TEST_PICTURES`. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.KEYHOLD_TEST_PICTURES
  if (folder === undefined) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` })
  }
}
