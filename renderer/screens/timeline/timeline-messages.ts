/** Messages of the timeline. Its days are UTC. Pure. */
import { capital, KEY_STATES } from '../../../shared/expiry/state-messages.ts'
import { keysText } from '../../messages/counts.ts'
import { lastDayOf, type Span, type Zoom } from './timeline.ts'

const expire = (count: number) => (count === 1 ? 'expires' : 'expire')

const UTC = { timeZone: 'UTC' } as const
const DAY = new Intl.DateTimeFormat(undefined, { ...UTC, day: 'numeric', month: 'short', year: 'numeric' })
const MONTH = new Intl.DateTimeFormat(undefined, { ...UTC, month: 'short' })
const YEAR = new Intl.DateTimeFormat(undefined, { ...UTC, year: 'numeric' })
const MONTH_AND_YEAR = new Intl.DateTimeFormat(undefined, { ...UTC, month: 'short', year: 'numeric' })

const PERIODS: Record<Zoom, string> = {
  '30d': 'in the next 30 days',
  '90d': 'in the next 90 days',
  '12m': 'in the next 12 months',
}

export const ZOOM_CHOICES = [
  ['30d', '30 days'],
  ['90d', '90 days'],
  ['12m', '12 months'],
] as const satisfies readonly (readonly [Zoom, string])[]

/** For example "Dec 1 – 14, 2026", in the system's format. */
const spanWords = (span: Span): string => DAY.formatRange(span.from, lastDayOf(span))

/** January shows its year instead of its name. */
export const monthWords = ({ from }: Span): string =>
  (new Date(from).getUTCMonth() === 0 ? YEAR : MONTH).format(from)

/** Contains the text of {@link monthWords}, since a button's accessible name must contain its visible label. */
const longMonthWords = ({ from }: Span): string => MONTH_AND_YEAR.format(from)

export const MESSAGES = {
  title: 'Timeline',
  zoom: 'Period',
  head: (count: number, zoom: Zoom) => `${keysText(count)} ${expire(count)} ${PERIODS[zoom]}`,
  empty: (zoom: Zoom) => `Nothing expires ${PERIODS[zoom]}`,
  emptyDetail: 'Keys with an expiry date appear here, one mark each.',
  today: 'Today',
  plot: 'Expirations',
  months: 'Months',
  legend: 'Accounts',
  others: 'Other accounts',
  manual: 'Manual keys',
  overlap: 'Overlap ends',
  overlaps: 'Overlaps ending',
  /** Followed by the date. */
  oldKey: (left: string) => `the old one, ${left},`,
  column: (span: Span, count: number) => `${spanWords(span)}: ${keysText(count)} ${expire(count)}`,
  month: (span: Span, count: number) => `${longMonthWords(span)}: ${keysText(count)} ${expire(count)}`,
  hint: 'Select columns or a month to list and replace its keys',
  selected: (span: Span, count: number) => `${keysText(count)} ${expire(count)}, ${spanWords(span)}`,
  replace: (count: number) => `Replace ${keysText(count)}…`,
  clear: 'Clear',
  expired: capital(KEY_STATES.expired),
  next: 'Expiring next',
  columns: ['Date', 'Key', 'Account', 'Time left'],
  restExpired: (count: number) => `${count.toLocaleString()} expired`,
  restLater: (count: number) => `${count.toLocaleString()} later`,
  restNever: (count: number) => `${count.toLocaleString()} never expire`,
  restUnknown: (count: number) => `${count.toLocaleString()} no expiry set`,
} as const
