/** How long a key's successor is valid, and how long two keys can really be used side by side. Pure; times are epoch milliseconds UTC. */
import type { Expiry, KeyRow } from '../model/model.ts'
import { DAY_MS, expiryOf, HOUR_MS } from './expiry.ts'

/** Used if the intended lifetime of a key is unknown. */
const USUAL_LIFETIME_MS = 90 * DAY_MS
/**
 * Providers count a renewal as a creation, so a lifetime below a week is taken for the rest of a longer one. A user who wants so short a lifetime
 * enters it in the form.
 */
export const LEAST_LIFETIME_MS = 7 * DAY_MS

/** The intended lifetime of a key from `start` to `end`; the usual lifetime if it is unknown or only a rest. */
export function intendedLifetime(start: number | undefined, end: number): number {
  const length = start === undefined ? 0 : end - start
  return length >= LEAST_LIFETIME_MS ? length : USUAL_LIFETIME_MS
}

/** The proposed expiry of a successor: as long after `now` as the old expiry was after `start`. Never and unknown stay the same. */
export function successorExpiry(old: Expiry, start: number | undefined, now: number): Expiry {
  if (old.source === 'unknown' || old.at === undefined) return old
  return { ...old, at: now + intendedLifetime(start, old.at) }
}

/**
 * The expiry of a replacement if the user enters none: at a provider that keeps expiry dates, the one in its draft; otherwise the date typed for the
 * old key, moved, if the intended lifetime of that key is known.
 */
export function replacementExpiry(
  { expires, validFrom, createdAt }: Pick<KeyRow, 'expires' | 'validFrom' | 'createdAt'>,
  now: number,
): Expiry {
  if (expires.source === 'provider')
    return validFrom !== undefined && validFrom > now
      ? expires
      : successorExpiry(expires, validFrom ?? createdAt, now)
  const start = validFrom ?? createdAt
  const at = expiryOf({ expires })
  if (at !== undefined && (start === undefined || at - start < LEAST_LIFETIME_MS))
    return { source: 'unknown' }
  return successorExpiry(expires, start, now)
}

/**
 * When the old key of an overlap stops working by itself. For a pasted value the overlap stores that date, because `key` then has the date of the new
 * value.
 */
export const oldExpiryOf = (
  { oldExpires }: { readonly oldExpires?: Expiry | undefined },
  key: { readonly expires: Expiry } | undefined,
): number | undefined => {
  const expires = oldExpires ?? key?.expires
  return expires && expiryOf({ expires })
}

/** Whether the old key stops working before `until`; a key that has already expired outlives nothing. */
export const outlives = (until: number, oldExpiry: number | undefined, now: number): boolean =>
  oldExpiry !== undefined && oldExpiry > now && until > oldExpiry

/** When the overlap of two keys ends: after `hours`, and never later than the old key's expiry. */
export function overlapEnd(now: number, hours: number, oldExpiry: number | undefined): number {
  const until = now + hours * HOUR_MS
  return oldExpiry !== undefined && outlives(until, oldExpiry, now) ? oldExpiry : until
}
