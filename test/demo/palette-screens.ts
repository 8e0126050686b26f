/** The pictures of the quick palette: its results, its other commands for a key, and its message after a copy. */
import type { Page } from 'playwright-core'
import { call, goToPage, type Scene, type Screen } from './scene.ts'

/** The size of the palette's window. */
export const PALETTE_SIZE = { width: 600, height: 462 } as const

/** Opens the page of the palette and sends it the event that it is visible. */
async function open({ page }: Scene): Promise<Page> {
  await goToPage(page, 'palette.html')
  await call(page, 'palette:show')
  await page.getByRole('option').first().waitFor()
  return page
}

const field = (page: Page) => page.getByRole('combobox', { name: 'Copy secret of' })

/** The list of results for `text`. */
async function find(scene: Scene, text: string): Promise<Page> {
  const page = await open(scene)
  await field(page).fill(text)
  await page.getByRole('option', { selected: true }).waitFor()
  return page
}

const leave = ({ page }: Scene) => goToPage(page, '')

export const PALETTE_SCREENS: readonly Screen[] = [
  { name: 'palette', show: open, after: leave, sizes: [PALETTE_SIZE] },
  { name: 'palette-found', show: (scene) => find(scene, 'prod'), after: leave, sizes: [PALETTE_SIZE] },
  {
    name: 'palette-actions',
    async show(scene) {
      const page = await find(scene, 'grafana-prod')
      await field(page).press('Tab')
      await page.getByText('Copy as HTTP header').waitFor()
    },
    after: leave,
    sizes: [PALETTE_SIZE],
  },
  {
    name: 'palette-nothing',
    async show(scene) {
      const page = await open(scene)
      await field(page).fill('no such key')
      await page.getByRole('option').first().waitFor({ state: 'detached' })
    },
    after: leave,
    sizes: [PALETTE_SIZE],
  },
]
