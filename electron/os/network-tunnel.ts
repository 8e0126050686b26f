/** A way through an HTTP proxy: one CONNECT, then the bytes are ours. */
import * as http from 'node:http'
import * as https from 'node:https'
import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'
import { WireFailure } from '../core/ports/network.ts'

export interface Tunnel {
  readonly socket: Promise<Duplex>
  /** Ends the attempt; `socket` rejects. */
  abandon(): void
}

/** Asks `proxy` ('http://host:port' or 'https://…') for a way to `host`:`port`. `socket` rejects with WireFailure `proxy`. */
export function openTunnel(proxy: URL, host: string, port: number, secureContext: SecureContext): Tunnel {
  const target = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  const secure = proxy.protocol === 'https:'
  const request = (secure ? https : http).request({
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (secure ? 443 : 80),
    path: target,
    headers: { host: target },
    agent: false,
    ...(secure && { secureContext }),
  })
  const socket = new Promise<Duplex>((resolve, reject) => {
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new WireFailure('proxy', false, { cause: error.code })),
    )
    request.on('connect', ({ statusCode }, opened, early) => {
      opened.on('error', () => undefined) // whoever reads from it hears of its end
      if (statusCode === 200 && early.byteLength === 0) {
        resolve(opened)
        return
      }
      opened.destroy()
      reject(new WireFailure('proxy', false, { cause: `CONNECT answered ${String(statusCode)}` }))
    })
  })
  request.end()
  return { socket, abandon: () => request.destroy() }
}
