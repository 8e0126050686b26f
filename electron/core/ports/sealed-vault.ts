/** The sealed vault: a keychain of encrypted files, for machines without a keychain. A passphrase opens it. */
import type { KeychainPort } from './keychain.ts'

/** `damaged`: its own file is cut, changed, or missing beside entries. `newer`: a later version of Keyhold has written it. */
export type SealedVaultState = 'none' | 'locked' | 'open' | 'damaged' | 'newer'

/** The name that people read, and that is recorded with every version. */
export const SEALED_VAULT = 'Sealed vault'

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
  unlock(passphrase: string): Promise<void>
  /** Entries are not written again: the passphrase opens the same data key. */
  changePassphrase(passphrase: string, next: string): Promise<void>
  /** Overwrites the data key in memory. */
  lock(): void
}
