/** The pictures of commands: the palette of commands, the menu of a key and of a selection, the shortcut sheet. */
import type { Page } from 'playwright-core'
import { call, type Scene, type Screen } from './scene.ts'

const list = (page: Page) => page.getByRole('grid', { name: 'Keys' })

async function onFirstRow({ page }: Scene): Promise<void> {
  await list(page).focus()
  await page.keyboard.press('Home')
}

async function openPalette(scene: Scene, text: string): Promise<void> {
  await onFirstRow(scene)
  await scene.page.keyboard.press('Control+k')
  await scene.page.getByRole('combobox', { name: 'Search commands, views and keys' }).fill(text)
  await scene.page.getByRole('option', { selected: true }).waitFor()
}

async function openMenu(scene: Scene): Promise<void> {
  await scene.page.keyboard.press('Shift+F10')
  await scene.page.getByRole('menu').waitFor()
}

async function openMenuOfMany(scene: Scene): Promise<void> {
  await onFirstRow(scene)
  await scene.page.keyboard.press('Shift+Space')
  await scene.page.keyboard.press('Shift+ArrowDown')
  await openMenu(scene)
}

export const COMMAND_SCREENS: readonly Screen[] = [
  { name: 'commands', show: (scene) => openPalette(scene, '') },
  { name: 'commands-found', show: (scene) => openPalette(scene, 'graf') },
  {
    name: 'commands-menu',
    async show(scene) {
      await onFirstRow(scene)
      await openMenu(scene)
    },
  },
  { name: 'commands-menu-many', show: openMenuOfMany },
  {
    name: 'columns-menu',
    async show({ page }) {
      await list(page).getByRole('columnheader', { name: 'State' }).click({ button: 'right' })
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'toast-long-name',
    async show({ page }) {
      const secret = { from: 'typed', text: 'demo-only-long-name' }
      const name = `long ${'measurement-scheduler-'.repeat(10)}`.slice(0, 200)
      await call(page, 'key:add', { secret, fields: { name, typedExpiry: 'never' } })
      await page.getByRole('combobox', { name: 'Search keys' }).fill('"long measurement"')
      await list(page)
        .getByText(/^long measurement/)
        .first()
        .click()
      await page.keyboard.press('Control+c')
      await page
        .locator('.toast')
        .getByText(/^Copied/)
        .waitFor()
    },
  },
  {
    name: 'commands-shortcuts',
    async show(scene) {
      await onFirstRow(scene)
      await scene.page.keyboard.press('Shift+?')
      await scene.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    },
  },
]
