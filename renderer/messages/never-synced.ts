/** Messages for accounts whose list of keys has never been read in full, so that the number of their keys is unknown. Pure. */
import type { AccountRow } from '../../shared/model/model.ts'
import type { VaultState } from '../vault/vault-state.ts'

export const isNeverSynced = ({ asOf }: Pick<AccountRow, 'asOf'>): boolean => asOf === undefined

/** The accounts that have never synced. */
export const neverSyncedIn = ({ accounts }: Pick<VaultState, 'accounts'>): readonly AccountRow[] =>
  [...accounts.values()].filter(isNeverSynced)

/** The message for an account that has never synced. With `keys` above 0, an interrupted sync has read a part of its list. */
export const neverSyncedWords = (keys: number): string =>
  keys === 0 ? 'Never synced' : 'Not fully synced yet'

/** The message for an empty list of keys. `undefined` if every account has synced and has no keys. */
export function notListedWords(accounts: readonly AccountRow[]): string | undefined {
  const [first, ...more] = accounts
  if (first === undefined) return undefined
  return more.length === 0
    ? `${first.name} has never synced, so its keys aren’t listed yet.`
    : `${accounts.length.toLocaleString()} accounts have never synced, so their keys aren’t listed yet.`
}
