/** The Linux Secret Service over D-Bus: whether it is present, its name, whether it is locked, and how to unlock it. */
import { readFile } from 'node:fs/promises'
import { Failure } from '../../shared/contract/errors.ts'
import type { KeychainProbe, PromptEnd } from '../core/ports/keychain.ts'
import { ofVariant } from './bus-values.ts'
import { createSecretPrompts, unlockQuietly } from './secret-prompts.ts'
import { askService, COLLECTION_INTERFACE, NOTHING, SERVICE } from './secret-service-calls.ts'
import { BusFailure, createSessionBus, type SessionBus } from './session-bus.ts'

const ITEM_INTERFACE = 'org.freedesktop.Secret.Item'
const UNNAMED = 'Secret Service'
/** Limits the entries whose names are requested at the same time: a bus with the default limits (dbus-daemon) refuses the 129th pending call. */
const ASKED_AT_ONCE = 50

/** Backends by the other name that they own on the bus, or by their process. */
const BACKENDS: readonly { readonly label: string; readonly name: string; readonly process: RegExp }[] = [
  { label: 'GNOME Keyring', name: 'org.gnome.keyring', process: /^gnome-keyring/ },
  { label: 'KWallet', name: 'org.kde.kwalletd6', process: /^(kwalletd|ksecretd)/ },
  { label: 'KWallet', name: 'org.kde.kwalletd5', process: /^(kwalletd|ksecretd)/ },
  { label: 'KeePassXC', name: 'org.keepassxc.KeePassXC.MainWindow', process: /^keepassxc/ },
]

/** The keychain failure for each bus failure. */
const WHY = { 'no-bus': 'absent', slow: 'hung', error: 'refused' } as const

const NOBODY: KeychainProbe = { state: 'absent', backend: UNNAMED, lacks: 'service' }

export interface SecretService {
  /** Unlocks collections that need no prompt first. Rejects with Failure `keychain` `hung` or `refused`. */
  probe(): Promise<KeychainProbe>
  /** The unique bus name of the service, as of the last probe; it changes when the service is restarted. */
  owner(): unknown
  /** Whether entries with these attributes are only in collections that stay locked, for which libsecret would show a prompt. */
  hasLocked(attributes: Readonly<Record<string, string>>): Promise<boolean>
  /** The `account` of every entry of this service. Rejects with Failure `locked` if some entries cannot be seen. */
  accounts(service: string): Promise<readonly string[]>
  /** Missing if the system has no such prompts. The methods reject with Failure `keychain`. */
  readonly prompts?: {
    /** Unlocks the default collection and those that hold entries of this service. */
    unlock(service: string): Promise<PromptEnd>
    createKeyring(): Promise<PromptEnd>
  }
  close(): void
}

/** The `comm` of a process (15 characters); `''` if Keyhold may not read it, as in a sandbox. */
const processName = (pid: unknown) =>
  readFile(`/proc/${String(pid)}/comm`, 'utf8').then(
    (text) => text.trim(),
    () => '',
  )

/**
 * Checks the service before every keychain call, because keytar cannot distinguish a locked collection from an empty one. `openBus` opens a separate
 * connection each time.
 */
export function createSecretService(
  bus: SessionBus = createSessionBus(),
  openBus: () => SessionBus = createSessionBus,
): SecretService {
  const prompts = createSecretPrompts({ openBus })
  let owner: unknown

  /** Calls the bus itself. */
  async function askBus(member: string, signature?: string, body?: readonly unknown[]): Promise<unknown> {
    const [value] = await bus.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member,
      ...(signature !== undefined && { signature }),
      ...(body && { body }),
    })
    return value
  }

  const ownerOf = (name: string) =>
    askBus('GetNameOwner', 's', [name]).catch((error: unknown) => {
      if (error instanceof BusFailure && error.why === 'error') return undefined
      throw error
    })

  /** The unique name of the service, which the bus starts if it can; `undefined` if there is none. */
  async function findOwner(): Promise<unknown> {
    const owner = await ownerOf(SERVICE)
    if (owner !== undefined) return owner
    const startable = await askBus('ListActivatableNames')
    if (!Array.isArray(startable) || !startable.includes(SERVICE)) return undefined
    await askBus('StartServiceByName', 'su', [SERVICE, 0]).catch((error: unknown) => {
      if (error instanceof BusFailure && error.why !== 'error') throw error
    })
    return ownerOf(SERVICE)
  }

  async function labelOf(owner: unknown): Promise<string> {
    for (const { label, name } of BACKENDS) if ((await ownerOf(name)) === owner) return label
    const pid = await askBus('GetConnectionUnixProcessID', 's', [owner]).catch(() => undefined)
    const running = pid === undefined ? '' : await processName(pid)
    return BACKENDS.find(({ process }) => process.test(running))?.label ?? UNNAMED
  }

  async function collectionOf(alias: 'default' | 'session'): Promise<string | undefined> {
    const [path] = await askService(bus, 'ReadAlias', 's', [alias])
    return typeof path === 'string' && path !== NOTHING ? path : undefined
  }

  async function propertyOf(path: string, of: string, property: string): Promise<unknown> {
    const [value] = await bus.call({
      destination: SERVICE,
      path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [of, property],
    })
    return ofVariant(value)
  }

  const isLocked = async (collection: string) =>
    (await propertyOf(collection, COLLECTION_INTERFACE, 'Locked')) !== false

  /** GNOME Keyring has a collection that exists only in memory. A collection of an unknown backend may be of either kind. */
  async function lastingOf(collection: string | undefined, backend: string): Promise<Partial<KeychainProbe>> {
    if (collection === undefined) return {}
    if (collection === (await collectionOf('session').catch(() => undefined))) return { lasts: 'session' }
    return backend === UNNAMED ? {} : { lasts: 'for-good' }
  }

  async function accountOf(path: unknown): Promise<string | undefined> {
    const attributes = await propertyOf(String(path), ITEM_INTERFACE, 'Attributes')
    const pairs = Array.isArray(attributes) ? (attributes as (readonly unknown[])[]) : []
    const account = pairs.find(([name]) => name === 'account')?.[1]
    return typeof account === 'string' ? account : undefined
  }

  async function search(attributes: Readonly<Record<string, string>>) {
    const [open, locked] = await askService(bus, 'SearchItems', 'a{ss}', [Object.entries(attributes)])
    if (!Array.isArray(open) || !Array.isArray(locked)) throw new Error('No lists')
    return { open: open as readonly unknown[], locked: locked as readonly unknown[] }
  }

  async function staysLocked(collection: string): Promise<boolean> {
    if (!(await isLocked(collection))) return false
    return !(await unlockQuietly(openBus, [collection])) || isLocked(collection)
  }

  async function probeOnce(): Promise<KeychainProbe> {
    owner = await findOwner()
    if (owner === undefined) return NOBODY
    const backend = await labelOf(owner)
    const collection = await collectionOf('default')
    if (collection === undefined) return { state: 'no-keyring', backend }
    const state = (await staysLocked(collection)) ? 'locked' : 'ready'
    return { state, backend, ...(await lastingOf(collection, backend)) }
  }

  /** Searches again if a locked collection could be unlocked without a prompt. */
  async function searchOpening(attributes: Readonly<Record<string, string>>) {
    const found = await search(attributes)
    if (found.locked.length === 0) return found
    return (await unlockQuietly(openBus, found.locked.map(String))) ? search(attributes) : found
  }

  async function unlock(service: string): Promise<PromptEnd> {
    const collection = await collectionOf('default')
    const { locked } = await search({ service })
    const shut = collection !== undefined && (await isLocked(collection)) ? [collection] : []
    const objects = [...shut, ...locked.map(String)]
    return objects.length === 0 ? 'done' : prompts.unlock(objects)
  }

  function failure(error: unknown): Failure {
    if (error instanceof Failure) return error
    const why = error instanceof BusFailure ? WHY[error.why] : 'refused'
    return new Failure({ kind: 'keychain', why }, { cause: error })
  }

  const failing = <T>(run: () => Promise<T>): Promise<T> =>
    run().catch((error: unknown) => Promise.reject(failure(error)))

  return {
    async probe() {
      try {
        return await probeOnce()
      } catch (error) {
        if (error instanceof BusFailure && error.why === 'no-bus') return NOBODY
        throw failure(error)
      }
    },

    owner: () => owner,

    hasLocked: (attributes) =>
      failing(async () => {
        const { open, locked } = await searchOpening(attributes)
        return open.length === 0 && locked.length > 0
      }),

    accounts: (service) =>
      failing(async () => {
        const { open, locked } = await searchOpening({ service })
        if (locked.length > 0) throw new Failure({ kind: 'keychain', why: 'locked' })
        const names: (string | undefined)[] = []
        for (let at = 0; at < open.length; at += ASKED_AT_ONCE)
          names.push(...(await Promise.all(open.slice(at, at + ASKED_AT_ONCE).map(accountOf))))
        return names.filter((name) => name !== undefined)
      }),

    prompts: {
      unlock: (service) => failing(() => unlock(service)),
      createKeyring: () => failing(() => prompts.createDefault()),
    },

    close: () => bus.close(),
  }
}
