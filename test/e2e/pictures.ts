/** Pictures for looking at, where the tests are asked for them. */
import type { Page } from 'playwright-core'

/** What is shown now, once in each theme, as `<name>-light.png` and `<name>-dark.png`. Nothing without `KEYHOLD_TEST_PICTURES`, a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.KEYHOLD_TEST_PICTURES
  if (folder === undefined) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` })
  }
}
