/** The pictures of a replacement: before it, after it, both keys side by side, and the retirement of the old one. */
import { goTo, openKey, type Scene, type Screen } from './scene.ts'

async function askToReplace(scene: Scene, name: string): Promise<void> {
  await openKey(scene, name)
  await scene.page
    .getByRole('article')
    .getByRole('button', { name: /^Replace/ })
    .click()
  await scene.page.getByRole('dialog').getByText('Keep both keys active for').waitFor()
}

async function replace(scene: Scene, name: string): Promise<void> {
  await askToReplace(scene, name)
  const dialog = scene.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create new key' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await scene.page.getByRole('article').getByText('Both keys work', { exact: true }).waitFor()
}

/** The panel of a key whose replacement an earlier picture has made. */
async function openOverlap(scene: Scene): Promise<void> {
  await goTo('Overlapping')(scene)
  await scene.page
    .getByRole('grid')
    .getByText(/^Retiring, /)
    .first()
    .click()
  await scene.page.getByRole('article').getByText('Both keys work', { exact: true }).waitFor()
}

export const REPLACE_SCREENS: readonly Screen[] = [
  { name: 'replace', show: (scene) => askToReplace(scene, 'grafana-prod') },
  { name: 'replace-stored', show: (scene) => replace(scene, 'nightly-export') },
  { name: 'overlap', show: openOverlap },
  {
    name: 'overlap-retire',
    async show(scene) {
      await openOverlap(scene)
      await scene.page.getByRole('button', { name: /^Retire old key/ }).click()
      await scene.page
        .getByRole('alertdialog')
        .getByText(/still in use|been used since|doesn’t report/)
        .waitFor()
    },
  },
  { name: 'timeline-overlap', show: goTo('Timeline') },
]
