/** The sealed vault: a keychain of encrypted files, for machines without a keychain. A passphrase opens it. */
import type { SecretStorage } from '../../../shared/contract/sealed-vault.ts'
import type { KeychainPort } from './keychain.ts'

/** `damaged`: its own file is cut, changed, or missing beside entries. `newer`: a later version of Keyhold has written it. */
export type SealedVaultState = 'none' | 'locked' | 'open' | 'damaged' | 'newer'

/** Which keychain the vault uses. `move`: from the other place to `to`, and not ended. Once `uses` is `to`, the old place holds copies. */
export type StorageChoice = Pick<SecretStorage, 'uses' | 'move'>

/**
 * All promises reject with Failure `sealed-vault`. A passphrase takes about a second, and one is tried at a time. Nothing that cannot be read is
 * ever overwritten or deleted.
 */
export interface SealedVault {
  /** Its entries. `locked` until {@link unlock}; a vault that is not there, or cannot be read, is `absent`. */
  readonly keychain: KeychainPort
  look(): Promise<SealedVaultState>
  /** Makes an empty vault, proves that the passphrase opens it, and leaves it open. Throws Failure `invalid` for a passphrase that is too simple. */
  create(passphrase: string): Promise<void>
  /** As {@link create}, this rejects with Failure `keychain` `locked` if {@link lock} was called meanwhile. */
  unlock(passphrase: string): Promise<void>
  /** Entries are not written again: the passphrase opens the same data key. */
  changePassphrase(passphrase: string, next: string): Promise<void>
  /** Overwrites the data key in memory. Counts also for an unlocking under way. */
  lock(): void
  /** What the user has chosen; known before any secret is needed. */
  choice(): StorageChoice
  /** Whenever the program ends, either the old choice or the new one counts. */
  choose(choice: StorageChoice): Promise<void>
}
