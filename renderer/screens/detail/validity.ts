/** The span in which a key works and how much of it has passed. Pure. */
import type { Instant, KeyRow } from '../../../shared/model/model.ts'

export interface Span {
  readonly from: Instant
  readonly to: Instant
  /** Of the span, from 0 (not begun) to 1 (over). */
  readonly passed: number
}

/** `undefined` where an end is missing: there is nothing to draw. A key without a start counts from when it was made. */
export function validitySpan(
  key: Pick<KeyRow, 'validFrom' | 'createdAt' | 'expires'>,
  now: Instant,
): Span | undefined {
  const from = key.validFrom ?? key.createdAt
  const to = key.expires.source === 'unknown' ? undefined : key.expires.at
  if (from === undefined || to === undefined || to <= from) return undefined
  return { from, to, passed: Math.min(1, Math.max(0, (now - from) / (to - from))) }
}
