/** Gives an orphaned secret a row again: the entry stays unchanged, and a version names it. */
import { referencedEntries } from './referenced-entries.ts'
import type { Changes } from '../projection/changes.ts'
import { newId } from '../keychain/entry-names.ts'
import { MANUAL } from '../rotation/commit-operation.ts'
import { nextVersion } from '../keychain/free-version.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { KeyGuards } from '../keys/key-guards.ts'
import type { EntryName } from '../ports/keychain.ts'
import type { Providers } from '../ports/provider.ts'
import type { KeyRecord, SealedResponseStore, Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import { newRecord } from '../sync/reconcile.ts'
import type { Secret } from '../ports/secret.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'
import type { KeyId } from '../../../shared/model/model.ts'

export interface BringingBackDeps {
  readonly store: Store
  readonly sealedResponses: SealedResponseStore
  readonly keychain: Keychain
  readonly providers: Providers
  readonly guards: KeyGuards
  readonly changes: Changes
  readonly accountLock: AccountLock
  readonly clock: Clock
}

const NAME = /^(?:key|account) (([a-z0-9-]*?)(?:-[a-z0-9]{8})?) v([1-9][0-9]*)$/

/**
 * Names `entry`, whose value is `secret`, as a version: of the listed key whose address the secret shows, otherwise of the key in its name,
 * otherwise of a new key, as if it had been entered by hand. It becomes the current version only if the key holds none. `undefined`: the entry
 * belongs to something by now. Throws Failure `busy` or `vault`.
 */
export type BringBack = (entry: EntryName, secret: Secret) => KeyId | undefined

export function createBringBack(deps: BringingBackDeps): BringBack {
  const { store, sealedResponses, keychain, providers, guards, changes, accountLock, clock } = deps

  function shownBy(secret: Secret): KeyRecord | undefined {
    for (const { id, provider: providerId, settings } of store.accounts.all()) {
      const provider = providers.find(providerId)
      const handle = provider.credentialHandle?.(secret)
      for (const scope of handle === undefined ? [] : provider.scopes(settings)) {
        const found = store.keys.byRemote(id, scope, handle ?? '')
        if (found?.version === 0) return found
      }
    }
    return undefined
  }

  function ofItsOwn(entry: EntryName, id: string, name: string): KeyRecord {
    // An entry of a removed account carries the account's id, so the key needs a new one.
    const key = (entry.startsWith('key ') ? id : newId(name)) as KeyId
    return { ...newRecord(key, undefined, MANUAL, '', clock.now()), name: name || id }
  }

  function freeNumber(key: KeyId, number: number): number {
    return store.versions.get(key, number) === undefined ? number : nextVersion(store, key)
  }

  return (entry, secret) => {
    if (referencedEntries({ store, sealedResponses }).has(entry)) return undefined
    const [, id = '', name = '', number = '1'] = NAME.exec(entry) ?? []
    const key = shownBy(secret) ?? store.keys.get(id as KeyId) ?? ofItsOwn(entry, id, name)
    guards.refuseWhileOpen(key.id)
    accountLock.claim(key.id, 'add')()
    const version = freeNumber(key.id, Number(number))
    const { backend } = keychain.health()
    const about = { key: key.id, account: key.account, name: key.name }
    store.transaction(() => {
      store.keys.put(key.version === 0 ? { ...key, version } : key)
      const made = { origin: 'adopted', madeAt: clock.now(), validity: 'unknown' } as const
      store.versions.put({ key: key.id, version, entry, backend, ...made })
      store.history.add({ ...about, at: clock.now(), kind: 'operation-recovered', details: { version } })
    })
    changes.touch({ keys: [key.id] })
    return key.id
  }
}
