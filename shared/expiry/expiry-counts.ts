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
