/** A whole vault in memory that can be restarted, and the check that no secret is lost. */
import { expect, onTestFinished } from 'vitest'
import { createKeychain } from '../../../electron/core/keychain/keychain.ts'
import { createCooperativeScheduler } from '../../../electron/core/scheduling/cooperative-scheduler.ts'
import type { ImportFilesPort } from '../../../electron/core/ports/import-files.ts'
import type { EntryName } from '../../../electron/core/ports/keychain.ts'
import type { SecretChecks } from '../../../electron/core/ports/secret-checks.ts'
import type { KeyRecord } from '../../../electron/core/ports/store.ts'
import type { World } from '../../../electron/core/ports/world.ts'
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

type CloudOptions = Omit<Parameters<typeof fakeCloud>[0], 'clock'> & {
  readonly maxBytes?: number
  /** No checks by default. */
  readonly checks?: SecretChecks
  readonly importFiles?: ImportFilesPort
  /** Parts of the world that replace the fakes. */
  readonly world?: Partial<World>
  readonly isLocked?: () => boolean
}

export type Machine = ReturnType<typeof makeMachine>

/** Lets all pending work finish that waits for nothing outside. */
export async function settle(): Promise<void> {
  for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve))
}

/** Returns the data of the Failure. Throws if nothing or something else was thrown. */
export async function failureOf(run: () => unknown): Promise<AppError> {
  try {
    await run()
  } catch (error) {
    if (error instanceof Error && 'error' in error) return error.error as AppError
    throw error
  }
  throw new Error('Nothing was thrown')
}

/** Accepts a Failure. Any other error is a bug of the program and is thrown. */
export function orFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error
}

/** One machine with one fake cloud. `start` starts the program on it. */
export function makeMachine({
  maxBytes,
  checks,
  importFiles,
  world,
  isLocked = () => false,
  ...options
}: CloudOptions = {}) {
  const clock = fakeClock()
  const port = fakeKeychain(maxBytes === undefined ? {} : { maxBytes })
  const clipboard = fakeClipboard()
  const database = fakeDatabase()
  const sealedResponses = fakeSealedResponses()
  const storage = fakeStorage(database)
  const cloud = fakeCloud({ clock, ...options })
  const fake = fakeWorld({
    parts: { clock, keychain: port, clipboard },
    ...world,
    ...(importFiles && { importFiles }),
  })
  onTestFinished(() => database.close())

  /** Opens the vault. Its own `start` runs recovery and the first sync. */
  function open(): Vault {
    return openVault({
      world: fake.world,
      store: database.open(),
      storage,
      sealedResponses,
      providers: cloud.providers,
      checks: checks ?? { find: () => undefined },
      keychain: createKeychain({ port, clock, log: fake.world.log }),
      turn: createCooperativeScheduler(),
      isLocked,
    })
  }

  const keyNamed = (name: string): KeyRecord => {
    const found = database.truth.keys.all().find((key) => key.name === name)
    if (found === undefined) throw new Error(`No key is called ${name}`)
    return found
  }

  /** The entries of secrets that a row or an open operation refers to. Nothing uses the other entries of the keychain. */
  function named(): ReadonlySet<string> {
    const { versions, accounts, operations } = database.truth
    return new Set<string>([
      ...versions.all().map(({ entry }) => entry),
      ...accounts.all().map(({ credentialEntry }) => credentialEntry),
      ...operations.open().map(({ key, version }) => entryOf(key, version)),
    ])
  }

  /** The secrets in entries that something refers to. */
  const kept = () => {
    const names = named()
    return [...port.entries].flatMap(([name, value]) => (names.has(name) ? [value] : []))
  }

  /** The lost secrets: issued by the provider, and neither in a referenced entry, nor in a sealed response with its key, nor shown to the user. */
  async function lost(vault: Vault): Promise<string[]> {
    const found = new Set(kept())
    // A secret that the disk refused is safe as long as the vault reports that it would end with the program.
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

  /** Releases the calls that hang. */
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

/** A started vault with one connected account and one key "build", whose first secret is stored. */
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

/** Adds a manual key. */
export async function addByHand(vault: Vault, name = 'by hand', text = 'typed-1'): Promise<KeyId> {
  const added = await vault.byHand.add({ secret: { from: 'typed', text }, fields: { name } })
  expect(added.outcome).toBe('stored')
  return added.key
}

export const entryOf = (key: KeyId, version: number) => `key ${key} v${version}` as EntryName
