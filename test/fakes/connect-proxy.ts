/** An HTTP proxy that opens CONNECT tunnels to one place, whatever was asked for, and keeps a record. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FakeCertificate } from './certificate.ts'

export interface ConnectProxy {
  /** `http://127.0.0.1:port`, or https with a certificate. */
  readonly address: string
  /** The targets asked for. */
  readonly asked: readonly string[]
  /** From now on it answers with this status instead of opening a tunnel; 0 cuts the connection. */
  refuseWith(status: number): void
  /** From now on it opens tunnels with these words; `inPieces`, byte by byte. */
  greetWith(words: string, inPieces: boolean): void
  close(): Promise<void>
}

/** Every tunnel ends at `port` on loopback. */
export async function startConnectProxy(port: number, certificate?: FakeCertificate): Promise<ConnectProxy> {
  const asked: string[] = []
  const open = new Set<Duplex>()
  let refusal: number | undefined
  let greeting = { words: 'HTTP/1.1 200 Connection established\r\n\r\n', inPieces: false }

  function tunnel(socket: Duplex) {
    const target = connect(port, '127.0.0.1', () => void greet().then(() => socket.pipe(target).pipe(socket)))
    const greet = async () => {
      const { words, inPieces } = greeting
      for (const piece of inPieces ? words : [words]) {
        socket.write(piece)
        if (inPieces) await setImmediate()
      }
    }
    open.add(target)
    target.on('error', () => undefined)
    socket.on('close', () => target.destroy())
  }

  function take({ url }: IncomingMessage, socket: Duplex) {
    asked.push(url ?? '')
    open.add(socket)
    socket.on('error', () => undefined)
    if (refusal === undefined) tunnel(socket)
    else if (refusal === 0) socket.destroy()
    else socket.end(`HTTP/1.1 ${refusal} No\r\ncontent-length: 2\r\n\r\nno`)
  }

  const server: Server = certificate === undefined ? createServer() : createTlsServer({ ...certificate })
  server.on('connect', take)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    address: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refuseWith: (status) => (refusal = status),
    greetWith: (words, inPieces) => void (greeting = { words, inPieces }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of open) socket.destroy()
      }),
  }
}
