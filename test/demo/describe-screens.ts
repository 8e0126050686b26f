/** The pictures of providers that the user describes: the search that offers to describe one, the form, its summary, and the review of a list. */
import type { Page } from 'playwright-core'
import { DIALECTS } from '../emulators/described-dialects.ts'
import { goTo, type Scene, type Screen } from './scene.ts'

const dialog = (page: Page) => page.getByRole('dialog')

async function findNone(scene: Scene): Promise<void> {
  await goTo('Connect account')(scene)
  await dialog(scene.page).getByRole('searchbox').fill('Unleash')
  await dialog(scene.page)
    .getByText(/^No provider matches/)
    .waitFor()
}

async function openForm(scene: Scene): Promise<void> {
  await findNone(scene)
  await dialog(scene.page)
    .getByRole('button', { name: /^Describe another provider/ })
    .click()
  await scene.page.getByRole('heading', { name: 'Describe a provider' }).waitFor()
}

async function showSummary(scene: Scene): Promise<void> {
  const { page } = scene
  await openForm(scene)
  await dialog(page).getByRole('button', { name: 'Paste a description…' }).click()
  await dialog(page)
    .getByLabel(/^Description/)
    .fill(JSON.stringify(DIALECTS.numbered.description))
  await dialog(page).getByRole('button', { name: 'Show summary' }).click()
  await page.getByRole('heading', { name: /^Check the description/ }).waitFor()
}

const openAccount = ({ page }: Scene) =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: /^Acme Metrics/ })
    .click()

export const DESCRIBE_SCREENS: readonly Screen[] = [
  { name: 'connect-nothing-found', show: findNone },
  { name: 'describe-form', show: openForm },
  {
    name: 'describe-form-problems',
    async show(scene) {
      await openForm(scene)
      await dialog(scene.page).getByRole('button', { name: 'Show summary' }).click()
      await dialog(scene.page).getByText('Fill in this field.').first().waitFor()
    },
  },
  { name: 'describe-summary', show: showSummary },
  {
    name: 'described-locked',
    async show(scene) {
      await openAccount(scene)
      await scene.page.getByRole('button', { name: 'Review list…' }).waitFor()
    },
  },
  {
    name: 'described-review',
    async show(scene) {
      await openAccount(scene)
      await scene.page.getByRole('button', { name: 'Review list…' }).click()
      await dialog(scene.page).getByRole('table').waitFor()
    },
  },
]
