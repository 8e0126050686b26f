/** Filters the sidebar's accounts by name, sorts accounts whose last sync failed first, and groups many accounts by provider. Pure. */
import type { AccountId, AccountRow } from '../../../shared/model/model.ts'
import { fold } from '../../../shared/search/fold.ts'

const hasFailed = ({ sync }: AccountRow) => sync.state === 'failed'

/** Otherwise the accounts keep the order in which they were connected. */
export function accountsInOrder(accounts: Iterable<AccountRow>, text: string): readonly AccountRow[] {
  const wanted = fold(text.trim())
  return [...accounts]
    .filter(({ name }) => fold(name).includes(wanted))
    .sort((one, other) => Number(hasFailed(other)) - Number(hasFailed(one)))
}

/** From this number of accounts on, the sidebar offers a filter by name and groups the accounts by provider. */
export const MANY_ACCOUNTS = 8

/** The sync that a row shows for its accounts: a failure is more important than a running sync. `undefined`: neither. */
export function shownSync(accounts: Iterable<AccountRow>): 'failed' | 'running' | undefined {
  const states = new Set([...accounts].map(({ sync }) => sync.state))
  return (['failed', 'running'] as const).find((state) => states.has(state))
}

export interface AccountGroup {
  /** `undefined`: accounts that are listed without a head. */
  readonly provider: string | undefined
  readonly accounts: readonly AccountId[]
}

/** Keeps the order: a group is placed where its first account would be. A provider with one account gets no head, which would add no information. */
export function accountGroups(
  ids: readonly AccountId[],
  providerOf: (id: AccountId) => string | undefined,
  isMany: boolean,
): readonly AccountGroup[] {
  if (!isMany) return [{ provider: undefined, accounts: ids }]
  return [...Map.groupBy(ids, providerOf)].map(([provider, accounts]) => ({
    provider: accounts.length > 1 ? provider : undefined,
    accounts,
  }))
}
