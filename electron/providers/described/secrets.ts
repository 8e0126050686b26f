/** Keeps a secret that a described provider shows out of what is stored openly. */
import { namesSecret } from '../../../shared/model/secret-names.ts'
import { membersOf } from '../secret-forms.ts'
import { isMask } from '../issued-secret.ts'
import { hideParts, secretParts } from '../scrub.ts'
import { parseJson } from '../json.ts'
import { memberOf, valueAt } from './pointers.ts'

/** A shorter text in a secret's place is no useful handle. */
const SHORTEST_SECRET = 6
/** A longer prefix may be the secret. */
const LONGEST_PREFIX = 24
const LONGEST_HANDLE = 100
/** A part beside a star that hides characters is never this long. */
const LONG_PART = 32

/**
 * Whether `value` is masked. A single star beside a long part hides nothing: Unleash's tokens for every project begin with `*:`, and the form of a
 * described provider's secrets is unknown.
 */
export function isMasked(value: string): boolean {
  const parts = value.split('*')
  const isLone = parts.length === 2 && parts.some((part) => part.length >= LONG_PART)
  return isMask(isLone ? parts.join('') : value)
}

/**
 * Whether `text` reveals a secret: it contains the whole of it, or a run of at least half of it. Many secrets contain their key's id, which reveals
 * nothing.
 */
export function revealsSecret(text: string, secret: string): boolean {
  if (secret.length < SHORTEST_SECRET) return false
  const lower = text.toLowerCase()
  return secretParts(secret.toLowerCase()).some(
    (part) => part.length * 2 >= secret.length && lower.includes(part),
  )
}

/** `text` without the secret and its parts. */
export const withoutSecret = (text: string, secret: string): string =>
  secret.length < SHORTEST_SECRET ? text : hideParts(text, secretParts(secret))

/** A mask or a prefix, as a description's `handle` finds it; `undefined` for a text that may be the secret. */
export function handleOf(text: string, pointer: string, secret: string): string | undefined {
  const isShort = text.length <= (isMasked(text) ? LONGEST_HANDLE : LONGEST_PREFIX)
  const mayBeWhole = revealsSecret(text, secret) || (namesSecret(pointer) && !isMasked(text))
  return text === '' || !isShort || mayBeWhole ? undefined : text
}

/** Finds the whole secrets in the text of a creation's answer, by the pointer to its secret. Pure. */
export function secretsAt(pointer: string): (text: string) => readonly string[] {
  const member = memberOf(pointer)
  const isNamed = member !== '' && !/^\d+$/.test(member)
  return (text) => {
    const found = isNamed ? membersOf(text, member) : inOrder(text, pointer)
    return found.filter((one) => !isMasked(one))
  }
}

/** A value without a name of its own is found in whole JSON only. */
function inOrder(text: string, pointer: string): readonly string[] {
  const value = valueAt(parseJson(Buffer.from(text, 'utf8')), pointer)
  return typeof value === 'string' && value.trim() !== '' ? [value] : []
}
