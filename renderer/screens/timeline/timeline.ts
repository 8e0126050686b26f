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
const BUCKET_DAYS = [1, 2, 3, 7, 14]
const BUCKET_MONTHS = [1, 2, 3, 6]

/**
 * Columns of as few days as keep each one wide enough to press; where two weeks are too narrow, columns of months, so that a column and the month
 * below it count the same keys. A rest at either end that is too narrow for its own column belongs to the column beside it.
 */
export function columnsOf(timeline: Timeline, widthPx: number): readonly Column[] {
  const { from, to, upcoming } = timeline
  const fits = (span: Span) => ((span.to - span.from) * widthPx) / (to - from) >= LEAST_COLUMN_PX - 1e-6
  const choices = [
    ...BUCKET_DAYS.map((days) => daysOf(timeline, days)),
    ...BUCKET_MONTHS.map((months) => inGroups(monthsOf(timeline), months)),
  ]
  const spans = choices
    .map((choice) => withoutRests(choice, fits))
    .find((choice) => choice.length > 0 && choice.every(fits))
  const columns = (spans ?? [{ from, to }]).map((span) => ({ ...span, keys: [] as KeyRow[] }))
  let index = 0
  for (const row of upcoming) {
    while ((expiryOf(row) ?? 0) >= (columns[index]?.to ?? Infinity)) index += 1
    columns[index]?.keys.push(row)
  }
  return columns
}

/** The last of these spans is shorter where `days` does not divide the period. */
const daysOf = ({ from, to }: Span, days: number): readonly Span[] =>
  Array.from({ length: Math.ceil((to - from) / (days * DAY_MS)) }, (_, index) => ({
    from: from + index * days * DAY_MS,
    to: Math.min(to, from + (index + 1) * days * DAY_MS),
  }))

const inGroups = (spans: readonly Span[], size: number): readonly Span[] =>
  spans
    .filter((_, index) => index % size === 0)
    .map(({ from, to }, group) => ({
      from,
      to: spans[group * size + size - 1]?.to ?? spans.at(-1)?.to ?? to,
    }))

/** Joins the first and the last of these spans, where they do not fit, with those beside them. */
function withoutRests(spans: readonly Span[], fits: (span: Span) => boolean): readonly Span[] {
  const isRest = (span: Span, index: number) => (index === 0 || index === spans.length - 1) && !fits(span)
  const kept = spans.filter((span, index) => !isRest(span, index))
  return kept.map(({ from, to }, index) => ({
    from: index === 0 ? (spans[0]?.from ?? from) : from,
    to: index === kept.length - 1 ? (spans.at(-1)?.to ?? to) : to,
  }))
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
