/** Derives a key's state and remaining time from the clock, and their words. Pure; times are epoch milliseconds UTC. */
import type { KeyRow } from '../model/model.ts'

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/**
 * The first state that applies: `gone` (deleted at the provider), switched off there (`frozen`, `disabled`), `not-yet-valid`, `expired`, `expiring`
 * (within the lead time), `unknown` (usable, but its expiry is unknown), `active`.
 */
export type KeyState =
  'gone' | 'frozen' | 'disabled' | 'not-yet-valid' | 'expired' | 'expiring' | 'unknown' | 'active'

/** The fields that {@link keyState} reads. */
export type Dated = Pick<KeyRow, 'goneSince' | 'switch' | 'validFrom' | 'expires'>

/** When the key stops working; `undefined` for never and for unknown. */
export function expiryOf({ expires }: Pick<Dated, 'expires'>): number | undefined {
  return expires.source === 'unknown' ? undefined : expires.at
}

/**
 * A key is valid in `[validFrom, expiry)`: at `validFrom` itself it is valid, at its expiry it is expired.
 * From `leadMs` before its expiry, including that instant, the key counts as expiring.
 */
export function keyState(key: Dated, now: number, leadMs: number): KeyState {
  if (key.goneSince !== undefined) return 'gone'
  if (key.switch === 'frozen' || key.switch === 'disabled') return key.switch
  if (key.validFrom !== undefined && now < key.validFrom) return 'not-yet-valid'
  const expiry = expiryOf(key)
  if (expiry === undefined) return key.expires.source === 'unknown' ? 'unknown' : 'active'
  if (now >= expiry) return 'expired'
  return expiry - now <= leadMs ? 'expiring' : 'active'
}

/** Whether the provider would accept the key at this instant, as far as Keyhold knows. */
export function isUsable(state: KeyState): boolean {
  return state === 'active' || state === 'expiring' || state === 'unknown'
}

/** Milliseconds until expiry, negative after it; `undefined` for never and for unknown. */
export function timeLeft(key: Pick<Dated, 'expires'>, now: number): number | undefined {
  const expiry = expiryOf(key)
  return expiry === undefined ? undefined : expiry - now
}

/** The first instant after `now` at which {@link keyState} changes, if time alone ever changes it. */
export function nextStateChange(key: Dated, now: number, leadMs: number): number | undefined {
  if (key.goneSince !== undefined || key.switch === 'frozen' || key.switch === 'disabled') return undefined
  // Before `validFrom` no later change of state is visible, so only `validFrom` counts until then.
  if (key.validFrom !== undefined && now < key.validFrom) return key.validFrom
  const expiry = expiryOf(key)
  if (expiry === undefined || expiry <= now) return undefined
  const soonFrom = expiry - leadMs
  return soonFrom > now ? soonFrom : expiry
}

/** The same for many keys: the page sets one timer for all of them. */
export function nextChangeOfAny(keys: Iterable<Dated>, now: number, leadMs: number): number | undefined {
  let first: number | undefined
  for (const key of keys) {
    const next = nextStateChange(key, now, leadMs)
    if (next !== undefined && (first === undefined || next < first)) first = next
  }
  return first
}

const UNITS = [
  { ms: 365 * DAY_MS, one: 'year', many: 'years' },
  { ms: 30 * DAY_MS, one: 'month', many: 'months' },
  { ms: DAY_MS, one: 'day', many: 'days' },
  { ms: HOUR_MS, one: 'h', many: 'h' },
  { ms: MINUTE_MS, one: 'min', many: 'min' },
  { ms: SECOND_MS, one: 's', many: 's' },
] as const

/**
 * "6 days", "4 h", "12 min": one unit, rounded down, so that the remaining time is never overstated. Months (30 days) are used from 60 days on and
 * years (365 days) from two years on, because "45 days" says more than "1 month".
 */
export function durationWords(ms: number): string {
  const size = Math.abs(ms)
  const unit = UNITS.find(
    ({ ms: length, one }) => size >= length * (one === 'month' || one === 'year' ? 2 : 1),
  )
  if (unit === undefined) return 'less than 1 s'
  const count = Math.floor(size / unit.ms)
  return `${count} ${count === 1 ? unit.one : unit.many}`
}

/** "in 6 days", "3 days ago", "now", relative to `now`; less than a minute away counts as now. */
export function relativeWords(at: number, now: number): string {
  const distance = at - now
  if (Math.abs(distance) < MINUTE_MS) return 'now'
  return distance > 0 ? `in ${durationWords(distance)}` : `${durationWords(distance)} ago`
}

/** "2 min ago", and "just now" for the last minute and for clocks that are ahead. */
export function agoWords(at: number, now: number): string {
  return now - at < MINUTE_MS ? 'just now' : `${durationWords(now - at)} ago`
}

/** Shown beside the word for the state: "6 days left", "3 days ago". Empty for never and unknown, and for a key that was deleted at its provider. */
export function leftWords(key: Pick<Dated, 'expires' | 'goneSince'>, now: number): string | undefined {
  const left = key.goneSince === undefined ? timeLeft(key, now) : undefined
  if (left === undefined) return undefined
  return left > 0 ? `${durationWords(left)} left` : agoWords(now + left, now)
}

/** For a list's column: "in 6 days", "3 days ago", "never", "no date", and a dash for a key that was deleted at its provider. */
export function expiresWords(key: Pick<Dated, 'expires' | 'goneSince'>, now: number): string {
  if (key.goneSince !== undefined) return '–'
  const expiry = expiryOf(key)
  if (expiry !== undefined) return relativeWords(expiry, now)
  return key.expires.source === 'unknown' ? 'no date' : 'never'
}

/** The source of the date as a whole sentence: "provider says", "you typed it" and "unknown" are different sources. */
export function expirySourceWords({ expires }: Pick<Dated, 'expires'>): string {
  if (expires.source === 'unknown') return 'No expiry date. Add one to get reminders.'
  const who = expires.source === 'provider' ? 'by the provider' : 'by you'
  return expires.at === undefined ? `Set to never expire ${who}.` : `Date set ${who}.`
}
