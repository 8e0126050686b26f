import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { changeToCurrent, removeSearch, saveSearch } from '../../../../renderer/vault/saved-searches.ts'
import { useVault } from '../../../../renderer/vault/store.ts'
import { forgetUndo, undoLast } from '../../../../renderer/vault/undo.ts'
import { initialState } from '../../../../renderer/vault/vault-state.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { SavedSearch } from '../../../../shared/model/saved-searches.ts'

const saved = (id: string, name: string, query: string): SavedSearch => ({ id, name, query })
const prod = saved('1', 'Prod', 'env:prod')

const shown = () => useVault.getState().settings.savedSearches
const lastToast = () => useVault.getState().toasts.at(-1)

function show(savedSearches: readonly SavedSearch[]): void {
  useVault.setState({ settings: { ...defaultSettings, savedSearches } })
}

/** Main accepts every list, and sends the change to the page before it answers the call. */
beforeEach(() => {
  useVault.setState({ ...initialState(), phase: { state: 'open' } })
  show([prod])
  const call = (_name: string, { savedSearches }: { savedSearches: readonly SavedSearch[] }) => {
    show(savedSearches)
    return Promise.resolve(JSON.stringify({ ok: true }))
  }
  vi.stubGlobal('window', { vault: { call } })
})
afterEach(() => {
  forgetUndo()
  useVault.setState(initialState())
  vi.unstubAllGlobals()
})

async function undone(): Promise<void> {
  undoLast()
  await new Promise((resolve) => setImmediate(resolve))
}

it('brings a removed search back in its place', async () => {
  show([prod, saved('2', 'CI', 'tag:ci')])
  await removeSearch(prod)
  expect(shown().map(({ name }) => name)).toEqual(['CI'])
  await undone()
  expect(shown().map(({ name }) => name)).toEqual(['Prod', 'CI'])
})

it('says that another search has the name now, and what the removed one finds', async () => {
  await removeSearch(prod)
  await saveSearch(saved('2', 'PROD', 'tag:prod'))
  await undone()
  expect(lastToast()).toMatchObject({
    tone: 'bad',
    text: 'Saved search not restored',
    about: 'Prod',
    detail: 'Another saved search now has this name. The earlier search was: env:prod',
  })
  expect(shown().map(({ id }) => id)).toEqual(['2'])
})

it('says that the list is full', async () => {
  show(Array.from({ length: 50 }, (_, at) => saved(`${at}`, `s${at}`, `env:${at}`)))
  await removeSearch(shown()[7]!)
  await saveSearch(saved('new', 'new', 'env:new'))
  await undone()
  expect(lastToast()).toMatchObject({
    text: 'Saved search not restored',
    detail: 'You already have 50 saved searches, the maximum. The earlier search was: env:7',
  })
  expect(shown()).toHaveLength(50)
})

it('says that a changed search cannot get its name back', async () => {
  useVault.setState({ queryText: 'tag:new' })
  await changeToCurrent(prod)
  await saveSearch({ ...prod, name: 'Other', query: 'tag:new' })
  await saveSearch(saved('2', 'Prod', 'tag:prod'))
  await undone()
  expect(lastToast()).toMatchObject({ text: 'Saved search not restored', about: 'Prod' })
  expect(shown().map(({ name }) => name)).toEqual(['Other', 'Prod'])
})
