/** Limits calls to addresses below one base address, which comes from the account's form. */
import { Failure } from '../../shared/contract/errors.ts'
import { baseAddressTrouble, isSafeAddress } from '../core/ports/base-address.ts'
import { providerFailure } from './failure.ts'

export type Query = Readonly<Record<string, string | number | undefined>>

/**
 * An address from a form, as a base: absolute, https (http only for this machine), no user name, query or fragment, path ending with a slash. Throws
 * Failure `invalid` with the field.
 */
export function readBase(text: string, field: string): URL {
  const trouble = baseAddressTrouble(text)
  if (trouble !== undefined) throw new Failure({ kind: 'invalid', field, why: trouble })
  const base = new URL(text)
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  return base
}

/**
 * `base` followed by the encoded segments of `path`; a last empty segment makes a trailing slash. Throws Failure `provider` `invalid`, not sent, if a
 * segment would leave the base.
 */
export function addressOf(base: URL, path: readonly string[], query: Query = {}): URL {
  const climbs = path.some((piece, at) => /^\.{1,2}$/.test(piece) || (piece === '' && at < path.length - 1))
  if (climbs) throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
  const address = new URL(base.href + path.map(encodeURIComponent).join('/'))
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, String(value))
  return address
}

/**
 * The address of a next page, as the provider wrote it. Throws Failure `provider` `redirected`, not sent, unless the address has the origin of `base`
 * and is below its path: the credential would be sent along.
 */
export function nextAddress(base: URL, text: string): URL {
  const next = URL.canParse(text, base.href) ? new URL(text, base.href) : undefined
  if (next === undefined || !isBelow(base, next))
    throw providerFailure({ why: 'redirected', outcome: 'not-sent' })
  next.hash = ''
  return next
}

/** Whether `address` is below `base`: same origin, no user name, same path or deeper. */
export function isBelow(base: URL, address: URL): boolean {
  const isPlain = `${address.username}${address.password}` === ''
  const path = address.pathname
  const isInside = path.startsWith(base.pathname) || `${path}/` === base.pathname
  // SECURITY: Keyhold and the server could read an encoded slash or dot as two different paths. The base is the form's own.
  const isTame = !/%2f|%5c|%2e/i.test(path.slice(base.pathname.length))
  return isSafeAddress(address) && address.origin === base.origin && isPlain && isTame && isInside
}
