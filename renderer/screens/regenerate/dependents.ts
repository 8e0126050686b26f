/** What is known to lean on a key, so that the user can see it before the old value dies. Pure. */
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'

export interface Dependents {
  /** The account that would go on with the new value by itself. */
  readonly account: AccountRow | undefined
  /** Environment variables, as the user wrote them: several may be separated by blanks or commas. */
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
