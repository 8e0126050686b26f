/** Records which key of an account is its credential. */
import type { KeyId } from '../../../shared/model/model.ts'
import type { AccountRecord, Store } from '../ports/store.ts'
import type { Changes } from '../projection/changes.ts'

interface Deps {
  readonly store: Pick<Store, 'accounts'>
  readonly changes: Pick<Changes, 'touch'>
}

/** Also reports the key that was marked before: its row no longer shows the account. */
export function markCredential({ store, changes }: Deps, account: AccountRecord, key: KeyId): void {
  if (account.credentialKey === key) return
  store.accounts.put({ ...account, credentialKey: key })
  changes.touch({ accounts: [account.id], keys: [key, ...markedKey(account)] })
}

/** The key that is the account's credential, if one is: its row shows that, so that it changes with the mark. */
export const markedKey = ({ credentialKey }: Pick<AccountRecord, 'credentialKey'>): readonly KeyId[] =>
  credentialKey === undefined ? [] : [credentialKey]
