/** Messages of the date field. Pure. */
import type { DateProblem } from './date-text.ts'

export const DATE_PROBLEMS: Record<DateProblem | 'past', string> = {
  unreadable: 'Enter a date such as 90d, Dec 31 or 2027-01-15.',
  'two-digit-year': 'Write the year with four digits, such as 2027-01-15.',
  'two-readings': 'This can be read in two ways. Write it as 2027-01-15 (year-month-day).',
  'no-such-day': 'There is no such day.',
  'no-such-time': 'There is no such time. Enter 00:00 to 23:59.',
  past: 'Choose a date in the future.',
}

export const DATE_MESSAGES = {
  placeholder: '90d, Dec 31 or 2027-01-15',
  calendar: (label: string) => `${label}: open the calendar`,
  calendarTitle: (label: string) => `${label}: calendar`,
  previous: 'Previous month',
  next: 'Next month',
  time: (label: string) => `${label}: time`,
  /** The label of a button that sets the date to a given time from now. */
  step: (label: string, length: string) => `${label}: in ${length}`,
  addTime: 'Add a time',
  noTime: 'No time',
  none: 'No date',
  hasPassed: 'This date is in the past',
  /** The meaning of a date: the day in words, and the time until or since then. */
  meaning: (day: string, relative: string) => `${day} · ${relative}`,
} as const

export const DATE_STEPS = [
  ['30 days', 30],
  ['90 days', 90],
  ['1 year', 365],
] as const

const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
const DAY_TEXT = new Intl.DateTimeFormat(undefined, DAY)
const TIME_TEXT = new Intl.DateTimeFormat(undefined, { ...DAY, hour: '2-digit', minute: '2-digit' })

/** "Thu, Dec 31, 2026", followed by the time if `hasTime`. `at` is epoch milliseconds UTC. */
export const dateWords = (at: number, hasTime: boolean): string => (hasTime ? TIME_TEXT : DAY_TEXT).format(at)
