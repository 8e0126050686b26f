/**
 * References: `keyhold://secret/<account>/<key>` by ids or names, `keyhold://secret/env/<variable>`, and `?version=previous`. Pure.
 *
 * Each part is percent-encoded, as `encodeURIComponent` does it. Keys that belong to no account have `manual` in its place.
 */

/** The decoded parts of a reference. */
export type Reference = (
  | { readonly kind: 'key'; readonly account: string; readonly key: string }
  | { readonly kind: 'variable'; readonly variable: string }
) & { readonly version: ReferenceVersion }

export type ReferenceVersion = 'current' | 'previous'

const REFERENCE_START = 'keyhold://secret/'
/** Stands in the place of the account: finds the key by its environment variable. */
const BY_VARIABLE = 'env'
/** Stands in the place of the account, for keys without one. */
export const BY_HAND = 'manual'

/** Whether a text begins like a reference. */
export const looksLikeReference = (text: string): boolean => text.startsWith(REFERENCE_START)

/** `undefined` if the text is not a complete reference. */
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
  // Characters that `encodeURIComponent` keeps, but that a shell or the surrounding text would interpret.
  encodeURIComponent(part.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** The text of a reference with these parts. {@link parseReference} is the inverse. */
export function referenceText(reference: Reference): string {
  const parts =
    reference.kind === 'variable' ? [BY_VARIABLE, reference.variable] : [reference.account, reference.key]
  const query = reference.version === 'previous' ? '?version=previous' : ''
  return `${REFERENCE_START}${parts.map(encoded).join('/')}${query}`
}
