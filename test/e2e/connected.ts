/** An opened app with an account at an emulated RIPE Atlas, connected through the page's own calls. */
import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import type { KeyRow } from '../../shared/model/model.ts'
import { startRipeAtlas, type AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { call, share, type Open, type OpenedApp } from './app.ts'
import { atEnd } from './lifetime.ts'
import { press } from './outside.ts'

export interface Connected {
  readonly app: OpenedApp
  readonly emulator: AtlasEmulator
  /** A key that is not the account's credential. */
  readonly key: KeyRow
}

/** Resolves when the page shows the account's keys. */
export async function openConnected(open: Open, keys = 12): Promise<Connected> {
  const emulator = await startRipeAtlas({ keys })
  atEnd(() => emulator.close())
  const app = await open()
  await press(app.page) // The program asks before it connects to an emulator on this machine.
  const connected = await call(app.page, 'account:connect', {
    provider: emulator.provider,
    name: 'Lab',
    settings: { ...emulator.settings },
    credential: { from: 'typed', text: emulator.credential },
  })
  if (!connected.ok) throw new Error(connected.error.kind)
  // The account syncs by itself after it was connected. Another call may get its answer before the list has arrived.
  await call(app.page, 'account:sync', connected.value)
  const key = await vi.waitUntil(() => firstKey(app), { timeout: 30_000, interval: 100 })
  await showsKeys(app.page)
  return { app, emulator, key }
}

/** {@link openConnected} for all tests of the surrounding `describe`, as {@link share} says. No fault of an earlier test is left. */
export function shareConnected(open: Open, keys?: number): () => Promise<Connected> {
  const shared = share(() => openConnected(open, keys))
  return async () => {
    const connected = await shared()
    connected.emulator.clearFaults()
    await showsKeys(connected.app.page)
    return connected
  }
}

const showsKeys = (page: Page) =>
  page.getByRole('grid', { name: 'Keys' }).locator('[data-key]').first().waitFor()

/** A key that is not the account's credential. A sync learns which key is the credential only at its end, after its list. */
async function firstKey({ page }: OpenedApp): Promise<KeyRow | undefined> {
  const snapshot = await call(page, 'app:snapshot')
  if (!snapshot.ok || snapshot.value.vault !== 'open') throw new Error('The vault is not open')
  if (snapshot.value.accounts.some(({ sync }) => sync.state !== 'done')) return undefined
  return snapshot.value.keys.find(({ credentialOf }) => credentialOf === undefined)
}

/** Opens a key's panel as a user does: search, click. */
export async function showKey({ page }: OpenedApp, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search keys' }).fill(`"${name}"`)
  await page.getByRole('grid').getByText(name, { exact: true }).first().click()
  await page.getByRole('article').waitFor()
}

/** Chooses a command from the menu of the open panel. */
export async function chooseInPanel(page: Page, command: RegExp): Promise<void> {
  await page
    .getByRole('article')
    .getByRole('button', { name: /^More for/ })
    .press('Enter')
  await page.getByRole('menuitem', { name: command }).press('Enter')
}
