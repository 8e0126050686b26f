/** Defines the sidebar's views of the keys, and counts the keys in each. */
import { needsAttention } from '../../shared/expiry/attention.ts'
import { isExpired, isExpiring } from '../../shared/expiry/expiry-counts.ts'
import type { AccountId, KeyRow } from '../../shared/model/model.ts'
import type { Facts } from '../../shared/search/query-match.ts'

export type View =
  | { readonly kind: 'all' | 'expiring' | 'attention' | 'overlapping' | 'favourites' | 'by-hand' }
  | { readonly kind: 'account'; readonly account: AccountId }

export interface Counts {
  readonly all: number
  /** Expired keys. The search `is:expired` finds them; they have no view of their own. */
  readonly expired: number
  readonly expiring: number
  readonly attention: number
  /** Keys that overlap with another one: two for each replacement. */
  readonly overlapping: number
  readonly favourites: number
  /** Keys without an account. */
  readonly byHand: number
  readonly accounts: ReadonlyMap<AccountId, number>
}

export const noCounts: Counts = {
  all: 0,
  expired: 0,
  expiring: 0,
  attention: 0,
  overlapping: 0,
  favourites: 0,
  byHand: 0,
  accounts: new Map(),
}

export function inView(row: KeyRow, view: View, facts: Facts): boolean {
  switch (view.kind) {
    case 'all':
      return true
    case 'expiring':
      return isExpiring(row, facts.now, facts.leadMs)
    case 'attention':
      return needsAttention(row, facts)
    case 'overlapping':
      return row.overlap !== undefined
    case 'favourites':
      return row.favourite
    case 'by-hand':
      return row.account === undefined
    case 'account':
      return row.account === view.account
  }
}

export function countViews(rows: Iterable<KeyRow>, facts: Facts): Counts {
  const accounts = new Map<AccountId, number>()
  let [all, expired, expiring, attention, overlapping, favourites, byHand] = [0, 0, 0, 0, 0, 0, 0]
  for (const row of rows) {
    all += 1
    if (row.favourite) favourites += 1
    if (row.overlap !== undefined) overlapping += 1
    if (row.account === undefined) byHand += 1
    else accounts.set(row.account, (accounts.get(row.account) ?? 0) + 1)
    if (isExpired(row, facts.now)) expired += 1
    else if (isExpiring(row, facts.now, facts.leadMs)) expiring += 1
    if (needsAttention(row, facts)) attention += 1
  }
  return { all, expired, expiring, attention, overlapping, favourites, byHand, accounts }
}
