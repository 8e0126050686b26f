/**
 * Parses a date in common notations, and formats a date so that it parses back to the same. Pure: the caller passes the clock and time zone.
 *
 * Accepted: `90d`, `in 3 months`, `today`, `2027-01-15`, `Dec 31`, `31 December 2027`, `31.12.2027`, each with or without a time of day,
 * and `2027-01-15T09:30:00Z`. A date without a year is the next such day. A two-digit year and an ambiguous date are refused.
 * A local time that a clock change skips moves forward by the skipped hour; of a time that occurs twice, the first is used.
 */
import {
  CalendarDate,
  fromAbsolute,
  parseAbsolute,
  Time,
  toCalendarDate,
  toCalendarDateTime,
  toTime,
  toZoned,
  type DateDuration,
} from '@internationalized/date'

export type DateProblem = 'unreadable' | 'two-digit-year' | 'two-readings' | 'no-such-day' | 'no-such-time'

/** A day and, if given, a time of day, in local wall time. */
export interface LocalDate {
  readonly day: CalendarDate
  readonly time: Time | undefined
}

export type ReadDate =
  { readonly is: 'date'; readonly date: LocalDate } | { readonly is: 'problem'; readonly why: DateProblem }

/** Whether a day without a time means the start of its first or of its last minute. */
export type DayEdge = 'start' | 'end'

const EDGES: Record<DayEdge, Time> = { start: new Time(0, 0), end: new Time(23, 59) }

/** Epoch milliseconds UTC. */
export function instantOfDate({ day, time }: LocalDate, zone: string, edge: DayEdge): number {
  return toZoned(toCalendarDateTime(day, time ?? EDGES[edge]), zone, 'compatible')
    .toDate()
    .getTime()
}

/** The local date of an instant; without a time if the time is that of `edge`. `undefined` outside the years 1 to 9999. */
export function dateOfInstant(at: number, zone: string, edge: DayEdge): LocalDate | undefined {
  if (!(at >= FIRST_INSTANT && at <= LAST_INSTANT)) return undefined
  const local = fromAbsolute(at, zone)
  const day = toCalendarDate(local)
  const isEdge = instantOfDate({ day, time: undefined }, zone, edge) === at
  return { day, time: isEdge ? undefined : toTime(local) }
}

/** `2027-01-15`, or `2027-01-15 09:30`; with seconds only if they are not zero. */
export function dateText({ day, time }: LocalDate): string {
  if (time === undefined) return day.toString()
  const [hours, minutes, seconds] = [time.hour, time.minute, time.second].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${day.toString()} ${hours}:${minutes}${time.second === 0 ? '' : `:${seconds}`}`
}

/** Parses a text. `today` is the current day in `zone`. */
export function readDate(text: string, today: CalendarDate, zone: string): ReadDate {
  const plain = text.trim().replace(/\s+/g, ' ').toLowerCase()
  const absolute = readAbsolute(plain, zone)
  if (absolute !== undefined) return absolute
  const [, words = '', clock] = WITH_TIME.exec(plain) ?? [undefined, plain]
  const day = readDay(words.replace(/,/g, ' ').replace(/\s+/g, ' ').trim(), today)
  if (typeof day === 'string') return { is: 'problem', why: day }
  if (clock === undefined) return { is: 'date', date: { day, time: undefined } }
  const time = readTime(clock)
  return time === undefined ? { is: 'problem', why: 'no-such-time' } : { is: 'date', date: { day, time } }
}

const MOST_YEAR = 9_999
/** The first and last instant that are in the years 1 to 9999 in every time zone. */
const FIRST_INSTANT = new Date('0001-01-02T00:00:00Z').getTime()
const LAST_INSTANT = new Date('9999-12-30T00:00:00Z').getTime()
const WITH_TIME = /^(.+?)(?:,? (?:at )?|t)(\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)$/

/** Parses an exact instant with a time zone, the notation of providers. */
function readAbsolute(plain: string, zone: string): ReadDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}.*(?:z|[+-]\d{2}:?\d{2})$/.test(plain)) return undefined
  try {
    const exact = plain
      .toUpperCase()
      .replace(' ', 'T')
      .replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
    const withSeconds = exact.replace(/T(\d{2}:\d{2})(?=Z|[+-])/, 'T$1:00')
    const local = parseAbsolute(withSeconds, zone)
    return { is: 'date', date: { day: toCalendarDate(local), time: toTime(local).set({ millisecond: 0 }) } }
  } catch {
    return { is: 'problem', why: 'unreadable' }
  }
}

function readTime(clock: string): Time | undefined {
  const [, hours = '', minutes = '', seconds = '0', half] =
    /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap]m))?$/.exec(clock) ?? []
  const hour = half === undefined ? Number(hours) : ofHalfDay(Number(hours), half)
  if (hour === undefined || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  return new Time(hour, Number(minutes), Number(seconds))
}

/** 12 am is midnight, 12 pm is noon. */
function ofHalfDay(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

type Day = CalendarDate | DateProblem

function readDay(words: string, today: CalendarDate): Day {
  return readRelative(words, today) ?? readNumbers(words) ?? readNamed(words, today) ?? 'unreadable'
}

const UNITS: readonly (readonly [RegExp, (count: number) => DateDuration])[] = [
  [/^d(?:ays?)?$/, (days) => ({ days })],
  [/^w(?:eeks?)?$/, (weeks) => ({ weeks })],
  [/^mo(?:nths?)?$/, (months) => ({ months })],
  [/^y(?:ears?)?$/, (years) => ({ years })],
]

function readRelative(words: string, today: CalendarDate): Day | undefined {
  if (words === 'today') return today
  if (words === 'tomorrow') return today.add({ days: 1 })
  const [, count, unit = ''] = /^(?:\+ ?|in )?(\d{1,5}) ?([a-z]+)$/.exec(words) ?? []
  const duration = UNITS.find(([name]) => name.test(unit))?.[1]
  if (count === undefined || duration === undefined) return undefined
  const day = today.add(duration(Number(count)))
  return day.year >= MOST_YEAR ? 'no-such-day' : day // the library limits a later sum to the last day of that year
}

function readNumbers(words: string): Day | undefined {
  const parts = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(words)
  if (parts === null) return undefined
  const [, first = '', sign, second = '', third = ''] = parts
  if (first.length === 4) return third.length > 2 ? 'unreadable' : dayOf(first, second, third)
  if (third.length !== 4) return 'two-digit-year'
  if (first.length > 2) return 'unreadable'
  if (sign === '.') return dayOf(third, second, first)
  return eitherOrder(third, first, second)
}

/** `13/2` can only be day and month; `2/3` can be either order. */
function eitherOrder(year: string, first: string, second: string): Day {
  if (first === second || Number(second) > 12) return dayOf(year, first, second)
  return Number(first) > 12 ? dayOf(year, second, first) : 'two-readings'
}

function dayOf(year: string | number, month: string | number, day: string | number): Day {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (y < 1 || y > MOST_YEAR) return 'no-such-day'
  const date = new CalendarDate(y, m, d) // moves a day that does not exist to the nearest one that does
  return date.month === m && date.day === d ? date : 'no-such-day'
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const FULL_MONTHS =
  'january february march april may june july august september october november december'.split(' ')

/** Accepts at least three letters: `dec`, `sept`, `december`. */
function monthOf(word: string): number | undefined {
  const month = MONTHS.indexOf(word.slice(0, 3))
  return month >= 0 && FULL_MONTHS[month]?.startsWith(word) === true ? month + 1 : undefined
}

const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]+)\.?(?: (\d+))?$/
const MONTH_FIRST = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d+))?$/

function readNamed(words: string, today: CalendarDate): Day | undefined {
  const [, day = '', named, year] = DAY_FIRST.exec(words) ?? swapped(MONTH_FIRST.exec(words))
  const month = named === undefined ? undefined : monthOf(named)
  if (month === undefined) return undefined
  if (year === undefined) return nextOf(month, Number(day), today)
  return year.length === 4 ? dayOf(year, month, day) : 'two-digit-year'
}

const swapped = (found: RegExpExecArray | null): readonly (string | undefined)[] =>
  found === null ? [] : [found[0], found[2], found[1], found[3]]

/** Leap days are at most eight years apart (1896 to 1904). */
const MOST_YEARS_APART = 8

/** The next occurrence of a day and month, from today on. */
function nextOf(month: number, day: number, today: CalendarDate): Day {
  for (let year = today.year; year <= today.year + MOST_YEARS_APART; year += 1) {
    const found = dayOf(year, month, day)
    if (typeof found !== 'string' && found.compare(today) >= 0) return found
  }
  return 'no-such-day'
}
