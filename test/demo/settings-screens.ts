/** The pictures of the parts of the settings that the first picture does not show. */
import type { Locator } from 'playwright-core'
import { goTo, type Scene, type Screen } from './scene.ts'

const part = ({ page }: Scene, name: string): Locator => page.getByRole('region', { name })

const intoView = (element: Locator) => element.evaluate((shown) => shown.scrollIntoView())

const open = goTo('Settings')

const search = (scene: Scene, words: string) =>
  scene.page.getByRole('searchbox', { name: 'Search settings' }).fill(words)

export const SETTINGS_SCREENS: readonly Screen[] = [
  {
    name: 'settings-search',
    async show(scene) {
      await open(scene)
      await search(scene, 'notifications')
    },
  },
  {
    name: 'settings-search-nothing',
    async show(scene) {
      await open(scene)
      await search(scene, 'teapot')
    },
  },
  {
    name: 'settings-secrets',
    async show(scene) {
      await open(scene)
      const secrets = part(scene, 'Secret storage')
      await secrets.getByRole('button', { name: 'Look for orphaned entries' }).click()
      await secrets.getByText(/No orphaned entries|under Keyhold’s name/).waitFor()
      await intoView(secrets)
    },
  },
  {
    name: 'settings-machine',
    async show(scene) {
      await open(scene)
      const machine = part(scene, 'Diagnostics')
      await machine.getByText('Keychain', { exact: true }).waitFor()
      await intoView(machine)
    },
  },
]
