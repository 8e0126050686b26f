/** The pictures of commands: the palette of commands, the menu of a key and of a selection, the shortcut sheet. */
import type { Page } from 'playwright-core'
import type { Scene, Screen } from './scene.ts'

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
    name: 'commands-shortcuts',
    async show(scene) {
      await onFirstRow(scene)
      await scene.page.keyboard.press('Shift+?')
      await scene.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    },
  },
]
