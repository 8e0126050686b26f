/** The pictures of saved searches: in the sidebar, and while one gets its name. */
import { call, type Scene, type Screen } from './scene.ts'

const SEARCHES = [
  ['Production, expiring', 'env:prod is:expiring'],
  ['Grafana', 'grafana'],
  ['Without a stored secret', 'is:missing'],
] as const

async function showSaved({ page }: Scene): Promise<void> {
  const savedSearches = SEARCHES.map(([name, query], index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    name,
    query,
  }))
  await call(page, 'settings:change', { savedSearches })
  await page
    .getByRole('list', { name: 'Saved searches' })
    .getByRole('button', { name: /^Grafana/ })
    .click()
}

const after = ({ page }: Scene) => call(page, 'settings:change', { savedSearches: [] })

export const SEARCH_SCREENS: readonly Screen[] = [
  { name: 'saved-searches', show: showSaved, after },
  {
    name: 'saved-searches-name',
    async show(scene) {
      await showSaved(scene)
      await scene.page.getByRole('combobox', { name: 'Search keys' }).fill('is:expiring tag:ci')
      await scene.page.keyboard.press('Control+s')
      await scene.page.getByRole('dialog', { name: 'Save search' }).waitFor()
    },
    after,
  },
  {
    name: 'saved-searches-rename',
    async show(scene) {
      await showSaved(scene)
      await scene.page.keyboard.press('F2')
      await scene.page.getByRole('dialog').waitFor()
    },
    after,
  },
]
