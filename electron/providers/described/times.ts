/** Times in the one unit of a description. Keyhold does not guess other units: such a value cannot be read. */
import type { Instant } from '../../../shared/model/model.ts'
import type { TimeUnit } from '../../../shared/model/provider-description.ts'
import { readInstant, writeInstant } from '../times.ts'

/** The last instant with four digits for the year. */
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59)

/** `undefined`: there is none, or it cannot be read. A date without a time is 00:00 UTC of that day. */
export function readTime(value: unknown, unit: TimeUnit): Instant | undefined {
  if (unit === 'iso') return typeof value === 'string' ? readInstant(value) : undefined
  const number = typeof value === 'string' && /^\d{1,16}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return undefined
  const at = Math.trunc(unit === 'seconds' ? number * 1_000 : number)
  return at <= LAST ? at : undefined
}

/** When a key ends: `{}` without an end (no value), `undefined` if there is one that cannot be read. */
export function readEndIn(value: unknown, unit: TimeUnit): { readonly at?: Instant } | undefined {
  if (value === undefined || value === null || value === '') return {}
  const at = readTime(value, unit)
  return at === undefined ? undefined : { at }
}

/** The form of requests: whole seconds, in the unit. */
export function writeTime(at: Instant, unit: TimeUnit): string | number {
  const seconds = Math.trunc(at / 1_000)
  if (unit === 'iso') return writeInstant(seconds * 1_000)
  return unit === 'seconds' ? seconds : seconds * 1_000
}
