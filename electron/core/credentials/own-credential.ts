/** Finds the key that is its account's own credential, so that the account does not end the key it depends on. */
import type { KeyId } from '../../../shared/model/model.ts'
import type { Changes } from '../projection/changes.ts'
import type { Opened } from './credentials.ts'
import { markCredential } from './mark-credential.ts'
import { keyEntry } from '../keychain/entry-names.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { Secret } from '../ports/secret.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly changes: Changes
  readonly accountLock: AccountLock
  readonly clock: Clock
  readonly log: Log
}

/**
 * Marks that key, and stores the credential as the key's value if none is held. The key is the one at `shown`, the address that a list reported,
 * otherwise the one whose handle the credential itself shows.
 */
export type AdoptCredential = (opened: Opened, shown: string | undefined) => Promise<void>

/** Marks this key if it is the account's credential and no sync has seen that yet. */
export type MarkIfOwn = (opened: Opened, key: Pick<KeyRecord, 'id' | 'remoteId'>) => Promise<void>

/**
 * Run it under the account lock, before a key is ended: during a first sync no row says yet which key the account depends on. The credential's
 * own handle shows the key; otherwise a list is read. Throws Failure `provider` if that fails: no key may be ended without this check.
 */
export function createMarkIfOwn({ store, changes }: Pick<Deps, 'store' | 'changes'>): MarkIfOwn {
  return async (opened, { id, remoteId }) => {
    const account = store.accounts.get(opened.account.id)
    if (account === undefined || account.credentialKey === id) return
    const { provider, credential } = opened
    const handle = provider.credentialHandle?.(credential)
    const isReadable = handle !== undefined || account.credentialKey !== undefined
    const shown = isReadable ? handle : await shownByList(opened)
    if (shown !== undefined && shown === remoteId) markCredential({ store, changes }, account, id)
  }
}

async function shownByList({ provider, api, account }: Opened): Promise<string | undefined> {
  if (provider.listShowsCredential !== true) return undefined
  for (const scope of provider.scopes(account.settings))
    for await (const { credentialId } of provider.list(api, scope))
      if (credentialId !== undefined) return credentialId
  return undefined
}

export function createAdoptCredential({
  store,
  keychain,
  changes,
  accountLock,
  clock,
  log,
}: Deps): AdoptCredential {
  /** By its handle, which is also its address if a credential shows it: ten thousand keys are not read to find one. */
  function keyAt({ account, provider }: Opened, handle: string): KeyRecord | undefined {
    for (const scope of provider.scopes(account.settings)) {
      const found = store.keys.byRemote(account.id, scope, handle)
      if (found !== undefined) return found
    }
    return undefined
  }

  const isBusy = (id: KeyId): boolean =>
    accountLock.isClaimed(id) || store.operations.open().some(({ key }) => key === id)

  async function keepAsFirstVersion(id: KeyId, credential: Secret): Promise<void> {
    const entry = keyEntry(id, 1)
    const { backend } = await keychain.keep(entry, credential)
    const key = store.keys.get(id) // the current record: it may have been edited during the keychain call
    if (key === undefined || key.version > 0) return
    const version = { key: id, version: 1, entry, backend } as const
    store.transaction(() => {
      store.keys.put({ ...key, version: 1 })
      store.versions.put({ ...version, origin: 'adopted', madeAt: clock.now(), validity: 'valid' })
    })
    changes.touch({ keys: [id] })
  }

  return async (opened, shown) => {
    const { account, provider, credential } = opened
    const handle = shown ?? provider.credentialHandle?.(credential)
    const key = handle === undefined ? undefined : keyAt(opened, handle)
    const current = store.accounts.get(account.id)
    if (current === undefined || key === undefined) return
    markCredential({ store, changes }, current, key.id)
    if (key.version > 0 || isBusy(key.id)) return
    const release = accountLock.claim(key.id, 'sync')
    try {
      await keepAsFirstVersion(key.id, credential)
    } catch (error) {
      log.unexpected('keep the credential as its key', error) // the account still has it; the next sync tries again
    } finally {
      release()
    }
  }
}
