/** Signs in to proxies that ask for it: HTTP Basic (RFC 7617), on a CONNECT and nowhere else. */
import type { Duplex } from 'node:stream'
import { WireFailure, type ProxySignIns } from '../core/ports/network.ts'

/** Opens one tunnel; `authorization` is the value of `Proxy-Authorization`. */
type OpenTunnel = (authorization?: string) => Promise<Duplex>

export interface ProxyAuthenticator {
  /**
   * Opens a tunnel, a second time with a sign-in where the proxy (which may bring one in its address) asks for one. Rejects with WireFailure
   * `proxy`, never sent.
   */
  open(proxy: URL, openTunnel: OpenTunnel): Promise<Duplex>
  useSignIns(source: ProxySignIns | undefined): void
}

const failure = (signIn: WireFailure['signIn'], cause?: unknown) =>
  new WireFailure('proxy', false, { signIn, ...(cause !== undefined && { cause }) })

/**
 * A sign-in that was refused is not sent again, so that a wrong password does not lock an account at the proxy: a saved one until it is
 * saved anew, one from an address until the next start.
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

/** RFC 7617, section 2. SECURITY: readable by whoever reads the line to an `http:` proxy. */
const basic = (user: string, password: Buffer): string =>
  `Basic ${Buffer.concat([Buffer.from(`${user}:`), password]).toString('base64')}`

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded // a percent sign that stands for itself
  }
}

/** The schemes of `Proxy-Authenticate` headers in lower case; RFC 9110, section 11.6.1 allows many in one line. */
function schemesOf(headers: readonly string[]): string[] {
  return headers
    .flatMap((header) => header.replace(/"(?:[^"\\]|\\.)*"/g, '""').split(','))
    .flatMap((part) => /^\s*([\w!#$%&'*+.^`|~-]+)(?:\s+(?!=)|$)/.exec(part)?.[1]?.toLowerCase() ?? [])
}

/** What a 407 with these challenges asks for; `undefined`: nothing that anybody could answer. */
export function signInAsked(challenges: readonly string[]): 'needed' | 'unsupported' | undefined {
  const schemes = schemesOf(challenges)
  if (schemes.length === 0) return undefined
  return schemes.includes('basic') ? 'needed' : 'unsupported'
}
