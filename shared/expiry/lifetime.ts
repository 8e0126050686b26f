/** How long a key's successor is valid, and how long two keys can really be used side by side. Pure; times are epoch milliseconds UTC. */
import type { Expiry, KeyRow } from '../model/model.ts'
import { DAY_MS, expiryOf, HOUR_MS } from './expiry.ts'

/** Where nobody knows how long a key was meant to last. */
export const USUAL_LIFETIME_MS = 90 * DAY_MS
/**
 * Providers count a renewal as a creation, so that a length below a week is taken for the rest of a longer one: whoever wants so short a
 * key says so in the form.
 */
export const LEAST_LIFETIME_MS = 7 * DAY_MS

/** How long a key from `start` to `end` was meant to last; the usual length where that cannot be known or is only a rest. */
export function intendedLifetime(start: number | undefined, end: number): number {
  const length = start === undefined ? 0 : end - start
  return length >= LEAST_LIFETIME_MS ? length : USUAL_LIFETIME_MS
}

/** The end that is proposed for a successor: as long from `now` on as the old one lasted from `start`. Never and unknown stay so. */
export function successorExpiry(old: Expiry, start: number | undefined, now: number): Expiry {
  if (old.source === 'unknown' || old.at === undefined) return old
  return { ...old, at: now + intendedLifetime(start, old.at) }
}

/**
 * The end that a replacement gets without a word of the user's: at a provider that keeps ends, as its drafts have it; else the date that was
 * typed for the old key, moved, where it is known how long that one was to last.
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

/** When the old one of an overlap stops working by itself; of a pasted value the overlap says it, as `key` has the date of the new one. */
export const oldExpiryOf = (
  { oldExpires }: { readonly oldExpires?: Expiry | undefined },
  key: { readonly expires: Expiry } | undefined,
): number | undefined => {
  const expires = oldExpires ?? key?.expires
  return expires && expiryOf({ expires })
}

/** Whether the old key stops working before `until`; one that has ended already outlives nothing. */
export const outlives = (until: number, oldExpiry: number | undefined, now: number): boolean =>
  oldExpiry !== undefined && oldExpiry > now && until > oldExpiry

/** When two keys stop living side by side: after `hours`, and never later than the old one works. */
export function overlapEnd(now: number, hours: number, oldExpiry: number | undefined): number {
  const until = now + hours * HOUR_MS
  return oldExpiry !== undefined && outlives(until, oldExpiry, now) ? oldExpiry : until
}
