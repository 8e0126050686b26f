/** What is said of accounts whose list nobody has read in full yet: how many keys they have is not known. Pure. */
import type { AccountRow } from '../../shared/model/model.ts'
import type { VaultState } from '../vault/vault-state.ts'

export const isNeverSynced = ({ asOf }: Pick<AccountRow, 'asOf'>): boolean => asOf === undefined

/** Those of all accounts. */
export const neverSyncedIn = ({ accounts }: Pick<VaultState, 'accounts'>): readonly AccountRow[] =>
  [...accounts.values()].filter(isNeverSynced)

/** For an account that is never synced: a list that broke off has brought some of its keys. */
export const neverSyncedWords = (keys: number): string =>
  keys === 0 ? 'Never synced' : 'Never synced in full'

/** Where no key is shown: `undefined` if every account has been listed, and really has none. */
export function notListedWords(accounts: readonly AccountRow[]): string | undefined {
  const [first, ...more] = accounts
  if (first === undefined) return undefined
  return more.length === 0
    ? `${first.name} has never synced, so its keys aren’t listed yet.`
    : `${accounts.length} accounts have never synced, so their keys aren’t listed yet.`
}
