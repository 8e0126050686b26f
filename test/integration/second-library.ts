/**
 * A second keychain library behind the same port: `@napi-rs/keyring` instead of keytar, on entries that both can read. It is only here, not in the
 * program, until keytar must be replaced; `docs/decisions/keychain-library.md` says when, and what the change needs.
 */
import { AsyncEntry, findCredentialsAsync, type EntryOptions } from '@napi-rs/keyring'
import { ofVariant } from '../../electron/os/bus-values.ts'
import type { Keytar } from '../../electron/os/keychain.ts'
import { askService, SERVICE } from '../../electron/os/secret-service-calls.ts'
import type { SessionBus } from '../../electron/os/session-bus.ts'

const ITEM = 'org.freedesktop.Secret.Item'
/** The schema that keytar writes and searches for. */
const SCHEMA = 'org.freedesktop.Secret.Generic'
/** SECURITY: without this the library falls back to the kernel's keyring, which is lost at the next start of the machine. */
const STORE: EntryOptions = { linux: { store: 'secret-service' } }

type Attributes = Readonly<Record<string, string>>

const entryOf = (service: string, account: string) => new AsyncEntry(service, account, STORE)

/** The attributes by which keytar (`account`, schema) and `@napi-rs/keyring` (`username`) find an entry. */
const attributesOfBoth = (service: string, account: string): Attributes => ({
  service,
  account,
  username: account,
  'xdg:schema': SCHEMA,
})

/**
 * keytar's calls, implemented with `@napi-rs/keyring` and the Secret Service. The library finds an entry only by `service` and `username`, so each
 * call first gives the entry the attributes of both libraries. That step handles no value, because attributes are written separately.
 */
export function secondLibrary(bus: SessionBus): Keytar {
  const itemsWith = async (attributes: Attributes): Promise<string[]> => {
    const [open] = await askService(bus, 'SearchItems', 'a{ss}', [Object.entries(attributes)])
    return (open as readonly unknown[]).map(String)
  }

  const property = (path: string, member: 'Get' | 'Set', signature: string, more: readonly unknown[] = []) =>
    bus.call({
      destination: SERVICE,
      path,
      interface: 'org.freedesktop.DBus.Properties',
      member,
      signature,
      body: [ITEM, 'Attributes', ...more],
    })

  async function attributesAt(path: string): Promise<Attributes> {
    const [value] = await property(path, 'Get', 'ss')
    return Object.fromEntries(ofVariant(value) as readonly (readonly [string, string])[])
  }

  async function shareItem(path: string, wanted: Attributes): Promise<void> {
    const now = await attributesAt(path)
    if (Object.entries(wanted).every(([name, value]) => now[name] === value)) return
    await property(path, 'Set', 'ssv', [['a{ss}', Object.entries({ ...now, ...wanted })]])
  }

  /** Makes an entry of either library readable by both. */
  async function share(service: string, account: string): Promise<void> {
    const byEither = [
      { service, account },
      { service, username: account },
    ]
    const items = new Set((await Promise.all(byEither.map(itemsWith))).flat())
    for (const path of items) await shareItem(path, attributesOfBoth(service, account))
  }

  return {
    async getPassword(service, account) {
      await share(service, account)
      return entryOf(service, account).getPassword()
    },

    async setPassword(service, account, value) {
      await share(service, account) // otherwise an entry from keytar would get a duplicate
      await entryOf(service, account).setPassword(value)
      await share(service, account)
    },

    async deletePassword(service, account) {
      await share(service, account)
      return entryOf(service, account).deleteCredential()
    },

    async findCredentials(service) {
      const accounts = await Promise.all((await itemsWith({ service })).map(attributesAt))
      for (const { account } of accounts) if (account !== undefined) await share(service, account)
      return findCredentialsAsync(service)
    },
  }
}
