/** Shared by drafts of a key that is like an existing one: names that fit a form's field, and a validity of the same length. */
import { cut } from '../../shared/model/characters.ts'
import { intendedLifetime } from '../../shared/expiry/lifetime.ts'
import type { Instant } from '../../shared/model/model.ts'
import type { RemoteKey } from '../core/ports/provider.ts'
import type { Failure } from '../../shared/contract/errors.ts'
import { providerFailure } from './failure.ts'

// Control characters and halves of surrogate pairs: no form accepts them.
const UNFIT = /[\p{Cc}\p{Cs}]+/gu

/** `text` in the form of a text field, cut at `maxLength` characters; `otherwise` if nothing is left. */
export function fitText(text: string, maxLength: number, otherwise = ''): string {
  const tame = text.replace(UNFIT, ' ').trim()
  return cut(tame, maxLength).trim() || otherwise
}

/** The name of the next key of its kind: "web 2" for "web", "web 3" for "web 2"; the name is shortened to leave room for the number. */
export function numberedName(name: string, maxLength: number, otherwise: string): string {
  const tame = fitText(name, 1_000, otherwise)
  const [, stem = tame, number] = /^(.*?) (\d{1,3})$/.exec(tame) ?? []
  const end = ` ${Number(number ?? 1) + 1}`
  return `${cut(stem, maxLength - end.length).trim()}${end}`
}

interface Validity {
  readonly validFrom?: Instant
  readonly validTo?: Instant
}

/**
 * A validity from `now` on with the intended length of the validity of `key`: see shared/expiry/lifetime.ts. A validity that has not begun stays the
 * same, and one without an end has none. Throws Failure `provider` `not-understood` if there is an end that cannot be read.
 */
export function shiftedValidity(
  { validFrom, expires, createdAt }: Pick<RemoteKey, 'validFrom' | 'expires' | 'createdAt'>,
  now: Instant,
): Validity {
  if (expires === undefined) throw endless()
  const isToCome = validFrom !== undefined && validFrom > now
  const { at: end } = expires
  if (isToCome) return { validFrom, ...(end === undefined ? {} : { validTo: end }) }
  if (end === undefined) return {}
  return { validTo: now + intendedLifetime(validFrom ?? createdAt, end) }
}

// Without an end the key would be valid for ever, and any other end would be invented.
const endless = (): Failure =>
  providerFailure({
    why: 'not-understood',
    outcome: 'unknown',
    words: 'The lifetime that this key was to have is unknown',
  })
