/** Connections to providers. Loads undici, a megabyte of code: `network.ts` imports it with the first request. */
import type * as tls from 'node:tls'
import { Client, type buildConnector } from 'undici'
import { recordArrivals, type Arrivals } from '../core/answers/arrivals.ts'
import { skipInterim, type InterimFilter } from './network-interim.ts'
import type { ProxyAuthenticator } from './network-sign-in.ts'
import { openSocket } from './network-socket.ts'

/** The target of a connection. Two routes with the same `key` may share a connection. */
export interface Route {
  readonly key: string
  readonly origin: string
  readonly proxy: URL | undefined
  readonly authenticator: Pick<ProxyAuthenticator, 'open'>
  /** Missing for http, which is allowed for loopback only. */
  readonly secureContext: tls.SecureContext | undefined
}

/** At most one socket, and one request at a time. */
export interface Connection {
  readonly client: Client
  /** Call before a request is sent. */
  begin(): void
  /** Every byte received since the connection was opened, up to `keepBytes`. */
  arrived(): Buffer
  /** Stores no byte that arrives from now on. */
  forgetArrived(): void
  /** Ends everything at once, including an unfinished connect. */
  destroy(): void
}

// A server may promise to keep an idle connection open for long. A short limit here makes a dead connection less likely.
const IDLE_MAX_MS = 15_000

const ignore = () => undefined

/** Opens the connection with the first request. `keepBytes`: how many received bytes are stored unchanged. */
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
    // The whole exchange has one deadline, set in network.ts.
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
