/** The open dialog as data: at most one. A state identifies its subject by id and never contains a secret. */
import type { Orphan } from '../../shared/contract/keychain.ts'
import type { SecretPlace } from '../../shared/contract/sealed-vault.ts'
import type { AccountId, KeyId, OperationId } from '../../shared/model/model.ts'
import type { DescribedId } from '../../shared/model/provider-description.ts'

export type DialogState =
  /** `provider`: skips the step that chooses a provider. */
  | { readonly kind: 'connect-account'; readonly provider?: string }
  /** Changes the name, address or credential of a connected account. */
  | { readonly kind: 'change-account'; readonly account: AccountId }
  | { readonly kind: 'remove-account'; readonly account: AccountId }
  /** Describes a provider that Keyhold does not know. `provider`: the description to change. `name`: the text that a search did not find. */
  | { readonly kind: 'describe-provider'; readonly provider?: DescribedId; readonly name?: string }
  /** Lists the providers that the user has described. */
  | { readonly kind: 'described-providers' }
  | { readonly kind: 'remove-description'; readonly provider: DescribedId }
  /** Shows an account's list as its description reads it, to unlock creating and deleting. */
  | { readonly kind: 'review-list'; readonly account: AccountId }
  /** The columns of the view that is shown. */
  | { readonly kind: 'columns' }
  /** Saves the typed search under a name. */
  | { readonly kind: 'save-search' }
  | { readonly kind: 'rename-search'; readonly search: string }
  /** Adds a key by hand. `name`: the text that a search did not find. */
  | {
      readonly kind: 'add-key'
      readonly name?: string
      /** The id of the clipboard text's shape; the text is the secret. */
      readonly copied?: string
    }
  /** Creates a key at the provider. `account` missing: the user picks one of the accounts that can create keys. */
  | { readonly kind: 'create-key'; readonly account?: AccountId }
  | { readonly kind: 'edit-key'; readonly key: KeyId }
  /** Regenerates the key at its provider. If the provider cannot, the user pastes the new value. */
  | { readonly kind: 'regenerate'; readonly key: KeyId }
  /** Creates a new key that replaces this one. The old key keeps working until it is retired. */
  | { readonly kind: 'replace'; readonly key: KeyId }
  /** The user pastes a value: the new value of a manual key, or the value of a provider's key that Keyhold does not have. */
  | { readonly kind: 'paste'; readonly key: KeyId }
  /** Reads the expiry of a manual key's secret from its service, or from the secret itself. */
  | { readonly kind: 'check-secret'; readonly key: KeyId }
  | { readonly kind: 'switch'; readonly key: KeyId; readonly enabled: boolean }
  /** Snoozes the key's reminders until a date. */
  | { readonly kind: 'snooze'; readonly key: KeyId }
  | { readonly kind: 'revoke'; readonly key: KeyId }
  /** Deletes from Keyhold a manual key, or one that is missing at its provider. */
  | { readonly kind: 'delete'; readonly key: KeyId }
  | { readonly kind: 'delete-version'; readonly key: KeyId; readonly version: number }
  /** Adds tags to many keys and removes tags from them. */
  | { readonly kind: 'tag-keys'; readonly keys: readonly KeyId[] }
  /** Writes their secrets into a file for another program. */
  | { readonly kind: 'export-secrets'; readonly keys: readonly KeyId[] }
  /** Runs on the keys one after the other, after the user confirms. */
  | { readonly kind: 'disable-keys' | 'delete-keys' | 'expire-keys'; readonly keys: readonly KeyId[] }
  | { readonly kind: 'snooze-keys'; readonly keys: readonly KeyId[] }
  /** Replaces many keys one after the other, in this order. */
  | { readonly kind: 'replace-keys'; readonly keys: readonly KeyId[] }
  /** Shows the replacements that are running, waiting, or finished. */
  | { readonly kind: 'queue' }
  /** One open operation and its next step. */
  | { readonly kind: 'operation'; readonly operation: OperationId }
  /** Retires the old one of two overlapping keys. */
  | { readonly kind: 'retire'; readonly operation: OperationId }
  | { readonly kind: 'keep-longer'; readonly operation: OperationId }
  /** Ends the new one of two overlapping keys. */
  | { readonly kind: 'roll-back'; readonly operation: OperationId }
  /** Deletes an orphan: a keychain entry that no key or account references. */
  | { readonly kind: 'delete-orphan'; readonly orphan: Orphan }
  /** Imports keys from files of other programs. `isDropped`: from those that were just dropped on the window. */
  | { readonly kind: 'import-keys'; readonly isDropped?: true }
  /** Stores secrets in a sealed vault, if no keychain answers. */
  | { readonly kind: 'sealed-vault' }
  /** Moves the secrets between the system's keychain and the sealed vault. */
  | { readonly kind: 'move-secrets'; readonly to: SecretPlace }
  /** Writes an encrypted backup. */
  | { readonly kind: 'back-up' }
  | { readonly kind: 'automatic-backups' }
  /** Rehearses a restore of the newest backup. */
  | { readonly kind: 'check-backup' }
  | { readonly kind: 'restore' }
  /** Lists everything that waits for a decision: open operations, notices, probable renewals. */
  | { readonly kind: 'attention' }
  /** The command palette: finds commands, views and keys by typed text. */
  | { readonly kind: 'commands' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'about' }
  /** The software in Keyhold, and its licences. */
  | { readonly kind: 'notices' }
