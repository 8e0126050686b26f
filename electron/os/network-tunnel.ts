/** A tunnel through an HTTP proxy: one CONNECT request, then all bytes belong to the caller. */
import * as http from 'node:http'
import * as https from 'node:https'
import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'
import { WireFailure } from '../core/ports/network.ts'
import { signInAsked } from './network-sign-in.ts'
import { certificateTrouble } from './network-trouble.ts'

export interface Tunnel {
  readonly socket: Promise<Duplex>
  /** Ends the attempt; `socket` rejects. */
  abandon(): void
}

/** Node's own limit for the head of a response. */
const LONGEST_HEAD = 16_384

const isProvisional = (status: number) => status >= 100 && status <= 199
const isSuccess = (status: number) => status >= 200 && status <= 299

interface TunnelWay {
  /** 'http://host:port' or 'https://…'; a user name and password in the address are ignored. */
  readonly proxy: URL
  readonly host: string
  readonly port: number
  readonly secureContext: SecureContext
  /** The value of `Proxy-Authorization`, which is sent to the proxy only. */
  readonly authorization?: string | undefined
}

/** Asks `proxy` for a tunnel to `host`:`port`. `socket` rejects with WireFailure `proxy`, which contains the sign-in that a 407 requires. */
export function openTunnel({ proxy, host, port, secureContext, authorization }: TunnelWay): Tunnel {
  const target = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  const secure = proxy.protocol === 'https:'
  const request = (secure ? https : http).request({
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (secure ? 443 : 80),
    path: target,
    headers: { host: target, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
    agent: false,
    // SECURITY: by default NODE_TLS_REJECT_UNAUTHORIZED in the environment would switch the check off.
    ...(secure && { secureContext, rejectUnauthorized: true }),
  })
  let abandon: () => unknown = () => request.destroy()

  async function open(): Promise<Duplex> {
    const { opened, early, ...first } = await connected(request)
    abandon = () => opened.destroy()
    opened.on('error', () => undefined) // a reader of the socket gets its end event
    try {
      // Node treats the first response to CONNECT as the final one, even if it is provisional (RFC 9110, 15.2).
      const last = isProvisional(first.status) ? await finalAnswer(opened, early) : { ...first, early }
      if (isSuccess(last.status) && last.early.byteLength === 0) return opened
      const isAsked = last.status === 407
      // After a sign-in, a 407 needs no further explanation: the proxy refused the sign-in.
      const refused = authorization === undefined ? undefined : 'needed'
      const signIn = isAsked ? (signInAsked(last.challenges) ?? refused) : undefined
      throw new WireFailure('proxy', false, { cause: `CONNECT answered ${last.status}`, signIn })
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
  /** The values of `Proxy-Authenticate`. */
  readonly challenges: readonly string[]
  readonly opened: Duplex
  /** The bytes after the head of the response. */
  readonly early: Buffer
}

function connected(request: http.ClientRequest): Promise<Connected> {
  return new Promise((resolve, reject) => {
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new WireFailure('proxy', false, { cause: error.code, certificate: certificateTrouble(error) })),
    )
    request.on('connect', ({ statusCode = 0, headersDistinct }, opened, early) => {
      const challenges = headersDistinct['proxy-authenticate'] ?? []
      resolve({ status: statusCode, challenges, opened, early })
    })
  })
}

const challengesIn = (head: string): string[] =>
  [...head.matchAll(/^proxy-authenticate:(.*)$/gim)].map(([, value = '']) => value)

/** Skips provisional responses up to the final one, of which only the head is read. */
function finalAnswer(socket: Duplex, early: Buffer): Promise<Omit<Connected, 'opened'>> {
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
    const read = () => {
      for (let at = bytes.indexOf('\r\n\r\n'); at >= 0; at = bytes.indexOf('\r\n\r\n')) {
        const head = bytes.subarray(0, at).toString('latin1')
        const [, status] = /^HTTP\/1\.[01] (\d{3})\b/.exec(head) ?? []
        if (status === undefined) {
          fail('CONNECT was not understood')
          return
        }
        bytes = bytes.subarray(at + 4)
        if (isProvisional(Number(status))) continue
        stop()
        resolve({ status: Number(status), challenges: challengesIn(head), early: bytes })
        return
      }
      if (bytes.byteLength > LONGEST_HEAD) fail('CONNECT was answered at too great a length')
    }
    const take = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      read()
    }
    socket.on('close', end)
    socket.on('data', take)
    read()
  })
}
