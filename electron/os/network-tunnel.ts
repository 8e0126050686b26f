/** A way through an HTTP proxy: one CONNECT, then the bytes are ours. */
import * as http from 'node:http'
import * as https from 'node:https'
import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'
import { WireFailure } from '../core/ports/network.ts'
import { certificateTrouble } from './network-trouble.ts'

export interface Tunnel {
  readonly socket: Promise<Duplex>
  /** Ends the attempt; `socket` rejects. */
  abandon(): void
}

/** Node's own limit for the head of an answer. */
const LONGEST_HEAD = 16_384

const isProvisional = (status: number) => status >= 100 && status <= 199
const isSuccess = (status: number) => status >= 200 && status <= 299

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
    // SECURITY: by default NODE_TLS_REJECT_UNAUTHORIZED in the environment would switch the check off.
    ...(secure && { secureContext, rejectUnauthorized: true }),
  })
  let abandon: () => unknown = () => request.destroy()

  async function open(): Promise<Duplex> {
    const { status, opened, early } = await connected(request)
    abandon = () => opened.destroy()
    opened.on('error', () => undefined) // whoever reads from it hears of its end
    try {
      // Node takes the first answer to CONNECT for the last one, also where it is a provisional one (RFC 9110, 15.2).
      const last = isProvisional(status) ? await finalAnswer(opened, early) : { status, early }
      if (isSuccess(last.status) && last.early.byteLength === 0) return opened
      throw new WireFailure('proxy', false, { cause: `CONNECT answered ${last.status}` })
    } catch (error) {
      opened.destroy()
      throw error
    }
  }

  request.end()
  return { socket: open(), abandon: () => void abandon() }
}

interface Connected {
  readonly status: number
  readonly opened: Duplex
  /** What came behind the head of the answer. */
  readonly early: Buffer
}

function connected(request: http.ClientRequest): Promise<Connected> {
  return new Promise((resolve, reject) => {
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new WireFailure('proxy', false, { cause: error.code, certificate: certificateTrouble(error) })),
    )
    request.on('connect', ({ statusCode = 0 }, opened, early) =>
      resolve({ status: statusCode, opened, early }),
    )
  })
}

/** Reads past provisional answers to the last one, of which only the head is taken. */
function finalAnswer(socket: Duplex, early: Buffer): Promise<Pick<Connected, 'status' | 'early'>> {
  return new Promise((resolve, reject) => {
    let bytes = early
    const stop = () => {
      socket.off('data', take)
      socket.off('close', end)
      socket.pause()
    }
    const fail = (cause: string) => {
      stop()
      reject(new WireFailure('proxy', false, { cause }))
    }
    const end = () => fail('CONNECT was not answered')
    const look = () => {
      for (let at = bytes.indexOf('\r\n\r\n'); at >= 0; at = bytes.indexOf('\r\n\r\n')) {
        const [, status] = /^HTTP\/1\.[01] (\d{3})\b/.exec(bytes.subarray(0, at).toString('latin1')) ?? []
        if (status === undefined) {
          fail('CONNECT was not understood')
          return
        }
        bytes = bytes.subarray(at + 4)
        if (isProvisional(Number(status))) continue
        stop()
        resolve({ status: Number(status), early: bytes })
        return
      }
      if (bytes.byteLength > LONGEST_HEAD) fail('CONNECT was answered at too great a length')
    }
    const take = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      look()
    }
    socket.on('close', end)
    socket.on('data', take)
    look()
  })
}
