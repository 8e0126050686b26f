/** Signs in to proxies that require it: HTTP Basic (RFC 7617), on a CONNECT request only. */
import type { Duplex } from 'node:stream'
import { WireFailure, type ProxySignIns } from '../core/ports/network.ts'

/** Opens one tunnel; `authorization` is the value of `Proxy-Authorization`. */
type OpenTunnel = (authorization?: string) => Promise<Duplex>

export interface ProxyAuthenticator {
  /**
   * Opens a tunnel. If the proxy requires a sign-in, opens it a second time with one; the proxy's address may contain the sign-in. Rejects with
   * WireFailure `proxy`, never sent.
   */
  open(proxy: URL, openTunnel: OpenTunnel): Promise<Duplex>
  useSignIns(source: ProxySignIns | undefined): void
}

const failure = (signIn: WireFailure['signIn'], cause?: unknown) =>
  new WireFailure('proxy', false, { signIn, ...(cause !== undefined && { cause }) })

/**
 * A refused sign-in is not sent again, so that a wrong password does not lock an account at the proxy. A saved sign-in is used again once it is saved
 * anew, one from an address after the next start.
 */
export function createProxyAuthenticator(): ProxyAuthenticator {
  let source: ProxySignIns | undefined
  const refusedAddresses = new Set<string>()

  async function saved(proxy: string): Promise<string | undefined> {
    const found = await source?.take(proxy).catch((error: unknown) => {
      throw failure('unreadable', error)
    })
    if (found === 'refused') throw failure('refused')
    if (found === undefined) return undefined
    const { user, password } = found
    try {
      return password.use((bytes) => basic(user, bytes))
    } finally {
      password.wipe()
    }
  }

  function inAddress(proxy: URL): string | undefined {
    if (proxy.username === '') return undefined
    if (refusedAddresses.has(proxy.href)) throw failure('refused')
    return basic(plain(proxy.username), Buffer.from(plain(proxy.password)))
  }

  return {
    async open(proxy, openTunnel) {
      const asked = await openTunnel().catch((error: unknown) => {
        if (signInOf(error) === 'needed') return undefined
        throw error
      })
      if (asked !== undefined) return asked
      const own = await saved(proxy.origin)
      const authorization = own ?? inAddress(proxy)
      if (authorization === undefined) throw failure('needed')
      try {
        return await openTunnel(authorization)
      } catch (error) {
        if (signInOf(error) === undefined) throw error
        if (own === undefined) refusedAddresses.add(proxy.href)
        else source?.refused(proxy.origin)
        throw failure('refused')
      }
    },
    useSignIns(next) {
      source = next
    },
  }
}

const signInOf = (error: unknown) => (error instanceof WireFailure ? error.signIn : undefined)

/** RFC 7617, section 2. SECURITY: anybody who can read the connection to an `http:` proxy can read this value. */
const basic = (user: string, password: Buffer): string =>
  `Basic ${Buffer.concat([Buffer.from(`${user}:`), password]).toString('base64')}`

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded // the percent sign is literal
  }
}

/** The schemes of `Proxy-Authenticate` headers in lower case; RFC 9110, section 11.6.1 allows many in one line. */
function schemesOf(headers: readonly string[]): string[] {
  return headers
    .flatMap((header) => header.replace(/"(?:[^"\\]|\\.)*"/g, '""').split(','))
    .flatMap((part) => /^\s*([\w!#$%&'*+.^`|~-]+)(?:\s+(?!=)|$)/.exec(part)?.[1]?.toLowerCase() ?? [])
}

/** The kind of sign-in that a 407 with these challenges requires; `undefined`: none that Keyhold or the user could answer. */
export function signInAsked(challenges: readonly string[]): 'needed' | 'unsupported' | undefined {
  const schemes = schemesOf(challenges)
  if (schemes.length === 0) return undefined
  return schemes.includes('basic') ? 'needed' : 'unsupported'
}
