/** The OS keychain, reduced to the calls that the vault needs. `core/keychain/keychain.ts` adds order, deadlines and verification. */
import type { KeychainHealth } from '../../../shared/contract/snapshot.ts'
import type { Secret } from './secret.ts'

/**
 * The name of one entry, computed from ids alone so that a crash cannot lose it:
 * `key grafana-prod-3f9a2c v2`, `account ripe-lab-77d0e1 v1`, `rescue <operation>`. People may read it in their keychain.
 */
export type EntryName = string & { readonly entryName: never }

export interface KeychainProbe {
  /**
   * `locked`: only the user can unlock the keychain. `no-keyring`: a service responds, but has no keyring to store a secret in. The others are as
   * in KeychainHealth.
   */
  readonly state: Exclude<KeychainHealth['state'], 'hung' | 'refused' | 'unchecked'>
  /** The name that people know. Also recorded with every version. */
  readonly backend: string
  /** How long the keychain keeps a new entry: permanently, or until the session ends. Missing: unknown. */
  readonly lasts?: KeychainHealth['lasts']
  /** The missing part, if the state is `absent`. */
  readonly lacks?: KeychainHealth['lacks']
}

/** How a prompt of the system ended. `unanswered`: the prompt timed out and is closed. */
export type PromptEnd = 'done' | 'dismissed' | 'unanswered'

/** Each may wait for a person for minutes, beside other calls. Rejects with Failure `keychain`. */
export interface KeychainPrompts {
  /** Unlocks the keychain, and any other store that holds our entries. */
  unlock(): Promise<PromptEnd>
  /** Creates a keyring if there is none. */
  createKeyring(): Promise<PromptEnd>
}

/**
 * The caller makes one call at a time. Every method throws `Failure` of kind `keychain` (`locked`, `absent`, `refused`, `hung`); none ever
 * deletes or overwrites because something could not be read. Values are one line of plain ASCII: `neutral-values.ts` encodes them.
 */
export interface KeychainPort {
  /** The longest stored value in bytes, if the system has a limit (Windows: 2,500). */
  readonly maxBytes: number | undefined
  /** Also unlocks a keychain that is locked but needs no input. Never shows a prompt; only the calls of `prompts` do. */
  probe(): Promise<KeychainProbe>
  write(name: EntryName, secret: Secret): Promise<void>
  /** `undefined` only if the keychain is unlocked and has no such entry. */
  read(name: EntryName): Promise<Secret | undefined>
  /** Deletes the entry. Resolves with whether there was one. */
  remove(name: EntryName): Promise<boolean>
  /** The names of all entries under Keyhold's name, whichever program wrote them; all of them or a Failure. */
  names(): Promise<readonly string[]>
  /** Present only on systems that have such prompts and leave it to programs to show them. */
  readonly prompts?: KeychainPrompts | undefined
  /** While it is locked, Keyhold itself asks for the passphrase: a sealed vault. */
  readonly takesPassphrase?: boolean | undefined
}
