/** The groups of the list by urgency, and the tone of a date. Pure; times are epoch milliseconds UTC. */
import { DAY_MS, expiryOf, type Dated } from './expiry.ts'

/** In the order of the list. */
export const KEY_GROUPS = ['act-now', 'this-week', 'this-month', 'later', 'no-date', 'inactive'] as const
export type KeyGroup = (typeof KEY_GROUPS)[number]

const ACT_DAYS = 3
const WARN_DAYS = 14
/** A key joins a group this number of days before its expiry. */
const BORDERS: readonly (readonly [group: KeyGroup, days: number])[] = [
  ['act-now', ACT_DAYS],
  ['this-week', 7],
  ['this-month', 30],
]

/** Deleted or switched off at its provider: the key is not expected to work. */
export const isInactive = ({ goneSince, switch: state }: Pick<Dated, 'goneSince' | 'switch'>): boolean =>
  goneSince !== undefined || state === 'disabled' || state === 'frozen'

/** An expired key that is still switched on needs the user now. A key that never expires has no date, like a key whose expiry is unknown. */
export const groupOf = (key: Dated, now: number): KeyGroup => KEY_GROUPS[groupRank(key, now)] ?? 'inactive'

const BORDERS_MS = BORDERS.map(([, days]) => days * DAY_MS)
const RANKS = {
  later: KEY_GROUPS.indexOf('later'),
  noDate: KEY_GROUPS.indexOf('no-date'),
  inactive: KEY_GROUPS.indexOf('inactive'),
}

/** The place of the key's group among {@link KEY_GROUPS}. A sort calls it several times for each key. */
export function groupRank(key: Dated, now: number): number {
  if (isInactive(key)) return RANKS.inactive
  const at = expiryOf(key)
  if (at === undefined) return RANKS.noDate
  const rank = BORDERS_MS.findIndex((border) => at - now <= border)
  return rank === -1 ? RANKS.later : rank
}

/** The first instant after `now` at which time alone moves a key: into another group, or behind the keys of its group that still work. */
export function nextGroupChange(key: Dated, now: number): number | undefined {
  const at = isInactive(key) ? undefined : expiryOf(key)
  if (at === undefined) return undefined
  const borders = [0, ...BORDERS.map(([, days]) => days)].map((days) => at - days * DAY_MS)
  const next = Math.min(...borders.filter((border) => border > now))
  return next === Infinity ? undefined : next
}

export type ExpiryTone = 'bad' | 'warn' | 'soft'

/** Red from three days before the date on, amber for the last two weeks; an inactive key has no tone. */
export function expiryTone(key: Dated, now: number): ExpiryTone {
  const at = isInactive(key) ? undefined : expiryOf(key)
  if (at === undefined) return 'soft'
  const days = (at - now) / DAY_MS
  if (days <= ACT_DAYS) return 'bad'
  return days <= WARN_DAYS ? 'warn' : 'soft'
}
