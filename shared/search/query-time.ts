/** Parses the times of the search language: `<30d`, `>2026-12-01`, `2026-12`, `2026-12-01..2027-01-31`. Days are UTC. */
import { DAY_MS, HOUR_MS } from '../expiry/expiry.ts'
import type { When } from './query-language.ts'

const UNIT_MS: Readonly<Record<string, number>> = {
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
  mo: 30 * DAY_MS,
  y: 365 * DAY_MS,
}
const LENGTH = /^([<>]?)=?(\d{1,6})(h|d|w|mo|y)$/
const POINT = /^([<>]?)(=?)(\d{4}(?:-\d{2}){0,2})$/
const RANGE = /^(\d{4}(?:-\d{2}){0,2})\.\.(\d{4}(?:-\d{2}){0,2})$/

/** `undefined` if the text is not a time. A length without a sign means `<`. */
export function readWhen(text: string): When | undefined {
  return readLength(text) ?? readPoint(text) ?? readRange(text)
}

function readLength(text: string): When | undefined {
  const [, sign, count, unit] = LENGTH.exec(text) ?? []
  const unitMs = unit === undefined ? undefined : UNIT_MS[unit]
  if (unitMs === undefined) return undefined
  return { kind: sign === '>' ? 'beyond' : 'within', ms: Number(count) * unitMs }
}

function readPoint(text: string): When | undefined {
  const [, sign, equal, date] = POINT.exec(text) ?? []
  const span = date === undefined ? undefined : spanOf(date)
  if (span === undefined) return undefined
  const [start, end] = span
  if (sign === '<') return { kind: 'between', from: -Infinity, to: equal === '=' ? end : start }
  if (sign === '>') return { kind: 'between', from: equal === '=' ? start : end, to: Infinity }
  return { kind: 'between', from: start, to: end }
}

function readRange(text: string): When | undefined {
  const [, first, last] = RANGE.exec(text) ?? []
  const [start, end] = [first, last].map((date) => (date === undefined ? undefined : spanOf(date)))
  if (start === undefined || end === undefined || end[1] <= start[0]) return undefined
  return { kind: 'between', from: start[0], to: end[1] }
}

/** The first instant of a year, month or day and the first instant after it; `undefined` for a day that does not exist. */
function spanOf(date: string): readonly [start: number, end: number] | undefined {
  const [year = 0, month, day] = date.split('-').map(Number)
  const start = Date.UTC(year, (month ?? 1) - 1, day ?? 1)
  const real = new Date(start)
  if (month !== undefined && real.getUTCMonth() + 1 !== month) return undefined
  if (day !== undefined && real.getUTCDate() !== day) return undefined
  if (day !== undefined) return [start, start + DAY_MS]
  return [start, month === undefined ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1)]
}
