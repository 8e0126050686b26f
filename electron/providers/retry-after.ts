/** Reads when a provider allows the next attempt. */
import type { Instant } from '../../shared/model/model.ts'

// A longer wait is not a meaningful value.
const LONGEST_WAIT_MS = 31 * 24 * 60 * 60 * 1000

/**
 * The `Retry-After` header (RFC 9110: whole seconds, or a date) as an instant of this machine's clock. A date is on the provider's clock, so the
 * answer's own `Date` is subtracted first.
 */
export function readRetryAfter(
  header: string | undefined,
  now: Instant,
  date: Instant | undefined,
): Instant | undefined {
  const waitMs = header === undefined ? undefined : readWait(header.trim(), date ?? now)
  return waitMs === undefined || waitMs > LONGEST_WAIT_MS ? undefined : now + Math.max(0, waitMs)
}

/** When the next attempt is allowed, by the headers of a refusal: `Retry-After`, and where a limit was reached the start of the next period. */
export const readRetryAt = (
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  now: Instant,
  date: Instant | undefined,
): Instant | undefined =>
  readRetryAfter(headers['retry-after'], now, date) ??
  (status === 429
    ? readRateLimitReset(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'], now, date)
    : undefined)

// Smaller numbers are seconds from now; this many seconds from now would be thirty years.
const LEAST_EPOCH_S = 1_000_000_000

/**
 * The header that says when a rate limit begins anew (`X-RateLimit-Reset`, `RateLimit-Reset`) as an instant of this machine's clock. Vendors write
 * seconds from now, or seconds since 1970 on their own clock.
 */
export function readRateLimitReset(
  header: string | undefined,
  now: Instant,
  date: Instant | undefined,
): Instant | undefined {
  const text = header?.trim() ?? ''
  if (!/^\d{1,12}$/.test(text)) return undefined
  const seconds = Number(text)
  const waitMs = seconds * 1000 - (seconds < LEAST_EPOCH_S ? 0 : (date ?? now))
  return waitMs > LONGEST_WAIT_MS ? undefined : now + Math.max(0, waitMs)
}

function readWait(text: string, from: Instant): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const at = readHttpDate(text)
  return at === undefined ? undefined : at - from
}

/** An HTTP date ("Tue, 15 Nov 1994 08:12:31 GMT") as epoch milliseconds. */
export function readHttpDate(text: string | undefined): Instant | undefined {
  if (text === undefined || !/^[A-Za-z]{3,9},? .*\d/.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}
