/** What makes a text a base address that calls are sent below. */

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** https, or http on this machine. */
export const isSafeAddress = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))

/** Why `text` is no base address: it must be absolute and safe, without a user name, query or fragment. `undefined`: it is one. */
export function baseAddressTrouble(text: string): 'malformed' | 'not-https' | undefined {
  const base = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = base !== undefined && `${base.username}${base.password}${base.search}${base.hash}` === ''
  if (!isPlain || base.hostname === '') return 'malformed'
  return isSafeAddress(base) ? undefined : 'not-https'
}
