/** The secret in an answer that hands one out: whole, and never a mask. */
import { Secret } from '../core/ports/secret.ts'
import { notUnderstood, providerFailure } from './failure.ts'

// Stars, dots and ellipses stand for what is not shown.
const MARKS = /[*•…]|\.{3}/u
/** A run of so many equal characters comes by chance in less than one of 10^11 random hexadecimal secrets. */
const LONG_RUN = /(.)\1{11}/u
const SHORT = 24

/**
 * Whether nobody's secret looks like that, however well its form fits: one character all along, or mostly a run of one, as in
 * `1a2b3c4d-0000-0000-0000-000000000000`. What groups characters does not count.
 */
export function isBlank(value: string): boolean {
  const plain = value.replace(/[\s_-]/g, '').toLowerCase()
  if (/^(.)\1*$/u.test(plain) || LONG_RUN.test(plain)) return true
  const runs = plain.length > SHORT ? [] : (plain.match(/(.)\1{3,}/gu) ?? [])
  return runs.some((run) => run.length * 2 > plain.length)
}

/** Whether `value` stands for a secret that is not shown in full. */
export const isMask = (value: string): boolean => MARKS.test(value) || isBlank(value)

/**
 * `value` exactly as it came. Throws Failure `provider`: `not-understood` when there is none, `masked-secret` when it is
 * not whole. Both leave the outcome unknown: something was handed out. `isMasked`: where a provider's secrets may hold what
 * marks a mask elsewhere.
 */
export function readIssuedSecret(value: unknown, status: number, isMasked = isMask): Secret {
  if (typeof value !== 'string' || value.trim() === '') throw notUnderstood(status)
  if (isMasked(value)) throw providerFailure({ why: 'masked-secret', outcome: 'unknown', status })
  return Secret.fromText(value)
}
