/** The pictures of a replacement in its three steps: the new key, switching over, and the retirement of the old one. */
import { goTo, openKey, openOverlap, type Scene, type Screen } from './scene.ts'

async function askToReplace(scene: Scene, name: string): Promise<void> {
  await openKey(scene, name)
  await scene.page
    .getByRole('article')
    .getByRole('button', { name: /^Replace/ })
    .click()
  await scene.page.getByRole('dialog').getByRole('button', { name: 'Change details' }).waitFor()
}

/** Ticks every place in the open panel, which leads to the next step. */
async function switchOver({ page }: Scene): Promise<void> {
  const panel = page.getByRole('article')
  for (const place of await panel.getByRole('checkbox').all()) {
    if (!(await place.isChecked())) await place.press('Space')
  }
  await panel.locator('.stepper [aria-current="step"]').getByText('Retire').waitFor()
}

async function replace(scene: Scene, name: string): Promise<void> {
  await askToReplace(scene, name)
  const dialog = scene.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create new key' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await scene.page.locator('.stepper [aria-current="step"]').getByText('Switch over').waitFor()
}

export const REPLACE_SCREENS: readonly Screen[] = [
  { name: 'replace-1-new-key', show: (scene) => askToReplace(scene, 'grafana-prod') },
  {
    name: 'replace-1-details',
    async show(scene) {
      await askToReplace(scene, 'grafana-prod')
      await scene.page.getByRole('button', { name: 'Change details' }).click()
      await scene.page.getByRole('dialog').getByText('Keep both keys active for').waitFor()
    },
  },
  { name: 'replace-2-switch-over', show: (scene) => replace(scene, 'nightly-export') },
  { name: 'overlap', show: openOverlap },
  {
    name: 'replace-3-retire',
    async show(scene) {
      await openOverlap(scene)
      await switchOver(scene)
    },
  },
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
