/** Answers with a secret: what is sealed of them, and the secret, whole and never a mask. */
import type { Answer } from '../core/ports/provider.ts'
import { Secret } from '../core/ports/secret.ts'
import { notUnderstood, providerFailure } from './failure.ts'

// Stars, dots and ellipses replace hidden characters.
const MARKS = /[*•…]|\.{3}/u
/** Less than one of 10^11 random hexadecimal secrets has a run of this many equal characters. */
const LONG_RUN = /(.)\1{11}/u
const SHORT = 24

/**
 * Whether no real secret looks like `value`, even if its form is correct: one repeated character, or mostly a run of one, as in
 * `1a2b3c4d-0000-0000-0000-000000000000`. Characters that only separate groups do not count.
 */
export function isBlank(value: string): boolean {
  const plain = value.replace(/[\s_-]/g, '').toLowerCase()
  if (/^(.)\1*$/u.test(plain) || LONG_RUN.test(plain)) return true
  const runs = plain.length > SHORT ? [] : (plain.match(/(.)\1{3,}/gu) ?? [])
  return runs.some((run) => run.length * 2 > plain.length)
}

/** Whether `value` replaces a secret that is not shown completely. */
export const isMask = (value: string): boolean => MARKS.test(value) || isBlank(value)

/**
 * Returns `value` unchanged. Throws Failure `provider`: `not-understood` if there is none, `masked-secret` if it is not whole. Both leave the outcome
 * unknown, because the provider has issued a secret. `isMasked`: for a provider whose secrets may contain the usual signs of a mask.
 */
export function readIssuedSecret(value: unknown, status: number, isMasked = isMask): Secret {
  if (typeof value !== 'string' || value.trim() === '') throw notUnderstood(status)
  if (isMasked(value)) throw providerFailure({ why: 'masked-secret', outcome: 'unknown', status })
  return Secret.fromText(value)
}

/** The part of an issuing answer that is sealed, which is all that a later read needs: the body is decoded already. */
export const sealable = ({ status, body, date }: Answer): Answer => ({ status, body, date })
