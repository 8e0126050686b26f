/** The pictures of the timeline: each zoom and a month, and each zoom again in a vault of 10,000 keys. */
import type { Page } from 'playwright-core'
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { call, goTo, type Scene, type Screen } from './scene.ts'

const ZOOMS = ['30 days', '90 days', '12 months'] as const

async function zoom(scene: Scene, words: string): Promise<void> {
  await goTo('Timeline')(scene)
  await scene.page.getByRole('radiogroup', { name: 'Period' }).getByText(words, { exact: true }).click()
}

const zooms = (prefix: string): readonly Screen[] =>
  ZOOMS.map((words) => ({
    name: `${prefix}-${words.replace(' ', '-')}`,
    show: (scene) => zoom(scene, words),
  }))

export const TIMELINE_SCREENS: readonly Screen[] = [
  ...zooms('timeline'),
  {
    name: 'timeline-month',
    async show(scene) {
      await goTo('Timeline')(scene)
      await scene.page.getByRole('toolbar', { name: 'Months' }).getByRole('button').nth(1).click()
    },
  },
]

/** The screens of a vault with the keys of {@link connectMany}. */
export const MANY_KEYS_SCREENS: readonly Screen[] = [
  { name: 'keys-10000', show: async () => undefined },
  ...zooms('timeline-10000'),
]

/** Connects the emulator in an empty vault, and resolves when the list shows its keys. */
export async function connectMany(page: Page, emulator: AtlasEmulator): Promise<void> {
  await page.keyboard.press('Shift') // The program asks before it connects to an emulator on this machine, and only after a press.
  const { provider, credential: text } = emulator
  const settings = { ...emulator.settings }
  await call(page, 'account:connect', {
    provider,
    name: 'RIPE',
    settings,
    credential: { from: 'typed', text },
  })
  await page
    .getByRole('contentinfo')
    .getByText(/^Synced/)
    .waitFor()
  await page
    .getByRole('contentinfo')
    .getByText(`${emulator.keys.length.toLocaleString('en')} keys`)
    .waitFor()
}
