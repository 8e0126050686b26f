/** An opened app with an account at an emulated RIPE Atlas, connected through the page's own calls. */
import { onTestFinished } from 'vitest'
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
  await press(app.page) // connecting to a stand-in on this machine is asked about
  const connected = await call(app.page, 'account:connect', {
    provider: emulator.provider,
    name: 'Lab',
    settings: { ...emulator.settings },
    credential: { from: 'typed', text: emulator.credential },
  })
  if (!connected.ok) throw new Error(connected.error.kind)
  await call(app.page, 'account:sync', connected.value)
  const snapshot = await call(app.page, 'app:snapshot')
  if (!snapshot.ok || snapshot.value.vault !== 'open') throw new Error('The vault is not open')
  const key = snapshot.value.keys.find(({ credentialOf }) => credentialOf === undefined)
  if (key === undefined)
    throw new Error(`The list has no key: ${JSON.stringify(snapshot.value.accounts.map(({ sync }) => sync))}`)
  return { app, emulator, key }
}

/** Opens a key's panel as a person does: search, click. */
export async function showKey({ page }: OpenedApp, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search keys' }).fill(`"${name}"`)
  await page.getByRole('grid').getByText(name, { exact: true }).first().click()
  await page.getByRole('article').waitFor()
}
