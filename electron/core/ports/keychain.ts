/** The OS keychain, as little of it as the vault needs. `core/keychain/keychain.ts` adds order, deadlines and proof. */
import type { KeychainHealth } from '../../../shared/contract/snapshot.ts'
import type { Secret } from './secret.ts'

/**
 * The name of one entry, computed from ids alone so that a crash cannot lose it:
 * `key grafana-prod-3f9a2c v2`, `account ripe-lab-77d0e1 v1`, `rescue <operation>`. People may read it in their keychain.
 */
export type EntryName = string & { readonly entryName: never }

export interface KeychainProbe {
  /** `locked`: only its user can open it. `no-keyring`: a service answers, and has nothing to keep a secret in. The rest as in KeychainHealth. */
  readonly state: Exclude<KeychainHealth['state'], 'hung' | 'refused' | 'unchecked'>
  /** By name, as people know it. Also recorded with every version. */
  readonly backend: string
  /** Until when it keeps what is written now: for good, or until the session ends. Missing: it does not say. */
  readonly lasts?: KeychainHealth['lasts']
  /** What is not there, where it is absent. */
  readonly lacks?: KeychainHealth['lacks']
}

/** How a prompt of the system ended. `unanswered`: nobody did in time; it is gone. */
export type PromptEnd = 'done' | 'dismissed' | 'unanswered'

/** Each may wait for a person for minutes, beside other calls. Rejects with Failure `keychain`. */
export interface KeychainPrompts {
  /** Opens the keychain, and what else holds our entries. */
  unlock(): Promise<PromptEnd>
  /** Makes a place for secrets where there is none. */
  createKeyring(): Promise<PromptEnd>
}

/**
 * One call at a time is the caller's promise. Every method throws `Failure` of kind `keychain` (`locked`, `absent`, `refused`, `hung`);
 * none ever deletes or overwrites because something could not be read. Values are one line of plain ASCII: `neutral-values.ts` makes them so.
 */
export interface KeychainPort {
  /** The longest value in bytes that fits, as it is stored, where the system has a limit (Windows: 2,500). */
  readonly maxBytes: number | undefined
  /** Also opens a keychain that is locked and asks for nothing. Never shows a prompt; nor does any other call but those of `prompts`. */
  probe(): Promise<KeychainProbe>
  write(name: EntryName, secret: Secret): Promise<void>
  /** `undefined` only if the keychain is unlocked and has no such entry. */
  read(name: EntryName): Promise<Secret | undefined>
  /** Whether there was one. */
  remove(name: EntryName): Promise<boolean>
  /** The names of all entries that are filed under ours, whoever wrote them; all of them or a Failure. */
  names(): Promise<readonly string[]>
  /** Only where the system has such prompts and leaves asking for them to programs. */
  readonly prompts?: KeychainPrompts | undefined
}
