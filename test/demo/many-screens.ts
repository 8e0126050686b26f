/** The pictures of many keys at once: selected, hidden, tagged, and replaced one after the other. */
import { goTo, selectKeys, selectionBar as bar, type Scene, type Screen } from './scene.ts'

const isCreation = ({ method }: { readonly method: string }) => method === 'POST'

async function ask(scene: Scene, query: string): Promise<void> {
  const { page } = scene
  await page.getByRole('combobox', { name: 'Search keys' }).fill(query)
  await page.getByRole('grid', { name: 'Keys' }).focus()
  await page.keyboard.press('Control+a')
  await bar(page)
    .getByRole('button', { name: /^Replace/ })
    .click()
  await page.getByRole('dialog').waitFor()
}

async function startQueue(scene: Scene, query: string): Promise<void> {
  await ask(scene, query)
  const dialog = scene.page.getByRole('dialog')
  await dialog.getByText('None', { exact: true }).click()
  await dialog.getByRole('button', { name: /^Replace \d+ keys?$/ }).click()
  await dialog.getByRole('heading', { name: 'Replacing keys' }).waitFor()
}

async function putAway({ page }: Scene): Promise<void> {
  const dialog = page.getByRole('dialog')
  const skip = dialog.getByRole('button', { name: /^Skip/ })
  if (await skip.isVisible()) await skip.click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

export const MANY_SCREENS: readonly Screen[] = [
  { name: 'many-selected', show: (scene) => selectKeys(scene, 5) },
  {
    name: 'many-hidden',
    async show(scene) {
      await selectKeys(scene, 5)
      await scene.page.getByRole('combobox', { name: 'Search keys' }).fill('prod')
      await bar(scene.page).getByText('hidden by the search').waitFor()
    },
  },
  {
    name: 'many-tags',
    async show(scene) {
      await goTo('Favourites')(scene)
      await selectKeys(scene, 2)
      await bar(scene.page).getByRole('button', { name: 'Tags…' }).click()
      const dialog = scene.page.getByRole('dialog')
      await dialog.getByLabel('Add').fill('prod, ci')
      await dialog.getByText('dashboards').first().click()
    },
  },
  { name: 'many-replace', show: (scene) => ask(scene, '') },
  {
    name: 'queue-running',
    async show(scene) {
      scene.atlas.fault({ kind: 'hold', on: isCreation })
      const arrived = scene.atlas.arrival(isCreation)
      await startQueue(scene, 'noc-prod -is:gone')
      await arrived
    },
    async after(scene) {
      scene.atlas.release()
      await scene.page.getByRole('dialog').getByText('replaced').first().waitFor()
      await putAway(scene)
    },
  },
  {
    name: 'queue-doubt',
    async show(scene) {
      scene.atlas.fault({ kind: 'cut-after', on: isCreation })
      await startQueue(scene, 'billing-prod -is:gone')
      await scene.page.getByRole('dialog').getByText('Paused: one result is unclear').waitFor()
    },
  },
  {
    name: 'queue-ended',
    async show(scene) {
      await scene.page.getByRole('button', { name: /^Show the batch/ }).click()
      await scene.page
        .getByRole('dialog')
        .getByRole('button', { name: /^Resume/ })
        .click()
      await scene.page
        .getByRole('dialog')
        .getByText(/keys replaced/)
        .waitFor()
    },
    after: putAway,
  },
]
