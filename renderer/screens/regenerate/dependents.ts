/** Lists what is known to depend on a key, so that the user can see it before the old secret stops working. Pure. */
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'

export interface Dependents {
  /** The account that signs in with this key; Keyhold switches it to the new secret. */
  readonly account: AccountRow | undefined
  /** Names of environment variables. The user's text may hold several, separated by whitespace, commas or semicolons. */
  readonly environment: readonly string[]
  readonly tags: readonly string[]
  readonly notes: string
  readonly lastUsedAt: number | undefined
}

export function dependentsOf(key: KeyRow, accounts: Iterable<AccountRow>): Dependents {
  return {
    account: [...accounts].find(({ id }) => id === key.credentialOf),
    environment: key.environment.split(/[\s,;]+/).filter((name) => name !== ''),
    tags: key.tags,
    notes: key.notes.trim(),
    lastUsedAt: key.lastUsedAt,
  }
}
