/**
 * The pictures in forced colours, where the system's palette replaces the theme's: the list with an open key, a dialog, the palette and the timeline.
 */
import { goTo, openKey, selectKeys, type Screen } from './scene.ts'

export const FORCED_SCREENS: readonly Screen[] = [
  {
    name: 'forced-colours-list',
    async show(scene) {
      await openKey(scene, 'grafana-prod')
      await selectKeys(scene, 1)
    },
    hasForcedColours: true,
  },
  {
    name: 'forced-colours-dialog',
    async show(scene) {
      await openKey(scene, 'grafana-prod')
      await scene.page
        .getByRole('article')
        .getByRole('button', { name: /^Replace/ })
        .click()
      await scene.page.getByRole('button', { name: 'Change details' }).click()
    },
    hasForcedColours: true,
  },
  {
    name: 'forced-colours-palette',
    async show({ page }) {
      await page.getByRole('grid', { name: 'Keys' }).focus()
      await page.keyboard.press('Control+k')
      await page.getByRole('option', { selected: true }).waitFor()
    },
    hasForcedColours: true,
  },
  { name: 'forced-colours-timeline', show: goTo('Timeline'), hasForcedColours: true },
]
