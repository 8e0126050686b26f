/** Finds the key that is its account's own credential by comparing values, for providers that show it in no other way. */
import type { AccountId, KeyId } from '../../../shared/model/model.ts'
import type { Changes } from '../projection/changes.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { markCredential } from './mark-credential.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import type { Log } from '../ports/world.ts'
import type { Secret } from '../ports/secret.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly changes: Changes
  readonly log: Log
}

/**
 * Compares in memory, in constant time, and stores nothing but the mark. Neither method throws: an account that is left unmarked loses nothing,
 * and is compared again next time.
 */
export interface CredentialValues {
  /** Call when the account's credential has been given. Compares the credential with all secrets that are held for the account. */
  given(account: AccountId): Promise<void>
  /** Call when this key holds a new secret. */
  stored(key: KeyId): Promise<void>
}

export function createCredentialValues({ store, keychain, changes, log }: Deps): CredentialValues {
  async function among(id: AccountId, keys: readonly KeyRecord[]): Promise<void> {
    const account = store.accounts.get(id)
    if (account === undefined || account.credentialKey !== undefined || keys.length === 0) return
    const credential = await keychain.take(account.credentialEntry, account.credentialBackend)
    if (credential === undefined) return
    try {
      const key = await firstWith(credential, keys)
      if (key !== undefined) mark(id, key, account.credentialEntry)
    } finally {
      credential.wipe()
    }
  }

  async function firstWith(value: Secret, keys: readonly KeyRecord[]): Promise<KeyId | undefined> {
    for (const { id, version } of keys) {
      const held = store.versions.get(id, version)
      const secret = held && (await keychain.take(held.entry, held.backend).catch(() => undefined))
      const isSame = secret?.equals(value) ?? false
      secret?.wipe()
      if (isSame) return id
    }
    return undefined
  }

  function mark(id: AccountId, key: KeyId, compared: string): void {
    const account = store.accounts.get(id)
    if (account?.credentialEntry !== compared || store.keys.get(key) === undefined) return // the credential or the key has changed meanwhile
    markCredential({ store, changes }, account, key)
  }

  async function attempt(run: () => Promise<void>): Promise<void> {
    try {
      await run()
    } catch (error) {
      log.unexpected('look for the credential among the secrets', error)
    }
  }

  /** Few keys hold a secret, even if ten thousand are listed. */
  const heldOf = (account: AccountId): KeyRecord[] =>
    [...new Set(store.versions.all().map(({ key }) => key))]
      .flatMap((key) => store.keys.get(key) ?? [])
      .filter((key) => key.account === account && key.version > 0 && key.goneSince === undefined)

  return {
    given: (account) => attempt(() => among(account, heldOf(account))),
    stored: (id) =>
      attempt(async () => {
        const key = store.keys.get(id)
        if (key?.account !== undefined) await among(key.account, [key])
      }),
  }
}
