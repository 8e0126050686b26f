/** What the Linux Secret Service says about itself over D-Bus: whether it is there, by what name, and whether it is locked. */
import { readFile } from 'node:fs/promises'
import { Failure } from '../../shared/errors.ts'
import type { KeychainProbe } from '../core/ports/keychain.ts'
import { BusFailure, createSessionBus, type SessionBus } from './session-bus.ts'

const SERVICE = 'org.freedesktop.secrets'
const SERVICE_PATH = '/org/freedesktop/secrets'
const SERVICE_INTERFACE = 'org.freedesktop.Secret.Service'
const COLLECTION_INTERFACE = 'org.freedesktop.Secret.Collection'
/** The Secret Service's word for "no such object". */
const NOTHING = '/'
const UNNAMED = 'Secret Service'

/** Backends by the other name that they hold on the bus, or by their process. */
const BACKENDS: readonly { readonly label: string; readonly name: string; readonly process: RegExp }[] = [
  { label: 'GNOME Keyring', name: 'org.gnome.keyring', process: /^gnome-keyring/ },
  { label: 'KWallet', name: 'org.kde.kwalletd6', process: /^(kwalletd|ksecretd)/ },
  { label: 'KWallet', name: 'org.kde.kwalletd5', process: /^(kwalletd|ksecretd)/ },
  { label: 'KeePassXC', name: 'org.keepassxc.KeePassXC.MainWindow', process: /^keepassxc/ },
]

export interface SecretService {
  /** Rejects with Failure `keychain` `hung` or `refused`. */
  look(): Promise<KeychainProbe>
  /** Whether an entry with these attributes lies in a locked collection, where reading it would give nothing. */
  hasLocked(attributes: Readonly<Record<string, string>>): Promise<boolean>
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

  async function defaultCollection(): Promise<string | undefined> {
    const [path] = await bus.call({
      destination: SERVICE,
      path: SERVICE_PATH,
      interface: SERVICE_INTERFACE,
      member: 'ReadAlias',
      signature: 's',
      body: ['default'],
    })
    return typeof path === 'string' && path !== NOTHING ? path : undefined
  }

  async function isLocked(collection: string): Promise<boolean> {
    const [locked] = await bus.call({
      destination: SERVICE,
      path: collection,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [COLLECTION_INTERFACE, 'Locked'],
    })
    return ofVariant(locked) !== false
  }

  async function lookOnce(): Promise<KeychainProbe> {
    const owner = await findOwner()
    if (owner === undefined) return { state: 'absent', backend: UNNAMED }
    const backend = await labelOf(owner)
    const collection = await defaultCollection()
    // No default collection yet: nothing is locked, and the first write makes the service ask for one.
    const locked = collection !== undefined && (await isLocked(collection))
    return { state: locked ? 'locked' : 'ready', backend }
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
        if (error instanceof BusFailure && error.why === 'no-bus')
          return { state: 'absent', backend: UNNAMED }
        throw failure(error)
      }
    },

    async hasLocked(attributes) {
      try {
        const [, locked] = await bus.call({
          destination: SERVICE,
          path: SERVICE_PATH,
          interface: SERVICE_INTERFACE,
          member: 'SearchItems',
          signature: 'a{ss}',
          body: [Object.entries(attributes)],
        })
        return !Array.isArray(locked) || locked.length > 0
      } catch (error) {
        throw failure(error)
      }
    },

    close: () => bus.close(),
  }
}
