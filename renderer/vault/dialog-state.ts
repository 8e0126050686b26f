/** Which dialog is open, as data: at most one, naming what it is about and never holding a secret. */
import type { Orphan } from '../../shared/contract/keychain.ts'
import type { AccountId, KeyId, OperationId } from '../../shared/model/model.ts'

export type DialogState =
  /** `provider`: skips the choice. */
  | { readonly kind: 'connect-account'; readonly provider?: string }
  /** Another name, address or credential for a connected account. */
  | { readonly kind: 'change-account'; readonly account: AccountId }
  | { readonly kind: 'remove-account'; readonly account: AccountId }
  /** The columns of the view that is shown. */
  | { readonly kind: 'columns' }
  /** Gives the search that is typed a name. */
  | { readonly kind: 'save-search' }
  | { readonly kind: 'rename-search'; readonly search: string }
  /** A key entered by hand. `name`: what was looked for and is not there. */
  | { readonly kind: 'add-key'; readonly name?: string }
  /** A new key at the provider. `account` missing: the user picks one of those that can. */
  | { readonly kind: 'create-key'; readonly account?: AccountId }
  | { readonly kind: 'edit-key'; readonly key: KeyId }
  /** Renews the key at its provider; where nobody there can, the new value is pasted. */
  | { readonly kind: 'regenerate'; readonly key: KeyId }
  /** Makes a new key beside it, which is to take its place; the old one works on until it is retired. */
  | { readonly kind: 'replace'; readonly key: KeyId }
  /** The user has the value: a manual key's new one, or that of a provider's key which is missing here. */
  | { readonly kind: 'paste'; readonly key: KeyId }
  | { readonly kind: 'switch'; readonly key: KeyId; readonly enabled: boolean }
  /** Puts its reminders off until a date. */
  | { readonly kind: 'snooze'; readonly key: KeyId }
  | { readonly kind: 'revoke'; readonly key: KeyId }
  /** Forgets a manual or gone key here. */
  | { readonly kind: 'delete'; readonly key: KeyId }
  | { readonly kind: 'delete-version'; readonly key: KeyId; readonly version: number }
  /** Adds and removes tags of many keys. */
  | { readonly kind: 'tag-keys'; readonly keys: readonly KeyId[] }
  /** One after the other, after asking. */
  | { readonly kind: 'disable-keys' | 'delete-keys' | 'expire-keys'; readonly keys: readonly KeyId[] }
  | { readonly kind: 'snooze-keys'; readonly keys: readonly KeyId[] }
  /** Replaces many keys one after the other, in this order. */
  | { readonly kind: 'replace-keys'; readonly keys: readonly KeyId[] }
  /** The replacements that are under way, wait, or have ended. */
  | { readonly kind: 'queue' }
  /** One open operation and its next step. */
  | { readonly kind: 'operation'; readonly operation: OperationId }
  /** Ends the old one of two keys that live side by side. */
  | { readonly kind: 'retire'; readonly operation: OperationId }
  | { readonly kind: 'keep-longer'; readonly operation: OperationId }
  /** Ends the new one of the two. */
  | { readonly kind: 'roll-back'; readonly operation: OperationId }
  /** Deletes an entry of the keychain that belongs to nothing. */
  | { readonly kind: 'delete-orphan'; readonly orphan: Orphan }
  /** Everything that waits for a decision: open operations, notices, doubts. */
  | { readonly kind: 'attention' }
  /** Every command and view, and the keys, found by typing. */
  | { readonly kind: 'commands' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'about' }
