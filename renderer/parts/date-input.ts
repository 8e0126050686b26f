/** Parses the text of a date field by the field's rules, and computes the field's value. Pure. */
import { fromAbsolute, toCalendarDate, type CalendarDate } from '@internationalized/date'
import type { Instant } from '../../shared/model/model.ts'
import {
  dateOfInstant,
  dateText,
  instantOfDate,
  readDate,
  type DateProblem,
  type DayEdge,
  type LocalDate,
} from './date-text.ts'

export interface DateRules {
  readonly zone: string
  /** The main process's clock, epoch milliseconds UTC. */
  readonly now: Instant
  readonly edge: DayEdge
  /** How a date that has passed is treated. */
  readonly past: 'refused' | 'flagged' | 'fine'
}

export interface DateInput {
  readonly date: LocalDate | undefined
  /** The instant of the date, also if the date is refused. */
  readonly at: Instant | undefined
  readonly problem: DateProblem | 'past' | undefined
  /** Whether the date has passed and must be marked as passed. */
  readonly isFlagged: boolean
  /** The value for the form: `undefined` for an empty field, `NaN` for a text that is not a date or a date that is refused. */
  readonly value: number | undefined
}

export const todayIn = ({ zone, now }: Pick<DateRules, 'zone' | 'now'>): CalendarDate =>
  toCalendarDate(fromAbsolute(now, zone))

const EMPTY: DateInput = {
  date: undefined,
  at: undefined,
  problem: undefined,
  isFlagged: false,
  value: undefined,
}

export function readInput(text: string, rules: DateRules): DateInput {
  if (text.trim() === '') return EMPTY
  const read = readDate(text, todayIn(rules), rules.zone)
  if (read.is === 'problem') return { ...EMPTY, problem: read.why, value: Number.NaN }
  const at = instantOfDate(read.date, rules.zone, rules.edge)
  const past = at <= rules.now ? rules.past : 'fine'
  const isRefused = past === 'refused'
  return {
    date: read.date,
    at,
    problem: isRefused ? 'past' : undefined,
    isFlagged: past === 'flagged',
    value: isRefused ? Number.NaN : at,
  }
}

/** The text for a value; empty for `undefined` and for an instant outside the years 1 to 9999. */
export function inputText(value: number | undefined, { zone, edge }: DateRules): string {
  const date = value === undefined ? undefined : dateOfInstant(value, zone, edge)
  return date === undefined ? '' : dateText(date)
}
