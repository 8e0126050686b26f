/** Connections to providers: opened one by one, kept warm for the next read, closed at the end. */
import type * as tls from 'node:tls'
import { Client, type buildConnector } from 'undici'
import { recordArrivals, type Arrivals } from '../core/answers/arrivals.ts'
import { skipInterim, type InterimFilter } from './network-interim.ts'
import type { ProxyAuthenticator } from './network-sign-in.ts'
import { openSocket } from './network-socket.ts'

/** Where a connection leads. Two routes with one `key` may share a connection. */
export interface Route {
  readonly key: string
  readonly origin: string
  readonly proxy: URL | undefined
  readonly authenticator: Pick<ProxyAuthenticator, 'open'>
  /** Missing for http, which only loopback may use. */
  readonly secureContext: tls.SecureContext | undefined
}

/** One socket at most, and one request at a time. */
export interface Connection {
  readonly client: Client
  /** A request is about to be sent on it. */
  begin(): void
  /** Every byte that has come since it was opened, up to what it was told to keep. */
  arrived(): Buffer
  /** Keeps nothing of what comes from now on. */
  forgetArrived(): void
  /** Ends everything at once, an unfinished connect included. */
  destroy(): void
}

const IDLE_PER_ROUTE = 4
// A server may promise to keep an idle connection for long; the shorter we believe it, the rarer a dead one is met.
const IDLE_MAX_MS = 15_000

const ignore = () => undefined

/** Opens a connection lazily, when the first request comes. `keepBytes`: how much of what comes is kept as it came. */
export function openConnection(
  { origin, proxy, authenticator, secureContext }: Route,
  keepBytes = 0,
): Connection {
  let abandon: () => unknown = ignore
  let interim: InterimFilter | undefined
  let arrivals: Arrivals | undefined

  const connector: buildConnector.connector = ({ hostname, port, protocol }, callback) => {
    const portNumber = Number(port) || (protocol === 'https:' ? 443 : 80)
    const opening = openSocket({
      hostname,
      port: portNumber,
      proxy,
      authenticator,
      secureContext,
      protocol: 'http/1.1',
    })
    abandon = () => opening.abandon()
    opening.socket.then(
      (socket) => {
        interim = skipInterim(socket)
        arrivals = recordArrivals(socket, keepBytes)
        callback(null, socket)
      },
      (error: unknown) => callback(error as Error, null),
    )
  }

  const client = new Client(origin, {
    connect: connector,
    allowH2: false,
    pipelining: 1,
    keepAliveMaxTimeout: IDLE_MAX_MS,
    // The whole exchange has one deadline, held in network.ts.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    client,
    begin: () => interim?.begin(),
    arrived: () => arrivals?.bytes() ?? Buffer.alloc(0),
    forgetArrived: () => arrivals?.stop(),
    destroy() {
      abandon()
      void client.destroy()
    },
  }
}

/** Connections that are idle, by route. `reuse` gives one away; it comes back by `keep` or not at all. */
export function createIdleConnections() {
  const idle = new Map<string, Connection[]>()

  return {
    reuse: (route: Route): Connection | undefined => idle.get(route.key)?.pop(),

    keep(route: Route, connection: Connection) {
      const others = idle.get(route.key) ?? []
      if (others.length >= IDLE_PER_ROUTE) connection.destroy()
      else idle.set(route.key, [...others, connection])
    },

    close() {
      for (const connection of [...idle.values()].flat()) connection.destroy()
      idle.clear()
    },
  }
}
