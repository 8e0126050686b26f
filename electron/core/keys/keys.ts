/** Commands for a key within Keyhold alone: edit the user's fields, delete the key or an old version, merge it with another or keep both. */
import type { Input } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { fieldList } from '../../../shared/model/history.ts'
import type { Changes } from '../projection/changes.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { KeyGuards } from './key-guards.ts'
import { localFields } from './local-fields.ts'
import { makeOne } from './one-key.ts'
import type { KeyRecord, NewHistoryEntry, Store, VersionRecord } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import { asRemote, withRemote } from '../sync/reconcile.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly guards: KeyGuards
  readonly put: PutKey
  readonly changes: Changes
  readonly accountLock: AccountLock
  readonly clock: Clock
}

/** All throw Failure `not-found`, `unsupported`, `busy`, `own-credential`, `name-mismatch`, `provider` or `keychain`. */
export interface Keys {
  edit(input: Input<'key:edit'>): void
  forget(input: Input<'key:delete'>): Promise<void>
  /** Throws the errors of `forget`, before anything is changed. */
  refuseForget(input: Input<'key:delete'>): void
  forgetVersion(input: Input<'key:delete-version'>): Promise<void>
  merge(input: Input<'key:merge'>): void
}

/** Writes a changed record, adds a history entry and reports the change to the page. */
export type PutKey = (
  record: KeyRecord,
  kind: NewHistoryEntry['kind'],
  details: NewHistoryEntry['details'],
) => void

export function createPutKey({ store, changes, clock }: Pick<Deps, 'store' | 'changes' | 'clock'>): PutKey {
  return (record, kind, details) => {
    const { id, account, name } = record
    store.transaction(() => {
      store.keys.put(record)
      store.history.add({ at: clock.now(), kind, key: id, account, name, details })
    })
    changes.touch({ keys: [id] })
  }
}

export function createKeys({ store, guards, put, keychain, changes, accountLock, clock }: Deps): Keys {
  async function forgetEntries(record: KeyRecord): Promise<void> {
    // The current version is deleted last: if the keychain refuses one, the key still works.
    const isCurrent = ({ version }: VersionRecord) => version === record.version
    const held = store.versions.ofKey(record.id)
    for (const { version, entry } of [...held.filter((one) => !isCurrent(one)), ...held.filter(isCurrent)]) {
      await keychain.forget(entry)
      store.versions.remove(record.id, version)
      changes.touch({ keys: [record.id] })
    }
  }

  /** A key that may be deleted from Keyhold. */
  function forgettable({ key, name }: Input<'key:delete'>): KeyRecord {
    const record = guards.need(key)
    guards.refuseOtherName(record, name)
    guards.refuseOwnCredential(key)
    guards.refuseWhileOpen(key)
    guards.refuseInOverlap(key)
    const isElsewhere = record.account !== undefined && record.goneSince === undefined
    if (isElsewhere) throw new Failure({ kind: 'unsupported', act: 'delete' }) // the next sync would only bring it back
    return record
  }

  return {
    edit({ key, fields }) {
      const record = guards.need(key)
      if (fields.name !== undefined && record.account !== undefined && fields.name !== record.name)
        throw new Failure({ kind: 'unsupported', act: 'edit' })
      const names = Object.keys(fields) as (keyof typeof fields)[]
      const edited = { ...record, ...localFields(record, fields) }
      if (names.length === 1 && names[0] === 'favourite') {
        store.keys.put(edited) // too small a change for the history
        changes.touch({ keys: [key] })
      } else put(edited, 'key-edited', { fields: fieldList(names) })
    },

    refuseForget: (input) => void forgettable(input),

    async forget(input) {
      const { key } = input
      const record = forgettable(input)
      const release = accountLock.claim(key, 'delete')
      try {
        await forgetEntries(record)
        const renewed = store.transaction(() => {
          const named = store.keys.remove(key)
          store.history.add({
            at: clock.now(),
            kind: 'key-deleted',
            key,
            account: record.account,
            name: record.name,
            details: {},
          })
          return named
        })
        changes.touch({ keys: [key, ...renewed] })
      } finally {
        release()
      }
    },

    async forgetVersion({ key, version, name }) {
      const record = guards.need(key)
      guards.refuseOtherName(record, name)
      const found = store.versions.get(key, version)
      if (found === undefined) throw new Failure({ kind: 'not-found', what: 'version' })
      if (version === record.version) throw new Failure({ kind: 'unsupported', act: 'delete' })
      guards.refuseLivingVersion(key, version)
      const owner = store.accounts.all().find(({ credentialEntry }) => credentialEntry === found.entry)
      if (owner !== undefined) throw new Failure({ kind: 'own-credential', account: owner.name })
      await keychain.forget(found.entry)
      store.versions.remove(key, version)
      put(guards.need(key), 'version-deleted', { version })
    },

    merge({ key, same }) {
      const record = guards.need(key)
      const newer = record.renewedAs && store.keys.get(record.renewedAs)
      if (newer === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
      if (!same) {
        put({ ...record, renewedAs: undefined, renewalDenied: true }, 'key-edited', {
          fields: fieldList(['renewedAs']),
        })
        return
      }
      // An open operation at either key would end at a key that no longer exists. An unknown outcome of the old key is allowed, because this
      // command answers it.
      guards.refuseWhileOpen(key)
      guards.refuseWhileNamed(newer.id)
      guards.refuseInOverlap(key)
      guards.refuseInOverlap(newer.id)
      accountLock.claimAll([key, newer.id], 'edit')()
      if (newer.version > 0) throw new Failure({ kind: 'unsupported', act: 'edit' }) // both hold secrets, so they are two keys
      store.transaction(() => {
        makeOne({ store, changes }, newer.id, key)
        const kept = {
          ...withRemote(record, asRemote(newer)),
          goneSince: undefined,
          renewedAs: undefined,
          asOf: newer.asOf,
        }
        put({ ...kept, stale: record.version > 0 }, 'key-merged', {})
        for (const version of store.versions.ofKey(key))
          store.versions.put({ ...version, validity: 'revoked' })
      })
    },
  }
}
