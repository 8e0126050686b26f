/** How many keys have expired and how many are about to: one rule, so that every place of the program says the same number. Pure. */
import { keyState, type Dated } from './expiry.ts'
import type { Instant } from '../model/model.ts'

/** Expired, still at its provider, and not switched off there. */
export const isExpired = (row: Dated, now: Instant): boolean => keyState(row, now, 0) === 'expired'

/** Works now, and expires within `leadMs`. */
export const isExpiring = (row: Dated, now: Instant, leadMs: number): boolean =>
  keyState(row, now, leadMs) === 'expiring'

export interface ExpiryCounts {
  readonly expired: number
  readonly expiring: number
}

/** "7 keys have expired", "1 key expires within 30 days": what there is none of is left out. */
export function expiryCountWords({ expired, expiring }: ExpiryCounts, leadDays: number): readonly string[] {
  const days = leadDays === 1 ? '1 day' : `${leadDays} days`
  return [
    ...(expired === 0 ? [] : [`${keys(expired)} ${expired === 1 ? 'has' : 'have'} expired`]),
    ...(expiring === 0 ? [] : [`${keys(expiring)} ${expiring === 1 ? 'expires' : 'expire'} within ${days}`]),
  ]
}

const keys = (count: number) => (count === 1 ? '1 key' : `${count.toLocaleString()} keys`)
