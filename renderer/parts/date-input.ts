/** What a date field holds: its text read by the rules of the field, and the value that it stands for. Pure. */
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
  /** Main's clock, epoch milliseconds UTC. */
  readonly now: Instant
  readonly edge: DayEdge
  /** What a date that has passed is. */
  readonly past: 'refused' | 'flagged' | 'fine'
}

export interface DateInput {
  readonly date: LocalDate | undefined
  /** When it is; also where it is refused. */
  readonly at: Instant | undefined
  readonly problem: DateProblem | 'past' | undefined
  /** A date that has passed is to be seen as one. */
  readonly isFlagged: boolean
  /** What the form gets: `undefined` for an empty field, `NaN` for what is no date or is refused. */
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

/** The text for a value; empty for none, and for what no calendar can show. */
export function inputText(value: number | undefined, { zone, edge }: DateRules): string {
  const date = value === undefined ? undefined : dateOfInstant(value, zone, edge)
  return date === undefined ? '' : dateText(date)
}
