/** Opens one socket to a host: directly or through a proxy, plain or with TLS. */
import * as net from 'node:net'
import type { Duplex } from 'node:stream'
import * as tls from 'node:tls'
import { WireFailure } from '../core/ports/network.ts'
import type { ProxyAuthenticator } from './network-sign-in.ts'
import { openTunnel } from './network-tunnel.ts'

export interface Way {
  readonly hostname: string
  readonly port: number
  /** May contain a user name and password. */
  readonly proxy: URL | undefined
  readonly authenticator: Pick<ProxyAuthenticator, 'open'>
  /** Missing for http, which is allowed for loopback only, without a proxy. */
  readonly secureContext: tls.SecureContext | undefined
  /** The protocol that TLS offers (ALPN). */
  readonly protocol: 'http/1.1' | 'h2'
}

export interface Opening {
  readonly socket: Promise<net.Socket>
  /** Ends everything at once, even if the socket is open; `socket` may then never settle. */
  abandon(): void
}

// Node's default of a quarter of a second per address of a host is too short for a slow connection.
const ADDRESS_ATTEMPT_MS = 1_000

const ignore = () => undefined

function connectTls(
  { hostname, port, protocol }: Way,
  context: tls.SecureContext,
  through: Duplex | undefined,
) {
  const options: tls.ConnectionOptions & Pick<net.TcpNetConnectOpts, 'autoSelectFamilyAttemptTimeout'> = {
    host: hostname,
    port,
    secureContext: context,
    ALPNProtocols: [protocol],
    // SECURITY: by default NODE_TLS_REJECT_UNAUTHORIZED in the environment would switch the check off.
    rejectUnauthorized: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS,
    // The server name in the handshake must not be an IP address (RFC 6066).
    ...(net.isIP(hostname) === 0 && { servername: hostname }),
    ...(through && { socket: through }),
  }
  return tls.connect(options)
}

/** Connects at once. `socket` rejects with errors of Node, or WireFailure `proxy`. */
export function openSocket(way: Way): Opening {
  const { hostname, port, proxy, authenticator, secureContext } = way
  let abandon: () => unknown = ignore
  let isAbandoned = false

  const connect = (through?: Duplex) =>
    new Promise<net.Socket>((resolve, reject) => {
      const isPlain = secureContext === undefined
      const socket = isPlain
        ? net.connect({ host: hostname, port, autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS })
        : connectTls(way, secureContext, through)
      abandon = () => socket.destroy()
      socket.setNoDelay(true)
      // An unhandled error event would end the program. Once the socket is open, its user handles errors.
      socket.on('error', ignore)
      socket.once('error', reject)
      socket.once(isPlain ? 'connect' : 'secureConnect', () => {
        socket.off('error', reject)
        resolve(socket)
      })
    })

  async function open(): Promise<net.Socket> {
    if (proxy === undefined || secureContext === undefined) return connect()
    const through = await authenticator.open(proxy, (authorization) => {
      if (isAbandoned) throw new WireFailure('cancelled', false)
      const tunnel = openTunnel({ proxy, host: hostname, port, secureContext, authorization })
      abandon = () => tunnel.abandon()
      return tunnel.socket
    })
    return connect(through)
  }

  return {
    socket: open(),
    abandon() {
      isAbandoned = true
      abandon()
    },
  }
}
