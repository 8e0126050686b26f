/** Counts expired and expiring keys: one rule, so that every part of the program shows the same number. Pure. */
import { keyState, type Dated } from './expiry.ts'
import type { Instant } from '../model/model.ts'

/** The key has expired, still exists at its provider, and is not switched off there. */
export const isExpired = (row: Dated, now: Instant): boolean => keyState(row, now, 0) === 'expired'

/** The key works now, and expires within `leadMs`. */
export const isExpiring = (row: Dated, now: Instant, leadMs: number): boolean =>
  keyState(row, now, leadMs) === 'expiring'

export interface ExpiryCounts {
  readonly expired: number
  readonly expiring: number
}
