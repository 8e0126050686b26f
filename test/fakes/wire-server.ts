/** A server of raw bytes that counts requests, and answers, cuts or waits as a test sets it. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { FakeCertificate } from './certificate.ts'

/** Runs when a whole request has arrived. `request` counts from 1 over all connections. */
export type Behaviour = (socket: Socket, request: number, text: string) => void

export interface WireServer {
  readonly port: number
  /** Whole requests, as text, in the order of their arrival. */
  readonly requests: readonly string[]
  readonly connections: number
  /** Applies from the next request on. */
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

export const answer = (status: number, body = '{}', headers = '') =>
  `HTTP/1.1 ${status} Status\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`

export const reply =
  (text: string): Behaviour =>
  (socket) =>
    socket.write(text)

/** A request is whole when its headers and the announced number of bytes have arrived. */
function wholeRequest(received: string): string | undefined {
  const head = received.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0)
  return received.length >= head + 4 + length ? received.slice(0, head + 4 + length) : undefined
}

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

/** Listens on loopback; with a certificate the server speaks TLS. Answers 200 `{}` until a test sets another behaviour. */
export async function startWireServer(certificate?: FakeCertificate): Promise<WireServer> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  let behaviour: Behaviour = reply(answer(200))

  function serve(socket: Socket) {
    let received = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1')
      for (let text = wholeRequest(received); text !== undefined; text = wholeRequest(received)) {
        received = received.slice(text.length)
        requests.push(text)
        behaviour(socket, requests.length, text)
      }
    })
  }

  const server = certificate === undefined ? createServer(serve) : createTlsServer({ ...certificate }, serve)
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  const port = await listen(server)

  return {
    port,
    requests,
    get connections() {
      return connections
    },
    behave: (next) => (behaviour = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
