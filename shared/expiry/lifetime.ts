/** How long a key's successor is valid, and how long two keys can really be used side by side. Pure; times are epoch milliseconds UTC. */
import { DAY_MS, HOUR_MS } from './expiry.ts'

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

/** Whether the old key stops working before `until`; one that has ended already outlives nothing. */
export const outlives = (until: number, oldExpiry: number | undefined, now: number): boolean =>
  oldExpiry !== undefined && oldExpiry > now && until > oldExpiry

/** When two keys stop living side by side: after `hours`, and never later than the old one works. */
export function overlapEnd(now: number, hours: number, oldExpiry: number | undefined): number {
  const until = now + hours * HOUR_MS
  return oldExpiry !== undefined && outlives(until, oldExpiry, now) ? oldExpiry : until
}
