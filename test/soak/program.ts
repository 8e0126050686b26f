/**
 * The program of a soak: real Electron with accounts at emulators, a keyring, a desktop that shows notifications, and a clock that the test moves.
 */
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { CallName, Input, Output } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'
import type { OpenVault } from '../../shared/contract/snapshot.ts'
import type { AccountId, KeyRow } from '../../shared/model/model.ts'
import { call } from '../e2e/app.ts'
import { openElectron, type ElectronApp } from '../e2e/electron-app.ts'
import { startNotificationDaemon } from '../e2e/notification-daemon.ts'
import { press } from '../e2e/outside.ts'
import type { Profile } from '../e2e/profile.ts'
import { busOf } from '../e2e/served-bus.ts'
import { keyringOn, PASSWORD, type ServedKeyring } from '../e2e/served-keyring.ts'
import type { Emulator } from '../emulators/emulator.ts'
import { installClock, type SoakClock } from './clock.ts'

export const PASSPHRASE = 'four words of mine'

export interface SoakAccount {
  readonly id: AccountId
  readonly emulator: Emulator
}

export interface SoakProgram {
  readonly app: ElectronApp
  readonly clock: SoakClock
  readonly keyring: ServedKeyring
  readonly close: () => Promise<void>
}

/** Starts on `profile`, and unlocks the app if a lock is set. Notifications and the lock follow the profile's settings. */
export async function startSoakProgram(profile?: Profile): Promise<SoakProgram> {
  const app = await openElectron(profile === undefined ? {} : { profile })
  const clock = await installClock(app.electron)
  const bus = await busOf(app.electron)
  const desktop = await startNotificationDaemon(bus)
  const keyring = await keyringOn(bus)
  keyring.prompter.answer = { type: PASSWORD }
  await openLock(app.page)
  const { syncMinutes } = (await snapshotOf(app.page)).settings
  // Restarts the timers of the schedule on the moved clock.
  for (const minutes of [0, syncMinutes]) await ask(app.page, 'settings:change', { syncMinutes: minutes })
  return {
    app,
    clock,
    keyring,
    async close() {
      await app.close()
      desktop.close()
    },
  }
}

/** Returns the value, or throws the error that the page would show. */
export async function ask<K extends CallName>(
  page: Page,
  name: K,
  ...args: undefined extends Input<K> ? [] : [input: Input<K>]
): Promise<Output<K>> {
  const result: Result<Output<K>> = await call(page, name, ...args)
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value
}

export async function snapshotOf(page: Page): Promise<OpenVault> {
  const taken = await ask(page, 'app:snapshot')
  if (taken.vault !== 'open') throw new Error(`The vault is ${taken.vault}`)
  return taken
}

/** Does nothing if the app is not locked. */
export async function openLock(page: Page): Promise<void> {
  if ((await ask(page, 'app:snapshot')).vault === 'locked')
    await ask(page, 'lock:unlock', { passphrase: PASSPHRASE })
}

export async function connect(page: Page, emulator: Emulator): Promise<SoakAccount> {
  await press(page) // The program asks before it connects to an emulator on this machine.
  const { account } = await ask(page, 'account:connect', {
    provider: emulator.provider,
    name: `Lab ${emulator.provider}`,
    settings: { ...emulator.settings },
    credential: { from: 'typed', text: emulator.credential },
  })
  await ask(page, 'account:sync', { account })
  return { id: account, emulator }
}

const PASSING = ['requested', 'received', 'stored', 'retiring', 'rolling-back']

/** Waits until no sync and no operation is running. */
export async function settle(page: Page): Promise<void> {
  await vi.waitFor(
    async () => {
      const { accounts, operations } = await snapshotOf(page)
      expect(accounts.filter(({ sync }) => sync.state === 'running')).toEqual([])
      expect(operations.filter(({ state }) => PASSING.includes(state))).toEqual([])
    },
    { timeout: 60_000, interval: 100 },
  )
}

/** The keys of an account that exist at their provider, without the account's own credential. */
export const keysOf = (snapshot: OpenVault, account: AccountId): readonly KeyRow[] =>
  snapshot.keys.filter(
    (key) => key.account === account && key.credentialOf === undefined && key.goneSince === undefined,
  )
