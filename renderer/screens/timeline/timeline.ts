/** The next twelve months in weeks: which keys expire when. Pure; days and months are UTC, as in the search language. */
import { DAY_MS, expiryOf } from '../../../shared/expiry/expiry.ts'
import { isExpired } from '../../../shared/expiry/expiry-counts.ts'
import type { KeyRow } from '../../../shared/model/model.ts'

export interface Week {
  /** First instant, and the first one after it. */
  readonly from: number
  readonly to: number
  /** In order of expiry. */
  readonly keys: readonly KeyRow[]
}

export interface Month {
  /** Its first instant. */
  readonly at: number
  /** How far into the timeline it begins, from 0 to 1. */
  readonly place: number
}

export interface Timeline {
  readonly from: number
  readonly to: number
  readonly weeks: readonly Week[]
  readonly months: readonly Month[]
  /** Expired, still there and still switched on: the longest ago first. */
  readonly overdue: readonly KeyRow[]
  /** Old keys whose time beside their replacement ends before the plot does, the first to end first; what is overdue too. */
  readonly overlapEnds: readonly OverlapEnd[]
  readonly later: number
  readonly never: number
  readonly unknown: number
  /** The longest column. */
  readonly highest: number
}

export interface OverlapEnd {
  readonly row: KeyRow
  readonly until: number
  /** From 0 to 1; what is overdue stands at 0. */
  readonly place: number
}

const WEEKS = 53
const WEEK_MS = 7 * DAY_MS

const byExpiry = (a: KeyRow, b: KeyRow) => (expiryOf(a) ?? 0) - (expiryOf(b) ?? 0)

export const startOfDay = (at: number) => Math.floor(at / DAY_MS) * DAY_MS

/** Keys that are gone are left out: nothing of theirs expires here any more. `now` is epoch milliseconds UTC. */
export function timelineOf(rows: Iterable<KeyRow>, now: number): Timeline {
  const from = startOfDay(now)
  const to = from + WEEKS * WEEK_MS
  const weeks: KeyRow[][] = Array.from({ length: WEEKS }, () => [])
  const overdue: KeyRow[] = []
  let [later, never, unknown] = [0, 0, 0]
  const present = [...rows].filter(({ goneSince }) => goneSince === undefined)
  for (const row of present) {
    const at = expiryOf(row)
    if (at === undefined) {
      if (row.expires.source === 'unknown') unknown += 1
      else never += 1
    } else if (at <= now) {
      if (isExpired(row, now)) overdue.push(row)
    } else if (at >= to) later += 1
    else weeks[Math.floor((at - from) / WEEK_MS)]?.push(row)
  }
  return {
    from,
    to,
    weeks: weeks.map((keys, index) => weekOf(keys.sort(byExpiry), from + index * WEEK_MS)),
    months: monthsBetween(from, to),
    overdue: overdue.sort(byExpiry),
    overlapEnds: present.flatMap((row) => overlapEnd(row, now, { from, to })).sort(byUntil),
    later,
    never,
    unknown,
    highest: Math.max(...weeks.map((keys) => keys.length)),
  }
}

/** Told once for both keys: at the old one, or at the one key whose old value works on. */
function overlapEnd(row: KeyRow, now: number, { from, to }: Pick<Timeline, 'from' | 'to'>): OverlapEnd[] {
  const { id, overlap } = row
  if (overlap === undefined || (overlap.role === 'new' && overlap.other !== id)) return []
  const { until } = overlap
  return until < to ? [{ row, until, place: until <= now ? 0 : (until - from) / (to - from) }] : []
}

const byUntil = (one: OverlapEnd, other: OverlapEnd) => one.until - other.until

const weekOf = (keys: readonly KeyRow[], from: number): Week => ({ from, to: from + WEEK_MS, keys })

function monthsBetween(from: number, to: number): readonly Month[] {
  const first = new Date(from)
  const starts = Array.from({ length: 14 }, (_, index) =>
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1),
  )
  return starts.filter((at) => at >= from && at < to).map((at) => ({ at, place: (at - from) / (to - from) }))
}

const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The search that finds a week's keys: its first and last day; of today, only what is still to come. */
export function weekQuery({ from, to }: Week, timeline: Pick<Timeline, 'from'>): string {
  const days = `expires:${isoDay(from)}..${isoDay(to - DAY_MS)}`
  return from === timeline.from ? `${days} expires:>0h -is:gone` : `${days} -is:gone`
}

/** The search for everything that ends before the plot does, what has ended already included. */
export function untilQuery({ to }: Pick<Timeline, 'to'>): string {
  return `expires:<${isoDay(to)} -is:gone`
}

/** The search for what expires after the plot's end. */
export function laterQuery({ to }: Pick<Timeline, 'to'>): string {
  return `expires:>=${isoDay(to)} -is:gone`
}

export const OVERDUE_QUERY = 'is:expired'
export const NEVER_QUERY = 'expires:never -is:gone'
export const UNKNOWN_QUERY = 'expires:unknown -is:gone'
