/** A whole vault in memory, its restarts, and the one promise that is checked after everything. */
import { expect, onTestFinished } from 'vitest'
import { createKeychain } from '../../../electron/core/keychain/keychain.ts'
import { createCooperativeScheduler } from '../../../electron/core/scheduling/cooperative-scheduler.ts'
import type { EntryName } from '../../../electron/core/ports/keychain.ts'
import type { KeyRecord } from '../../../electron/core/ports/store.ts'
import { unseal } from '../../../electron/core/rotation/response-seal.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { openVault, type Vault } from '../../../electron/core/vault.ts'
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { AccountId, KeyId, OperationId } from '../../../shared/model/model.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeKeychain } from '../../fakes/keychain.ts'
import { CLOUD, CREDENTIAL, fakeCloud } from '../../fakes/provider.ts'
import { fakeDatabase, fakeSealedResponses, fakeStorage } from '../../fakes/store.ts'
import { fakeClipboard, fakeWorld } from '../../fakes/world.ts'

type CloudOptions = Omit<Parameters<typeof fakeCloud>[0], 'clock'> & { readonly maxBytes?: number }

export type Machine = ReturnType<typeof makeMachine>

/** Lets everything that waits for nothing outside run to its end. */
export async function settle(): Promise<void> {
  for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve))
}

/** The Failure's data. Fails when nothing or something else was thrown. */
export async function failureOf(run: () => unknown): Promise<AppError> {
  try {
    await run()
  } catch (error) {
    if (error instanceof Error && 'error' in error) return error.error as AppError
    throw error
  }
  throw new Error('Nothing was thrown')
}

/** A refusal is an answer; anything else is a fault of the program. */
export function orFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error
}

/** One machine with one cloud; `start` is a start of the program on it. */
export function makeMachine({ maxBytes, ...options }: CloudOptions = {}) {
  const clock = fakeClock()
  const port = fakeKeychain(maxBytes === undefined ? {} : { maxBytes })
  const clipboard = fakeClipboard()
  const database = fakeDatabase()
  const sealedResponses = fakeSealedResponses()
  const storage = fakeStorage(database)
  const cloud = fakeCloud({ clock, ...options })
  const fake = fakeWorld({ parts: { clock, keychain: port, clipboard } })
  onTestFinished(() => database.close())

  /** Opens the vault; whoever wants recovery and the first sync calls `start` of it. */
  function open(): Vault {
    return openVault({
      world: fake.world,
      store: database.open(),
      storage,
      sealedResponses,
      providers: cloud.providers,
      keychain: createKeychain({ port, clock, log: fake.world.log }),
      turn: createCooperativeScheduler(),
      isLocked: () => false,
    })
  }

  const keyNamed = (name: string): KeyRecord => {
    const found = database.truth.keys.all().find((key) => key.name === name)
    if (found === undefined) throw new Error(`No key is called ${name}`)
    return found
  }

  /** Entries of secrets that a row or an open operation names. What lies in the keychain beside them is of no use to anybody. */
  function named(): ReadonlySet<string> {
    const { versions, accounts, operations } = database.truth
    return new Set<string>([
      ...versions.all().map(({ entry }) => entry),
      ...accounts.all().map(({ credentialEntry }) => credentialEntry),
      ...operations.open().map(({ key, version }) => entryOf(key, version)),
    ])
  }

  /** Secrets that the keychain holds for somebody: in entries that are named. */
  const kept = () => {
    const names = named()
    return [...port.entries].flatMap(([name, value]) => (names.has(name) ? [value] : []))
  }

  /** Every secret that the provider handed out and that no named entry holds, and that is neither sealed under its key nor held for the user. */
  async function lost(vault: Vault): Promise<string[]> {
    const found = new Set(kept())
    // What the disk has refused is kept for as long as the vault says that it would end with the program.
    const unwritten = vault
      .atRisk()
      .flatMap((id) => (sealedResponses.refused.get(id) ?? []).map((one) => [id, one] as const))
    for (const [name, sealed] of [...sealedResponses.files, ...unwritten]) {
      const id = name.replace(/\.earlier-[0-9]+$/, '')
      const key = port.entries.get(`rescue ${id}`)
      const answer = key === undefined ? undefined : unseal(Secret.fromText(key), id as OperationId, sealed)
      const secret = answer && /"secret":"([^"]*)"/.exec(Buffer.from(answer.body).toString('utf8'))?.[1]
      if (secret !== undefined) found.add(secret)
    }
    const missing = cloud.handedOut.filter(({ secret }) => !found.has(secret))
    if (missing.length === 0) return []
    for (const { id } of database.truth.operations.open()) {
      await vault.copy.unsaved(id).catch(orFailure)
      found.add(clipboard.text)
    }
    return missing.map(({ secret }) => secret).filter((secret) => !found.has(secret))
  }

  /** Frees what was told to hang. */
  const hung: (() => void)[] = []
  return {
    clock,
    port,
    clipboard,
    database,
    sealedResponses,
    storage,
    cloud,
    fake,
    hung,
    open,
    keyNamed,
    lost,
    kept,
  }
}

/** A started vault with one connected account and one key called "build" whose first secret is held. */
export async function withKey(options: CloudOptions = {}) {
  const machine = makeMachine(options)
  const { cloud, keyNamed } = machine
  cloud.add('build')
  const vault = machine.open()
  await vault.start()
  const account = await connect(vault)
  const key = keyNamed('build').id
  await vault.rotation.regenerate(key)
  return { ...machine, vault, account, key }
}

/** Connects an account of the fake cloud and waits for its first sync. */
export async function connect(vault: Vault, credential = CREDENTIAL): Promise<AccountId> {
  const { account } = await vault.accounts.connect({
    provider: CLOUD,
    name: 'Lab',
    settings: {},
    credential: { from: 'typed', text: credential },
  })
  await vault.sync.start(account)
  return account
}

/** A key entered by hand. */
export async function addByHand(vault: Vault, name = 'by hand', text = 'typed-1'): Promise<KeyId> {
  const added = await vault.byHand.add({ secret: { from: 'typed', text }, fields: { name } })
  expect(added.outcome).toBe('stored')
  return added.key
}

export const entryOf = (key: KeyId, version: number) => `key ${key} v${version}` as EntryName
