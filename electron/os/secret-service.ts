/** What the Linux Secret Service says about itself over D-Bus: whether it is there, by what name, and whether it is locked. */
import { readFile } from 'node:fs/promises'
import { Failure } from '../../shared/errors.ts'
import type { KeychainProbe } from '../core/ports/keychain.ts'
import { BusFailure, createSessionBus, type SessionBus } from './session-bus.ts'

const SERVICE = 'org.freedesktop.secrets'
const SERVICE_PATH = '/org/freedesktop/secrets'
const SERVICE_INTERFACE = 'org.freedesktop.Secret.Service'
const ITEM_INTERFACE = 'org.freedesktop.Secret.Item'
const COLLECTION_INTERFACE = 'org.freedesktop.Secret.Collection'
/** The Secret Service's word for "no such object". */
const NOTHING = '/'
const UNNAMED = 'Secret Service'
/** So many entries are asked for their names at a time: a bus without a limit of its own refuses the 129th call that waits (dbus-daemon's default). */
const ASKED_AT_ONCE = 50

/** Backends by the other name that they hold on the bus, or by their process. */
const BACKENDS: readonly { readonly label: string; readonly name: string; readonly process: RegExp }[] = [
  { label: 'GNOME Keyring', name: 'org.gnome.keyring', process: /^gnome-keyring/ },
  { label: 'KWallet', name: 'org.kde.kwalletd6', process: /^(kwalletd|ksecretd)/ },
  { label: 'KWallet', name: 'org.kde.kwalletd5', process: /^(kwalletd|ksecretd)/ },
  { label: 'KeePassXC', name: 'org.keepassxc.KeePassXC.MainWindow', process: /^keepassxc/ },
]

const NOBODY: KeychainProbe = { state: 'absent', backend: UNNAMED, lacks: 'service' }

export interface SecretService {
  /** Rejects with Failure `keychain` `hung` or `refused`. */
  look(): Promise<KeychainProbe>
  /** Whether an entry with these attributes lies in a locked collection, where reading it would give nothing. */
  hasLocked(attributes: Readonly<Record<string, string>>): Promise<boolean>
  /** The `account` of every entry of this service. Rejects with Failure `locked` where some of them cannot be seen. */
  accounts(service: string): Promise<readonly string[]>
  close(): void
}

/** comm of a process (15 characters); `''` when it is not ours to see, as in a sandbox. */
const processName = (pid: unknown) =>
  readFile(`/proc/${String(pid)}/comm`, 'utf8').then(
    (text) => text.trim(),
    () => '',
  )

/** A variant comes as its signature and its values. */
const ofVariant = (variant: unknown): unknown =>
  Array.isArray(variant) && Array.isArray(variant[1]) ? (variant[1] as unknown[])[0] : undefined

/** Asks before every keychain call, since keytar cannot tell a locked collection from an empty one. */
export function createSecretService(bus: SessionBus = createSessionBus()): SecretService {
  /** Asks the bus itself. */
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

  /** The unique name of whoever answers, started by the bus if that is its way; `undefined` if nobody does. */
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

  const askService = (member: string, signature: string, body: readonly unknown[]) =>
    bus.call({
      destination: SERVICE,
      path: SERVICE_PATH,
      interface: SERVICE_INTERFACE,
      member,
      signature,
      body,
    })

  async function collectionOf(alias: 'default' | 'session'): Promise<string | undefined> {
    const [path] = await askService('ReadAlias', 's', [alias])
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

  /** GNOME Keyring has a collection that lives in memory; one that we do not know by name may be anything. */
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
    const [open, locked] = await askService('SearchItems', 'a{ss}', [Object.entries(attributes)])
    if (!Array.isArray(open) || !Array.isArray(locked)) throw new Error('No lists')
    return { open: open as readonly unknown[], locked: locked as readonly unknown[] }
  }

  async function lookOnce(): Promise<KeychainProbe> {
    const owner = await findOwner()
    if (owner === undefined) return NOBODY
    const backend = await labelOf(owner)
    const collection = await collectionOf('default')
    // No default collection yet: nothing is locked, and the first write makes the service ask for one.
    const locked = collection !== undefined && (await isLocked(collection))
    return { state: locked ? 'locked' : 'ready', backend, ...(await lastingOf(collection, backend)) }
  }

  function failure(error: unknown): Failure {
    const slow = error instanceof BusFailure && error.why === 'slow'
    return new Failure({ kind: 'keychain', why: slow ? 'hung' : 'refused' }, { cause: error })
  }

  return {
    async look() {
      try {
        return await lookOnce()
      } catch (error) {
        if (error instanceof BusFailure && error.why === 'no-bus') return NOBODY
        throw failure(error)
      }
    },

    async hasLocked(attributes) {
      try {
        return (await search(attributes)).locked.length > 0
      } catch (error) {
        throw failure(error)
      }
    },

    async accounts(service) {
      try {
        const { open, locked } = await search({ service })
        if (locked.length > 0) throw new Failure({ kind: 'keychain', why: 'locked' })
        const names: (string | undefined)[] = []
        for (let at = 0; at < open.length; at += ASKED_AT_ONCE)
          names.push(...(await Promise.all(open.slice(at, at + ASKED_AT_ONCE).map(accountOf))))
        return names.filter((name) => name !== undefined)
      } catch (error) {
        throw error instanceof Failure ? error : failure(error)
      }
    },

    close: () => bus.close(),
  }
}
