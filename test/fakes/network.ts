/**
 * A network over plain `node:http` and `node:http2`, loopback only. It implements exactly what the provider clients need, so that it cannot hide a
 * second send.
 */
import { request } from 'node:http'
import { connect, type ClientHttp2Session } from 'node:http2'
import {
  WireFailure,
  type Http2Request,
  type NetworkPort,
  type WireAnswer,
  type WireRequest,
  type WireTrouble,
} from '../../electron/core/ports/network.ts'

/** Throws `WireFailure` as the port promises; certificates come from `readCertificates`. */
export function fakeNetwork(certificates: Readonly<Record<string, string>> = {}): NetworkPort {
  return {
    exchange,
    openHttp2,
    async readCertificates(path) {
      const pem = certificates[path]
      if (pem === undefined) throw new Error('No such file')
      return pem
    },
  }
}

async function openHttp2({ url, timeoutMs, signal }: Http2Request): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const session = connect(url)
    const timer = setTimeout(() => fail('timeout'), timeoutMs)
    const fail = (why: WireTrouble): void => {
      done()
      session.destroy()
      reject(new WireFailure(why, false))
    }
    const cancel = (): void => fail('cancelled')
    const offline = (): void => fail('offline')
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      session.off('error', offline)
    }
    session.on('error', () => undefined)
    session.once('error', offline)
    session.once('connect', () => {
      done()
      resolve(session)
    })
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted === true) cancel()
  })
}

async function exchange(asked: WireRequest): Promise<WireAnswer> {
  const { url, method, headers, body, timeoutMs, maxBytes } = asked
  return new Promise((resolve, reject) => {
    let isSent = false
    const timer = setTimeout(() => fail('timeout'), timeoutMs)
    const out = request(url, { method, headers, agent: false })
    const fail = (why: WireTrouble): void => {
      clearTimeout(timer)
      asked.signal?.removeEventListener('abort', cancel)
      out.destroy()
      reject(new WireFailure(why, isSent))
    }
    const cancel = (): void => fail('cancelled')
    if (asked.signal?.aborted === true) {
      cancel()
      return
    }
    asked.signal?.addEventListener('abort', cancel)
    out.on('socket', (socket) => socket.once('connect', () => (isSent = true)))
    out.on('error', () => fail(isSent ? 'cut-off' : 'offline'))
    out.on('response', (answer) => {
      const chunks: Buffer[] = []
      let size = 0
      answer.on('data', (chunk: Buffer) => {
        size += chunk.byteLength
        if (size > maxBytes) {
          fail('too-large')
          return
        }
        chunks.push(chunk)
      })
      answer.on('error', () => fail('cut-off'))
      answer.on('end', () => {
        if (!answer.complete) {
          fail('cut-off')
          return
        }
        clearTimeout(timer)
        asked.signal?.removeEventListener('abort', cancel)
        const names = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(names) as Record<string, string>,
          body: Buffer.concat(chunks),
        })
      })
    })
    out.end(body === undefined ? undefined : Buffer.from(body))
  })
}
