/** The actions of the user, the machine and the network during a soak. Each action leaves the program unlocked and the network working. */
import { expect } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { call } from '../e2e/app.ts'
import { press } from '../e2e/outside.ts'
import { palettePage } from '../e2e/palette-page.ts'
import { ask, keysOf, openLock, settle, snapshotOf, type SoakAccount, type SoakProgram } from './program.ts'

export interface Soak {
  readonly program: SoakProgram
  readonly accounts: readonly SoakAccount[]
  /** Accounts whose keys can be regenerated. */
  readonly regenerable: readonly SoakAccount[]
  /** Lets time pass for the program and for every provider. */
  readonly pass: (ms: number) => Promise<void>
}

type Act = (soak: Soak, pick: number) => Promise<void>

const anyOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % all.length]

/** A key without an open operation. */
async function freeKey({ program, regenerable }: Soak, pick: number): Promise<KeyRow | undefined> {
  const snapshot = await snapshotOf(program.app.page)
  const busy = new Set(snapshot.operations.map(({ key }) => key))
  const account = regenerable[pick % regenerable.length]!
  return anyOf(
    keysOf(snapshot, account.id).filter(({ id }) => !busy.has(id)),
    pick >>> 4,
  )
}

/** A key whose secret is stored and works: no provider accepts the secret of a disabled key. */
async function heldKey({ program, accounts }: Soak, pick: number): Promise<KeyRow | undefined> {
  const snapshot = await snapshotOf(program.app.page)
  const keys = accounts.flatMap(({ id }) => keysOf(snapshot, id))
  return anyOf(
    keys.filter((key) => key.secret === 'held' && key.switch !== 'disabled'),
    pick,
  )
}

const emitPower = ({ program }: Soak, sign: 'suspend' | 'resume') =>
  program.app.electron.evaluate(
    // The debugger may run this in the middle of other code, where no system event can arrive.
    ({ powerMonitor }, name) =>
      new Promise<void>((resolve) => {
        setImmediate(() => {
          powerMonitor.emit(name)
          resolve()
        })
      }),
    sign,
  )

/** Lets the machine sleep. */
export async function sleep(soak: Soak, ms: number): Promise<void> {
  await emitPower(soak, 'suspend')
  await soak.pass(ms)
  await emitPower(soak, 'resume')
  await openLock(soak.program.app.page)
  await settle(soak.program.app.page)
}

async function withoutNetwork(soak: Soak, run: () => Promise<unknown>): Promise<void> {
  for (const { emulator } of soak.accounts) emulator.fault({ kind: 'cut-before', times: 1_000_000 })
  try {
    await run()
    await settle(soak.program.app.page)
  } finally {
    for (const { emulator } of soak.accounts) emulator.clearFaults()
  }
}

/** Regenerates a key and deletes its earlier versions, which would otherwise accumulate. */
const regenerate: Act = async (soak, pick) => {
  const { page } = soak.program.app
  const key = await freeKey(soak, pick)
  if (key === undefined) return
  const { outcome } = await ask(page, 'key:regenerate', { key: key.id })
  expect(outcome).toBe('stored')
  const { name, version } = (await snapshotOf(page)).keys.find(({ id }) => id === key.id)!
  const { versions } = await ask(page, 'key:detail', { key: key.id })
  for (const one of versions)
    if (one.version !== version)
      await ask(page, 'key:delete-version', { key: key.id, version: one.version, name })
}

export const ACTS = {
  sync: async ({ program, accounts }, pick) => {
    await ask(program.app.page, 'account:sync', { account: anyOf(accounts, pick)!.id })
  },
  regenerate,
  copy: async (soak, pick) => {
    const key = await heldKey(soak, pick)
    if (key === undefined) return
    const { app } = soak.program
    await ask(app.page, 'key:copy', { key: key.id })
    const copied = await app.readClipboard()
    expect(
      soak.accounts.some(({ emulator }) => emulator.isAlive(copied)),
      `the copied secret of ${key.name} works`,
    ).toBe(true)
    if (pick % 2 === 0) await ask(app.page, 'clipboard:clear')
  },
  lock: async ({ program }) => {
    await ask(program.app.page, 'lock:now')
    await openLock(program.app.page)
  },
  sleep: (soak, pick) => sleep(soak, MINUTE_MS * (1 + (pick % 30))),
  'keyring locks': async (soak, pick) => {
    const { app, keyring } = soak.program
    await keyring.lock()
    const key = await freeKey(soak, pick)
    if (key !== undefined) {
      // No request was sent, because the keychain is tested before the provider is called.
      const refused = await call(app.page, 'key:regenerate', { key: key.id })
      const isOfKeychain = refused.ok
        ? refused.value.outcome === 'rejected' && refused.value.error.kind === 'keychain'
        : refused.error.kind === 'keychain'
      expect(isOfKeychain, JSON.stringify(refused.ok ? refused.value.outcome : refused.error)).toBe(true)
    }
    await press(app.page)
    await ask(app.page, 'keychain:unlock')
  },
  'network is lost': (soak, pick) =>
    withoutNetwork(soak, async () => {
      const { page } = soak.program.app
      await Promise.all(soak.accounts.map(({ id }) => call(page, 'account:sync', { account: id })))
      const key = pick % 2 === 0 ? await freeKey(soak, 0) : undefined
      // The request may have arrived, so the outcome may be unknown, and later checks settle it.
      if (key !== undefined) await call(page, 'key:regenerate', { key: key.id })
    }),
  dismiss: async ({ program }) => {
    const { page } = program.app
    for (const { id, state, assessment } of (await snapshotOf(page)).operations)
      if (state === 'unknown' && assessment?.state !== 'checking')
        await call(page, 'operation:close', { operation: id })
  },
  remind: async ({ program }, pick) => {
    const { page } = program.app
    const { now } = await snapshotOf(page)
    const fields = { name: `by hand ${String(pick)}`, typedExpiry: now + HOUR_MS * (1 + (pick % 48)) }
    const added = await ask(page, 'key:add', {
      secret: { from: 'typed', text: `made-up ${String(pick)}` },
      fields,
    })
    await ask(page, 'reminder:snooze', { keys: [added.key], until: now + MINUTE_MS * 20 })
    await ask(page, 'key:delete', { key: added.key, name: fields.name })
  },
  search: async ({ program }, pick) => {
    const { page } = program.app
    const search = page.getByRole('combobox', { name: 'Search keys' })
    await page.keyboard.press('ControlOrMeta+1')
    for (const text of ['prod', `expires:${String(pick % 90)}d`, '']) await search.fill(text)
  },
  'change views': async ({ program }) => {
    for (const view of ['2', '3', '1']) await program.app.page.keyboard.press(`ControlOrMeta+${view}`)
  },
  palette: async ({ program }) => {
    const palette = await palettePage(program.app.electron)
    await ask(palette, 'palette:show')
    await ask(palette, 'palette:hide')
  },
  reload: async ({ program }) => {
    await program.app.page.reload()
    await program.app.page.getByRole('main').waitFor()
  },
} as const satisfies Readonly<Record<string, Act>>

export type ActName = keyof typeof ACTS
