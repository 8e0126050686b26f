/** An HTTP proxy that opens CONNECT tunnels to one place, whatever target was requested, and keeps a record. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FakeCertificate } from './certificate.ts'

export interface ConnectProxy {
  /** `http://127.0.0.1:port`, or https with a certificate. */
  readonly address: string
  /** The requested targets. */
  readonly asked: readonly string[]
  /** The `Proxy-Authorization` of each CONNECT. */
  readonly signIns: readonly (string | undefined)[]
  /** From now on the proxy answers 407 with these `Proxy-Authenticate` lines, except to a CONNECT with `accepts`. */
  askFor(challenges: readonly string[], accepts?: string): void
  /** From now on the proxy answers with this status instead of opening a tunnel; 0 cuts the connection. */
  refuseWith(status: number): void
  /** From now on the proxy sends this text when it opens a tunnel; with `inPieces`, byte by byte. */
  greetWith(words: string, inPieces: boolean): void
  close(): Promise<void>
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n'

/** Every tunnel ends at `port` on loopback. */
export async function startConnectProxy(port: number, certificate?: FakeCertificate): Promise<ConnectProxy> {
  const asked: string[] = []
  const signIns: (string | undefined)[] = []
  let door: { readonly challenges: readonly string[]; readonly accepts: string | undefined } | undefined
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

  function take({ url, headers }: IncomingMessage, socket: Duplex) {
    const signIn = headers['proxy-authorization']
    asked.push(url ?? '')
    signIns.push(signIn)
    open.add(socket)
    socket.on('error', () => undefined)
    if (door !== undefined && (signIn === undefined || signIn !== door.accepts)) {
      const lines = door.challenges.map((challenge) => `proxy-authenticate: ${challenge}\r\n`)
      const provisional = greeting.words.startsWith(CONTINUE) ? CONTINUE : ''
      socket.end(`${provisional}HTTP/1.1 407 Who\r\n${lines.join('')}content-length: 0\r\n\r\n`)
    } else if (refusal === undefined) tunnel(socket)
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
    signIns,
    askFor: (challenges, accepts) => void (door = { challenges, accepts }),
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
