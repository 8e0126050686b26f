/** Computes which keys expire when in one of three periods, and the columns of the plot. Pure. Days and months are UTC, as in searches. */
import { DAY_MS, expiryOf } from '../../../shared/expiry/expiry.ts'
import { isExpired } from '../../../shared/expiry/expiry-counts.ts'
import { isInactive } from '../../../shared/expiry/key-groups.ts'
import type { KeyRow } from '../../../shared/model/model.ts'

/** The number of days in each period. */
const ZOOMS = { '30d': 30, '90d': 90, '12m': 365 } as const
export type Zoom = keyof typeof ZOOMS

/** From `from` (inclusive) to `to` (exclusive), epoch milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Column extends Span {
  /** In order of expiry. */
  readonly keys: readonly KeyRow[]
}

export interface Timeline extends Span {
  /** Keys that expire in the period, in order of expiry. */
  readonly upcoming: readonly KeyRow[]
  /** Expired keys that still exist and are enabled, in order of expiry. */
  readonly overdue: readonly KeyRow[]
  /** Old keys whose overlap ends before the plot does, in order of that end. Includes overdue overlaps. */
  readonly overlapEnds: readonly OverlapEnd[]
  readonly later: number
  readonly never: number
  readonly unknown: number
}

export interface OverlapEnd {
  readonly row: KeyRow
  readonly until: number
  /** From 0 to 1; 0 for overdue overlaps. */
  readonly place: number
}

const byExpiry = (a: KeyRow, b: KeyRow) => (expiryOf(a) ?? 0) - (expiryOf(b) ?? 0)

const startOfDay = (at: number) => Math.floor(at / DAY_MS) * DAY_MS

/**
 * Leaves out keys that are deleted, disabled or frozen at their provider: they do not work, so nothing ends with their date. `now`: epoch
 * milliseconds UTC.
 */
export function timelineOf(rows: Iterable<KeyRow>, now: number, zoom: Zoom): Timeline {
  const from = startOfDay(now)
  const to = from + ZOOMS[zoom] * DAY_MS
  const upcoming: KeyRow[] = []
  const overdue: KeyRow[] = []
  let [later, never, unknown] = [0, 0, 0]
  const present = [...rows].filter(({ goneSince }) => goneSince === undefined)
  for (const row of present) {
    if (isInactive(row)) continue
    const at = expiryOf(row)
    if (at === undefined) {
      if (row.expires.source === 'unknown') unknown += 1
      else never += 1
    } else if (at <= now) {
      if (isExpired(row, now)) overdue.push(row)
    } else if (at >= to) later += 1
    else upcoming.push(row)
  }
  return {
    from,
    to,
    upcoming: upcoming.sort(byExpiry),
    overdue: overdue.sort(byExpiry),
    overlapEnds: present.flatMap((row) => overlapEnd(row, now, { from, to })).sort(byUntil),
    later,
    never,
    unknown,
  }
}

/** Lists each overlap once for both keys: at the old key, or at the single key whose old value stays active. */
function overlapEnd(row: KeyRow, now: number, plot: Span): OverlapEnd[] {
  const { id, overlap } = row
  if (overlap === undefined || (overlap.role === 'new' && overlap.other !== id)) return []
  const { until } = overlap
  return until < plot.to ? [{ row, until, place: until <= now ? 0 : placeIn(plot, until) }] : []
}

const byUntil = (one: OverlapEnd, other: OverlapEnd) => one.until - other.until

/** The position of an instant in the span, from 0 to 1. */
export const placeIn = ({ from, to }: Span, at: number): number => (at - from) / (to - from)

/** A narrower column is hard to hit (WCAG 2.5.8). */
export const LEAST_COLUMN_PX = 24
const BUCKET_DAYS = [1, 2, 3, 7, 14, 28, 56]

/** Columns of as few days as keep each one wide enough to press. The last one also takes a remainder that is too narrow for its own column. */
export function columnsOf({ from, to, upcoming }: Timeline, widthPx: number): readonly Column[] {
  const days = (to - from) / DAY_MS
  const fits = (bucket: number) => widthPx / Math.ceil(days / bucket) >= LEAST_COLUMN_PX
  const bucket = BUCKET_DAYS.find(fits) ?? days
  const isRestWide = ((days % bucket) * widthPx) / days >= LEAST_COLUMN_PX
  const count = isRestWide ? Math.ceil(days / bucket) : Math.floor(days / bucket)
  const columns: KeyRow[][] = Array.from({ length: count }, () => [])
  for (const row of upcoming) {
    const index = Math.floor(((expiryOf(row) ?? 0) - from) / (bucket * DAY_MS))
    columns[Math.min(index, count - 1)]?.push(row)
  }
  const startOf = (index: number) => (index === count ? to : from + index * bucket * DAY_MS)
  return columns.map((keys, index) => ({ from: startOf(index), to: startOf(index + 1), keys }))
}

/** The months that the plot shows. The first and the last are cut to the plot. */
export function monthsOf({ from, to }: Span): readonly Span[] {
  const first = new Date(from)
  const starts = Array.from({ length: 14 }, (_, index) =>
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1),
  )
  return starts
    .map((start, index) => ({ from: Math.max(start, from), to: Math.min(starts[index + 1] ?? to, to) }))
    .filter((month) => month.from < month.to)
}

/** Keys that expire in a part of the plot. */
export const keysIn = ({ upcoming }: Timeline, { from, to }: Span): readonly KeyRow[] =>
  upcoming.filter((row) => {
    const at = expiryOf(row) ?? 0
    return at >= from && at < to
  })

export const lastDayOf = ({ to }: Span): number => to - DAY_MS

const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Leaves out what the timeline leaves out. */
const ACTIVE = '-is:gone -is:disabled -is:frozen'

/** The search for the keys of a span, by its first and last day. If the span begins today, only keys that have not expired yet. */
export function spanQuery(span: Span, { from }: Pick<Timeline, 'from'>): string {
  const days = `expires:${isoDay(span.from)}..${isoDay(lastDayOf(span))}`
  return span.from === from ? `${days} expires:>0h ${ACTIVE}` : `${days} ${ACTIVE}`
}

/** The search for keys that expire after the end of the plot. */
export function laterQuery({ to }: Pick<Timeline, 'to'>): string {
  return `expires:>=${isoDay(to)} ${ACTIVE}`
}

export const OVERDUE_QUERY = 'is:expired'
export const NEVER_QUERY = `expires:never ${ACTIVE}`
export const UNKNOWN_QUERY = `expires:unknown ${ACTIVE}`
