/** Connections to providers: opened one by one, kept warm for the next read, closed at the end. */
import * as net from 'node:net'
import type { Duplex } from 'node:stream'
import * as tls from 'node:tls'
import { Client, type buildConnector } from 'undici'
import { openTunnel } from './network-tunnel.ts'

/** Where a connection leads. Two routes with one `key` may share a connection. */
export interface Route {
  readonly key: string
  readonly origin: string
  readonly proxy: URL | undefined
  /** Missing for http, which only loopback may use. */
  readonly secureContext: tls.SecureContext | undefined
}

/** One socket at most, and one request at a time. */
export interface Connection {
  readonly client: Client
  /** Ends everything at once, an unfinished connect included. */
  destroy(): void
}

const IDLE_PER_ROUTE = 4
// A server may promise to keep an idle connection for long; the shorter we believe it, the rarer a dead one is met.
const IDLE_MAX_MS = 15_000
// Node gives each address of a host a quarter of a second, too short for a slow line.
const ADDRESS_ATTEMPT_MS = 1_000

const ignore = () => undefined

/** Tells undici once how the socket came out. From then on its errors are undici's. */
function tellWhenOpen(
  socket: net.Socket,
  event: 'connect' | 'secureConnect',
  callback: buildConnector.Callback,
) {
  const failed = (error: Error) => callback(error, null)
  // An error that nobody listens to would end the program.
  socket.on('error', ignore)
  socket.once('error', failed)
  socket.once(event, () => {
    socket.off('error', failed)
    callback(null, socket)
  })
}

function connectTls(hostname: string, port: number, context: tls.SecureContext, through: Duplex | undefined) {
  const options: tls.ConnectionOptions & Pick<net.TcpNetConnectOpts, 'autoSelectFamilyAttemptTimeout'> = {
    host: hostname,
    port,
    secureContext: context,
    ALPNProtocols: ['http/1.1'],
    autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS,
    // A name in the handshake must not be an address (RFC 6066).
    ...(net.isIP(hostname) === 0 && { servername: hostname }),
    ...(through && { socket: through }),
  }
  return tls.connect(options)
}

/** Opens a connection lazily, when the first request comes. */
export function openConnection({ origin, proxy, secureContext }: Route): Connection {
  let abandon: () => unknown = ignore

  function connect(hostname: string, port: number, callback: buildConnector.Callback, through?: Duplex) {
    const socket =
      secureContext === undefined
        ? net.connect({ host: hostname, port, autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS })
        : connectTls(hostname, port, secureContext, through)
    abandon = () => socket.destroy()
    socket.setNoDelay(true)
    tellWhenOpen(socket, secureContext === undefined ? 'connect' : 'secureConnect', callback)
  }

  const connector: buildConnector.connector = ({ hostname, port: portText, protocol }, callback) => {
    const port = Number(portText) || (protocol === 'https:' ? 443 : 80)
    if (proxy === undefined || secureContext === undefined) {
      connect(hostname, port, callback)
      return
    }
    const tunnel = openTunnel(proxy, hostname, port, secureContext)
    abandon = () => tunnel.abandon()
    tunnel.socket.then(
      (socket) => connect(hostname, port, callback, socket),
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
