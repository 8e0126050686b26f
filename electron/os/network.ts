/** The network port over Node's own stack: one call sends one request, within one deadline. */
import { TLSSocket } from 'node:tls'
import {
  WireFailure,
  type ProxyPort,
  type Http2Request,
  type NetworkPort,
  type WireRemains,
  type WireRequest,
} from '../core/ports/network.ts'
import { createTrust, readCertificates, systemCertificates } from './network-certificates.ts'
import { createProxyAuthenticator } from './network-sign-in.ts'
import type { Connection, Route } from './network-connections.ts'
import { openHttp2 } from './network-http2.ts'
import { createIdleConnections } from './network-idle.ts'
import { newReceipt, sendOnce, type Receipt } from './network-send.ts'
import { openSocket, type Opening } from './network-socket.ts'
import { wireFailure } from './network-trouble.ts'

interface Deps {
  /**
   * The proxy for an address, as `http://host:port` or `https://host:port`, with `user:password@` before the host if those are known; `undefined` for
   * a direct connection. Never called for loopback.
   */
  readonly proxyFor: (url: string) => Promise<string | undefined>
  /** The operating system's trusted certificates as PEM texts. */
  readonly systemCertificates?: () => readonly string[]
}

export interface Network extends NetworkPort {
  readonly proxies: ProxyPort
  /** Closes idle connections. Requests that are under way end by themselves. */
  close(): void
}

/** The limit, in bytes, for the heads and framing of a response that is stored unchanged. */
const LONGEST_HEADS = 256 * 1024

const ignore = () => undefined

/** Loaded with the first request, so that no start of the program waits for undici. */
const loadConnections = () => import('./network-connections.ts')
type Connections = Awaited<ReturnType<typeof loadConnections>>

const isLoopback = ({ hostname }: URL) =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** Rejects when the deadline or the caller ends the exchange; never resolves. */
function watchEnd({ signal, timeoutMs }: Pick<WireRequest, 'signal' | 'timeoutMs'>, isSent: () => boolean) {
  let stop: (() => void) | undefined
  const ended = new Promise<never>((_resolve, reject) => {
    const end = (why: 'timeout' | 'cancelled') => reject(new WireFailure(why, isSent()))
    const cancel = () => end('cancelled')
    const timer = setTimeout(() => end('timeout'), timeoutMs)
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted === true) cancel()
    stop = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
  })
  return { ended, stop: () => stop?.() }
}

/** The network for provider calls; its creator closes it. */
export function createNetwork({ proxyFor, systemCertificates: system = systemCertificates }: Deps): Network {
  const trust = createTrust(system)
  const idle = createIdleConnections()
  const authenticator = createProxyAuthenticator()

  async function findProxy(url: URL): Promise<URL | undefined> {
    if (isLoopback(url)) return undefined
    try {
      const proxy = await proxyFor(url.href)
      return proxy === undefined ? undefined : new URL(proxy)
    } catch {
      throw new WireFailure('proxy', false)
    }
  }

  async function findRoute({ url, extraCertificates }: WireRequest | Http2Request): Promise<Route> {
    const proxy = await findProxy(url)
    const secure = url.protocol === 'https:'
    // Plain http is for loopback, which has no proxy; a proxy could read and change the request.
    if (proxy !== undefined && !secure) throw new WireFailure('proxy', false)
    return {
      key: JSON.stringify([url.origin, proxy?.origin, extraCertificates]),
      origin: url.origin,
      proxy,
      authenticator,
      secureContext: secure ? trustOf(extraCertificates) : undefined,
    }
  }

  function trustOf(extraCertificates: string | undefined) {
    try {
      return trust.context(extraCertificates)
    } catch {
      throw new WireFailure('tls', false)
    }
  }

  /**
   * Only a read may use an idle connection: the server may be closing it at this moment. For a change, that would turn "never happened" into an
   * unknown outcome.
   */
  const connectionFor = (
    { openConnection }: Connections,
    route: Route,
    { method, keepsAll = false, maxBytes }: WireRequest,
  ) =>
    (method === 'GET' ? idle.reuse(route) : undefined) ??
    openConnection(route, keepsAll ? maxBytes + LONGEST_HEADS : 0)

  const remains = ({ status, headers, chunks }: Receipt, raw: Buffer | undefined): WireRemains | undefined =>
    raw === undefined || raw.byteLength === 0
      ? undefined
      : { status, headers, body: Buffer.concat(chunks), raw }

  return {
    async exchange(request) {
      let sent = false
      let connection: Connection | undefined
      const receipt = newReceipt()
      const { ended, stop } = watchEnd(request, () => sent)
      try {
        const route = await Promise.race([ended, findRoute(request)])
        const connections = await Promise.race([ended, loadConnections()])
        connection = connectionFor(connections, route, request)
        connection.begin()
        const answering = sendOnce(connection.client, request, () => (sent = true), receipt)
        const answer = await Promise.race([ended, answering])
        const raw = connection.arrived()
        connection.forgetArrived()
        idle.keep(route, connection)
        return request.keepsAll === true ? { ...answer, raw } : answer
      } catch (error) {
        const came = request.keepsAll === true ? remains(receipt, connection?.arrived()) : undefined
        connection?.destroy()
        throw wireFailure(error, sent, came)
      } finally {
        stop()
      }
    },

    async openHttp2(request) {
      let opening: Opening | undefined
      const { ended, stop } = watchEnd(request, () => false)
      try {
        const { origin, proxy, secureContext } = await Promise.race([ended, findRoute(request)])
        const { hostname, port, protocol } = request.url
        opening = openSocket({
          hostname: hostname.replace(/^\[|\]$/g, ''),
          port: Number(port) || (protocol === 'https:' ? 443 : 80),
          proxy,
          authenticator,
          secureContext,
          protocol: 'h2',
        })
        const socket = await Promise.race([ended, opening.socket])
        // Without an agreed protocol, a server speaks HTTP/1.1.
        if (socket instanceof TLSSocket && socket.alpnProtocol !== 'h2')
          throw new WireFailure('not-understood', false)
        return openHttp2(origin, socket)
      } catch (error) {
        opening?.abandon()
        opening?.socket.catch(ignore)
        throw wireFailure(error, false)
      } finally {
        stop()
      }
    },

    readCertificates,

    proxies: {
      find: async (url) => (await findProxy(url))?.origin,
      useSignIns: (source) => authenticator.useSignIns(source),
    },

    close: () => idle.close(),
  }
}
