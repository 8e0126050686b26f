/** The pictures of the app lock: its settings, the locked page, a wrong passphrase, and what to do about a forgotten one. */
import { call, goTo, type Scene, type Screen } from './scene.ts'

const PASSPHRASE = 'the demo opens at once'

async function lock({ page }: Scene): Promise<void> {
  await call(page, 'settings:change', { theme: 'system' }) // a locked page knows only one setting, the theme
  await call(page, 'lock:set', { passphrase: PASSPHRASE })
  await call(page, 'lock:now')
  await page.getByRole('heading', { name: 'Keyhold is locked' }).waitFor()
}

async function unlock({ page }: Scene): Promise<void> {
  await call(page, 'lock:unlock', { passphrase: PASSPHRASE })
  await page.getByRole('grid', { name: 'Keys' }).waitFor()
  await call(page, 'lock:turn-off', { passphrase: PASSPHRASE })
}

export const LOCK_SCREENS: readonly Screen[] = [
  {
    name: 'settings-lock',
    async show(scene) {
      await goTo('Settings')(scene)
      const part = scene.page.getByRole('region', { name: 'Lock' })
      await part.evaluate((shown) => shown.scrollIntoView())
    },
  },
  { name: 'locked', show: lock, after: unlock, followsSystem: true },
  {
    name: 'locked-forgotten',
    async show(scene) {
      await lock(scene)
      await scene.page.getByRole('button', { name: 'Forgot the passphrase?' }).click()
    },
    after: unlock,
    followsSystem: true,
  },
  {
    name: 'locked-wrong',
    async show(scene) {
      await lock(scene)
      await scene.page.getByLabel('Passphrase', { exact: true }).fill('not this one')
      await scene.page.getByRole('button', { name: 'Unlock', exact: true }).click()
      await scene.page.getByRole('alert').waitFor()
    },
    after: unlock,
    followsSystem: true,
  },
]
