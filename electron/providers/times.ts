/** Reads and writes times in the providers' forms. */
import type { Instant } from '../../shared/model/model.ts'

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i
/** The end of the year 9999, in seconds. Numbers below this are seconds: as milliseconds they would be before 1978, and no key is that old. */
const SECONDS_BELOW = 253_402_300_800
/** The last instant that can be written with four digits for the year. */
const LAST_MS = SECONDS_BELOW * 1_000 - 1

/**
 * Epoch milliseconds of an ISO 8601 text or an epoch number; `undefined` for anything else, including dates that do not exist. A time without a zone
 * is UTC (RIPE Atlas samples of 2016). Digits beyond milliseconds are cut.
 */
export function readInstant(value: unknown): Instant | undefined {
  if (typeof value === 'number') return ofNumber(value)
  return typeof value === 'string' ? ofText(value.trim()) : undefined
}

/** The end of a validity. A missing one means "never"; one that cannot be read does not, and becomes `undefined`. */
export function readEnd(value: unknown): { readonly at?: Instant } | undefined {
  if (value === undefined || value === null) return {}
  const at = readInstant(value)
  return at === undefined ? undefined : { at }
}

/** The form of requests: UTC, in whole seconds if there is nothing finer. */
export function writeInstant(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

function ofNumber(value: number): Instant | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined
  const at = Math.trunc(value < SECONDS_BELOW ? value * 1000 : value)
  return at <= LAST_MS ? at : undefined
}

function ofText(text: string): Instant | undefined {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = (match.slice(1, 7) as (string | undefined)[]).map((part) =>
    Number(part ?? 0),
  ) as Fields
  if (hour > 23 || minute > 59 || second > 60) return undefined
  // A leap second counts as the second before it.
  const at = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59))
  if (!isOnCalendar(at, year, month, day)) return undefined
  const millis = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'))
  return at + millis - offsetMs(match[8])
}

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number]

// Date.UTC turns 30 February into 2 March.
function isOnCalendar(at: number, year: number, month: number, day: number): boolean {
  const date = new Date(at)
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function offsetMs(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? '')
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}

// A Date header has whole seconds only, and a call takes some time; a smaller difference is not worth showing.
const SKEW_WORTH_TELLING_MS = 120_000

/** This machine's clock minus the provider's in milliseconds, if the difference is over two minutes either way. */
export function clockSkew(now: Instant, date: Instant | undefined): number | undefined {
  const skewMs = date === undefined ? 0 : now - date
  return Math.abs(skewMs) > SKEW_WORTH_TELLING_MS ? skewMs : undefined
}
