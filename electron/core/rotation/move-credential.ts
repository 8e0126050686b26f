/** A new secret of a key that is the credential of an account. */
import { keyEntry } from '../keychain/entry-names.ts'
import type { KeyRecord, Store, VersionRecord } from '../ports/store.ts'
import type { Changes } from '../projection/changes.ts'

interface Deps {
  readonly store: Store
  readonly changes: Changes
}

/** If this key is its account's credential, the account uses this version of it from now on. */
export function moveCredential(
  { store, changes }: Deps,
  account: KeyRecord['account'],
  { key, version, backend }: Pick<VersionRecord, 'key' | 'version' | 'backend'>,
): void {
  const owner = account && store.accounts.get(account)
  if (owner?.credentialKey !== key) return
  store.accounts.put({ ...owner, credentialEntry: keyEntry(key, version), credentialBackend: backend })
  changes.touch({ accounts: [owner.id] })
}
