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

interface SignIn {
  readonly id: string
  /** The value of `Proxy-Authorization`. */
  readonly authorization: string
}

/** For how long, in milliseconds, other calls wait for the call that tries a sign-in. A proxy refuses a wrong one at once. */
const TRIAL_MS = 3_000
/** For how long, in milliseconds, an accepted sign-in counts as right: meanwhile its password may have been changed at the proxy. */
const PROVED_MS = 30_000

interface Options {
  readonly trialMs?: number
  /** Milliseconds that never run backwards. */
  readonly steadyMs?: () => number
}

/**
 * A refused sign-in is not sent again, so that a wrong password does not lock an account at the proxy. A saved sign-in is used again once it is saved
 * anew, one from an address after the next start.
 *
 * States of a proxy's sign-in: untried → on trial (one call sends it, the others wait) → proved (all calls send it) → untried, after a while
 *                                                                                     → refused (no call sends it)
 *                                                                                     → untried, if the call ended without an answer to it
 */
export function createProxyAuthenticator({
  trialMs = TRIAL_MS,
  steadyMs = () => performance.now(),
}: Options = {}): ProxyAuthenticator {
  let source: ProxySignIns | undefined
  const refusedAddresses = new Set<string>()
  /** By the proxy's origin. */
  const trials = new Map<string, Promise<unknown>>()
  const proved = new Map<string, { readonly id: string; readonly at: number }>()

  async function saved(proxy: string): Promise<SignIn | undefined> {
    const found = await source?.take(proxy).catch((error: unknown) => {
      throw failure('unreadable', error)
    })
    if (found === 'refused') throw failure('refused')
    if (found === undefined) return undefined
    const { id, user, password } = found
    try {
      return { id, authorization: password.use((bytes) => basic(user, bytes)) }
    } finally {
      password.wipe()
    }
  }

  function inAddress({ href, username, password }: URL): SignIn | undefined {
    if (username === '') return undefined
    if (refusedAddresses.has(href)) throw failure('refused')
    return { id: href, authorization: basic(plain(username), Buffer.from(plain(password))) }
  }

  async function signInFor(proxy: URL): Promise<SignIn> {
    const found = (await saved(proxy.origin)) ?? inAddress(proxy)
    if (found === undefined) throw failure('needed')
    return found
  }

  function isProved(origin: string, id: string): boolean {
    const last = proved.get(origin)
    return last?.id === id && steadyMs() - last.at < PROVED_MS
  }

  async function send(proxy: URL, { id, authorization }: SignIn, openTunnel: OpenTunnel): Promise<Duplex> {
    try {
      const tunnel = await openTunnel(authorization)
      proved.set(proxy.origin, { id, at: steadyMs() })
      return tunnel
    } catch (error) {
      if (signInOf(error) === undefined) throw error
      proved.delete(proxy.origin)
      if (id === proxy.href) refusedAddresses.add(id)
      else source?.refused(id)
      throw failure('refused')
    }
  }

  /** Sends a sign-in while other calls wait for the result. */
  async function tryOut(proxy: URL, signIn: SignIn, openTunnel: OpenTunnel): Promise<Duplex> {
    const trial = send(proxy, signIn, openTunnel)
    const settled = trial.catch(() => undefined)
    trials.set(proxy.origin, settled)
    try {
      return await trial
    } finally {
      if (trials.get(proxy.origin) === settled) trials.delete(proxy.origin)
    }
  }

  async function openSignedIn(proxy: URL, openTunnel: OpenTunnel): Promise<Duplex> {
    for (;;) {
      const signIn = await signInFor(proxy)
      const trial = trials.get(proxy.origin)
      if (isProved(proxy.origin, signIn.id)) return send(proxy, signIn, openTunnel)
      if (trial === undefined) return tryOut(proxy, signIn, openTunnel)
      // A trial without an answer must not hold up calls that could have theirs.
      if (!(await settlesWithin(trial, trialMs))) return send(proxy, signIn, openTunnel)
    }
  }

  return {
    async open(proxy, openTunnel) {
      const asked = await openTunnel().catch((error: unknown) => {
        if (signInOf(error) === 'needed') return undefined
        throw error
      })
      return asked ?? openSignedIn(proxy, openTunnel)
    },
    useSignIns(next) {
      source = next
    },
  }
}

function settlesWithin(settled: Promise<unknown>, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), limitMs)
    void settled.then(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
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
