/**
 * References: `keyhold://secret/<account>/<key>` by ids or names, `keyhold://secret/env/<variable>`, and `?version=previous`. Pure.
 *
 * Each part is percent-encoded, as `encodeURIComponent` does it. Keys that belong to no account have `manual` in its place.
 */

/** What a reference names, with its parts decoded. */
export type Reference = (
  | { readonly kind: 'key'; readonly account: string; readonly key: string }
  | { readonly kind: 'variable'; readonly variable: string }
) & { readonly version: ReferenceVersion }

export type ReferenceVersion = 'current' | 'previous'

const REFERENCE_START = 'keyhold://secret/'
/** In place of the account: the key by its environment variable. */
const BY_VARIABLE = 'env'
/** In place of the account: keys that were entered by hand. */
export const BY_HAND = 'manual'

/** Whether a text claims to be a reference. */
export const looksLikeReference = (text: string): boolean => text.startsWith(REFERENCE_START)

/** `undefined`: it is none, or not a whole one. */
export function parseReference(text: string): Reference | undefined {
  if (!looksLikeReference(text)) return undefined
  const [path = '', query, ...more] = text.slice(REFERENCE_START.length).split('?')
  const version = more.length > 0 ? undefined : versionOf(query)
  const parts = path.split('/').map(decoded)
  const [first, second] = parts
  if (version === undefined || parts.length !== 2 || !first || !second) return undefined
  return first === BY_VARIABLE
    ? { kind: 'variable', variable: second, version }
    : { kind: 'key', account: first, key: second, version }
}

function versionOf(query: string | undefined): ReferenceVersion | undefined {
  if (query === undefined || query === 'version=current') return 'current'
  return query === 'version=previous' ? 'previous' : undefined
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined // a stray per cent sign
  }
}

const encoded = (part: string): string =>
  // What `encodeURIComponent` leaves, and a shell or a text around the reference would take for its own.
  encodeURIComponent(part.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** The reference of these parts; {@link parseReference} gives them back. */
export function referenceText(reference: Reference): string {
  const parts =
    reference.kind === 'variable' ? [BY_VARIABLE, reference.variable] : [reference.account, reference.key]
  const query = reference.version === 'previous' ? '?version=previous' : ''
  return `${REFERENCE_START}${parts.map(encoded).join('/')}${query}`
}
