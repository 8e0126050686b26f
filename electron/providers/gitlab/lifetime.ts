/** How long a GitLab token lives. Its end is a date, and it is dead from 00:00 UTC of that date. */
import type { Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'

export const DAY_MS = 86_400_000
/** GitLab's own limit. An instance may set a lower one, and says so when it refuses. */
export const LONGEST_DAYS = 365

/** 00:00 UTC of the day of `at`. */
export const dayOf = (at: Instant): Instant => Math.floor(at / DAY_MS) * DAY_MS

/** The form of dates in requests. */
export const writeDay = (at: Instant): string => new Date(at).toISOString().slice(0, 10)

/**
 * The end of a successor made at `now`: as many days ahead as the old end was from the day of creation, which is how GitLab counts, and at most
 * {@link LONGEST_DAYS}; that many as well if the old token had no end or no date of creation. Throws Failure `provider` `not-understood` if there is
 * an end that cannot be read.
 */
export function successorEnd(
  { createdAt, expires }: Pick<RemoteKey, 'createdAt' | 'expires'>,
  now: Instant,
): Instant {
  if (expires === undefined) throw notUnderstood()
  const { at: end } = expires
  const isKnown = end !== undefined && createdAt !== undefined
  const days = isKnown ? Math.round((dayOf(end) - dayOf(createdAt)) / DAY_MS) : LONGEST_DAYS
  return dayOf(now) + Math.min(Math.max(days, 1), LONGEST_DAYS) * DAY_MS
}
