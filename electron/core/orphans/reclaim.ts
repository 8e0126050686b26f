/** Reclaims, after a restored backup, the secrets that the keychain holds and the older database does not know. */
import type { Changes } from '../projection/changes.ts'
import { keyEntry } from '../keychain/entry-names.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { makeOne } from '../keys/one-key.ts'
import type { Providers } from '../ports/provider.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import { asRemote, withRemote } from '../sync/reconcile.ts'
import type { Secret } from '../ports/secret.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly providers: Providers
  readonly changes: Changes
  readonly accountLock: AccountLock
  readonly clock: Clock
}

/**
 * For every key, reads the keychain entry of the version after the last known one, until there is none, and stores it as "found in your
 * keychain". Nothing is deleted. One read per key takes 1 to 3 ms on gnome-keyring, so ten thousand keys take half a minute in the background.
 * Resolves with the number of secrets found. Throws Failure `keychain`; versions stored until then stay.
 */
export async function reclaimFound(deps: Deps): Promise<number> {
  const { store, keychain, providers, changes, accountLock, clock } = deps
  let count = 0
  for (const { id } of store.keys.all()) {
    const open = store.operations.open().some(({ key }) => key === id)
    if (open || accountLock.isClaimed(id)) continue // an operation owns the next version
    const release = accountLock.claim(id, 'sync')
    try {
      for (let version = lastKnown(store, id) + 1; await reclaimIfHeld(id, version); version++) count++
    } finally {
      release()
    }
  }
  return count

  async function reclaimIfHeld(id: KeyRecord['id'], version: number): Promise<boolean> {
    const secret = await keychain.take(keyEntry(id, version))
    if (secret === undefined) return false
    try {
      reclaim(id, version, secret)
      return true
    } finally {
      secret.wipe()
    }
  }

  function reclaim(id: KeyRecord['id'], version: number, secret: Secret): void {
    const key = store.keys.get(id)
    if (key === undefined) return
    const entry = keyEntry(id, version)
    const { backend } = keychain.health()
    store.transaction(() => {
      for (const older of store.versions.ofKey(id))
        if (older.validity === 'valid') store.versions.put({ ...older, validity: 'unknown' })
      store.keys.put({ ...whereItIsNow(key, secret), version })
      store.versions.put({
        key: id,
        version,
        entry,
        backend,
        origin: 'adopted',
        madeAt: clock.now(),
        validity: 'unknown',
      })
      moveCredential(key, { credentialEntry: entry, credentialBackend: backend })
      store.history.add({
        at: clock.now(),
        kind: 'operation-recovered',
        key: id,
        account: key.account,
        name: key.name,
        details: { version },
      })
    })
    changes.touch({ keys: [id] })
  }

  /**
   * A secret that shows its key's address shows where the key has moved since the backup. A list may have found the key at that address already.
   */
  function whereItIsNow(key: KeyRecord, secret: Secret): KeyRecord {
    const handle = key.account && providers.find(key.provider).credentialHandle?.(secret)
    if (key.account === undefined || handle === undefined || handle === key.remoteId) return key
    const settled = { stale: false, goneSince: undefined, renewedAs: undefined }
    const listed = store.keys.byRemote(key.account, key.scope, handle)
    // The creation time is left to the next list: the old time would look like a renewal by another program.
    if (listed === undefined) return { ...key, remoteId: handle, handle, createdAt: undefined, ...settled }
    const isNamed = store.operations
      .open()
      .some((one) => one.key === listed.id || one.overlap?.old === listed.id)
    if (listed.version > 0 || isNamed || accountLock.isClaimed(listed.id)) return key // the record is in use: the user decides
    makeOne({ store, changes }, listed.id, key.id)
    return { ...withRemote(key, asRemote(listed)), asOf: listed.asOf, ...settled }
  }

  /** If this key is its account's credential, the credential moves to the newer value: the older one no longer is the credential. */
  function moveCredential(
    { id, account }: KeyRecord,
    credential: { readonly credentialEntry: ReturnType<typeof keyEntry>; readonly credentialBackend: string },
  ): void {
    const owner = account && store.accounts.get(account)
    if (owner?.credentialKey !== id) return
    store.accounts.put({ ...owner, ...credential })
    changes.touch({ accounts: [owner.id] })
  }
}

const lastKnown = (store: Store, key: KeyRecord['id']): number =>
  Math.max(0, ...store.versions.ofKey(key).map(({ version }) => version))
