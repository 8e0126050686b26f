import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openAdded, showView } from '../../../../renderer/app/page-actions.ts'
import { useVault } from '../../../../renderer/vault/store.ts'
import { initialState } from '../../../../renderer/vault/vault-state.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { Settings } from '../../../../shared/model/settings.ts'
import { accountId, DAY_MS, keyId, keyRow, NOW } from '../sample-rows.ts'

const added = keyId('added')
const names = { accountName: () => 'Lab', providerName: () => 'RIPE Atlas' }

let changes: Partial<Settings>[]

beforeEach(() => {
  changes = []
  const call = (_name: string, patch: Partial<Settings>) => {
    changes.push(patch)
    return Promise.resolve(JSON.stringify({ ok: true }))
  }
  vi.stubGlobal('window', { vault: { call }, matchMedia: () => ({ matches: false }) })
  useVault.setState({ ...initialState(), now: NOW, phase: { state: 'open' } })
})
afterEach(() => {
  useVault.setState(initialState())
  vi.unstubAllGlobals()
})

const fold = (...foldedSections: Settings['foldedSections'][number][]) =>
  useVault.setState({ settings: { ...defaultSettings, foldedSections } })

/** The row arrives with a change from main, after the answer that names its key. */
function arrive(): void {
  const later = { source: 'typed', at: NOW + 90 * DAY_MS } as const
  useVault.getState().keyIndex.put([keyRow({ id: added, expires: later })], names)
  useVault.setState({ indexRevision: useVault.getState().indexRevision + 1 })
}

it('keeps the view that finds an added key, and unfolds the group that hides its row', () => {
  fold('later', 'inactive')
  showView({ kind: 'account', account: accountId('lab') })
  openAdded(added)
  arrive()
  expect(useVault.getState()).toMatchObject({ view: { kind: 'account' }, detail: added, active: added })
  expect(changes).toEqual([{ foldedSections: ['inactive'] }])
})

it('leaves the groups of a flat list folded, since they hide nothing there', () => {
  fold('later')
  useVault.setState({ sort: { by: 'name', direction: 'up' } })
  openAdded(added)
  arrive()
  expect(useVault.getState().detail).toBe(added)
  expect(changes).toEqual([])
})

it('leaves a view that does not find the added key', () => {
  showView({ kind: 'favourites' })
  openAdded(added)
  arrive()
  expect(useVault.getState()).toMatchObject({ view: { kind: 'all' }, detail: added, active: added })
  expect(changes).toEqual([])
})
