/** A network over plain `node:http`, loopback only: what the leash needs, and nothing that could hide a second send. */
import { request } from 'node:http'
import {
  WireFailure,
  type NetworkPort,
  type WireAnswer,
  type WireRequest,
  type WireTrouble,
} from '../../electron/core/ports/network.ts'

/** Throws `WireFailure` as the port promises; certificates are whatever `readCertificates` is told to give. */
export function fakeNetwork(certificates: Readonly<Record<string, string>> = {}): NetworkPort {
  return {
    exchange,
    async readCertificates(path) {
      const pem = certificates[path]
      if (pem === undefined) throw new Error('No such file')
      return pem
    },
  }
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
