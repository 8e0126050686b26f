/** The secret in an answer that hands one out. */
import { Secret } from '../core/secret.ts'
import { notUnderstood, providerFailure } from './failure.ts'

// Stars, dots and ellipses stand for what is not shown; a run of one character is nobody's secret.
const MASK = /[*•…]|\.{3}|^(.)\1*$/u

/**
 * `value` exactly as it came. Throws Failure `provider`: `not-understood` when there is none, `masked-secret` when it is
 * not whole. Both leave the outcome unknown: something was handed out.
 */
export function readIssuedSecret(value: unknown, status: number): Secret {
  if (typeof value !== 'string' || value.trim() === '') throw notUnderstood(status)
  if (MASK.test(value)) throw providerFailure({ why: 'masked-secret', outcome: 'unknown', status })
  return Secret.fromText(value)
}
