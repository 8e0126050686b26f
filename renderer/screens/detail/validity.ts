/** The time span in which a key is valid and the part of it that has passed. Pure. */
import type { Instant, KeyRow } from '../../../shared/model/model.ts'

export interface Span {
  readonly from: Instant
  readonly to: Instant
  /** The passed part of the span, from 0 (not begun) to 1 (over). */
  readonly passed: number
}

/** `undefined` if an end is missing, so there is no bar to draw. A key without a start is valid from its creation. */
export function validitySpan(
  key: Pick<KeyRow, 'validFrom' | 'createdAt' | 'expires'>,
  now: Instant,
): Span | undefined {
  const from = key.validFrom ?? key.createdAt
  const to = key.expires.source === 'unknown' ? undefined : key.expires.at
  if (from === undefined || to === undefined || to <= from) return undefined
  return { from, to, passed: Math.min(1, Math.max(0, (now - from) / (to - from))) }
}
