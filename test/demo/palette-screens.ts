/** The pictures of the quick palette: what it finds, what else it does with a key, and what it says of a copy. */
import type { Page } from 'playwright-core'
import { call, goToPage, type Scene, type Screen } from './scene.ts'

/** As large as its window. */
export const PALETTE_SIZE = { width: 600, height: 462 } as const

/** The page of the palette, told that it is seen. */
async function open({ page }: Scene): Promise<Page> {
  await goToPage(page, 'palette.html')
  await call(page, 'palette:show')
  await page.getByRole('option').first().waitFor()
  return page
}

const field = (page: Page) => page.getByRole('combobox', { name: 'Copy the secret of' })

/** The list under what was typed. */
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
    name: 'palette-acts',
    async show(scene) {
      const page = await find(scene, 'grafana-prod')
      await field(page).press('Tab')
      await page.getByText('Copy as Authorization header').waitFor()
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
