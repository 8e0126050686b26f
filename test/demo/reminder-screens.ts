/** The pictures of reminders: those of one key, a snoozed one, those in “Needs attention”, and the settings. */
import type { Page } from 'playwright-core'
import { openKey, type Scene, type Screen } from './scene.ts'

/** The date of this key was typed, and is about three weeks away. */
const KEY = 'webhook-signing'

const panel = (page: Page) => page.getByRole('article')

async function openReminders(scene: Scene): Promise<void> {
  await openKey(scene, KEY)
  const head = panel(scene.page).getByRole('button', { name: 'Reminders', exact: true })
  // A snoozed reminder is expanded without a click.
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click()
  await head.scrollIntoViewIfNeeded()
}

async function openMenu(scene: Scene): Promise<void> {
  await openReminders(scene)
  await panel(scene.page)
    .getByRole('button', { name: `Snooze ${KEY}` })
    .click()
}

async function openSettings({ page }: Scene): Promise<void> {
  await page.getByRole('button', { name: 'Notifications off' }).click()
  await page.getByText('This system shows no notifications').waitFor()
}

export const REMINDER_SCREENS: readonly Screen[] = [
  { name: 'reminders-detail', show: openReminders },
  {
    name: 'reminders-detail-set',
    async show(scene) {
      await openReminders(scene)
      await panel(scene.page).getByRole('button', { name: 'Edit reminders' }).click()
      for (const field of ['When it expires', 'Rotate its secret every'])
        await panel(scene.page)
          .getByRole('radiogroup', { name: field })
          .getByText('Custom', { exact: true })
          .click()
      await panel(scene.page).getByRole('button', { name: 'Save reminders' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'reminders-snooze',
    async show(scene) {
      await openMenu(scene)
      await scene.page.getByRole('menuitem', { name: 'Until a date…' }).click()
      await scene.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'reminders-snooze-calendar',
    async show(scene) {
      await openMenu(scene)
      await scene.page.getByRole('menuitem', { name: 'Until a date…' }).click()
      await scene.page.getByRole('button', { name: 'Until: open the calendar' }).click()
      await scene.page.getByRole('dialog', { name: 'Until: calendar' }).waitFor()
    },
  },
  {
    name: 'reminders-snoozed',
    async show(scene) {
      await openMenu(scene)
      await scene.page.getByRole('menuitem', { name: 'For a week' }).click()
      await panel(scene.page)
        .getByText(/^Silent until/)
        .waitFor()
      await scene.page.getByRole('combobox', { name: 'Search keys' }).fill('is:snoozed')
    },
  },
  {
    name: 'reminders-attention',
    async show({ page }) {
      await page.getByRole('button', { name: 'Review' }).click()
      const dialog = page.getByRole('dialog')
      await dialog
        .getByRole('button', { name: /^Snooze/ })
        .first()
        .scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'reminders-attention-selected',
    async show({ page }) {
      await page.getByRole('button', { name: 'Review' }).click()
      const table = page.getByRole('dialog').getByRole('grid')
      await table.waitFor()
      await table.press('ControlOrMeta+a')
    },
  },
  { name: 'reminders-settings', show: openSettings },
  {
    name: 'reminders-settings-tested',
    async show(scene) {
      await openSettings(scene)
      const reminders = scene.page.getByRole('region', { name: 'Reminders' })
      const test = reminders.getByRole('button', { name: 'Show a test notification' })
      await test.click()
      await reminders.getByText('No notification service found.').waitFor()
      await test.scrollIntoViewIfNeeded()
    },
  },
]
