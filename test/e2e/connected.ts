/** An opened app with an account at an emulated RIPE Atlas, connected through the page's own calls. */
import type { Page } from 'playwright-core'
import { onTestFinished, vi } from 'vitest'
import type { KeyRow } from '../../shared/model/model.ts'
import { startRipeAtlas, type AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { press } from './outside.ts'
import { call, type Open, type OpenedApp } from './app.ts'

export interface Connected {
  readonly app: OpenedApp
  readonly emulator: AtlasEmulator
  /** A key that is not the account's credential. */
  readonly key: KeyRow
}

export async function openConnected(open: Open, keys = 12): Promise<Connected> {
  const emulator = await startRipeAtlas({ keys })
  onTestFinished(() => emulator.close())
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
  return { app, emulator, key }
}

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
