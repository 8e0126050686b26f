/**
 * The server of the command line: accepts connections, within limits of number and rate, and lets commands answer them.
 *
 * Connections beyond {@link MOST_SERVED} wait unread. Connections beyond {@link MOST_WAITING} are asked to retry.
 */
import type { Server, Socket } from 'node:net'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import type { Requester } from '../core/ports/requester.ts'
import type { Log } from '../core/ports/world.ts'
import { openConnection, REQUEST_MS, type Connection } from './connection.ts'
import { createSender } from './sender.ts'
import { SERVER_WORDS } from './server-messages.ts'
import type { RunCommand } from './session.ts'

export interface Peer {
  /** Whether the client runs as our user. True if the system does not report it, because only our user may open the socket's folder. */
  readonly isOwnUser: boolean
  /** Read when needed. */
  readonly requester: () => Requester | undefined
}

export interface CommandServerDeps {
  /** Called for each new connection. */
  readonly identify: (socket: Socket) => Peer
  readonly run: RunCommand
  readonly log: Pick<Log, 'unexpected'>
  readonly limits?: Partial<Limits>
}

interface Limits {
  /** How many are answered at once. */
  readonly served: number
  /** How many more may wait. */
  readonly waiting: number
  /** New connections in a second, after a first burst of twice as many. */
  readonly perSecond: number
  readonly requestMs: number
  /** How long a client may take to read the rest when the program closes. */
  readonly closeMs: number
}

const MOST_SERVED = 64
export const MOST_WAITING = 192
const LIMITS: Limits = {
  served: MOST_SERVED,
  waiting: MOST_WAITING,
  perSecond: 500,
  requestMs: REQUEST_MS,
  closeMs: 500,
}

export interface CommandServer {
  /** Answers the connections of this server, which listens or will listen. */
  serve(server: Server): void
  /** Ends every command with a sentence. Resolves when all connections are closed. */
  close(): Promise<void>
}

export function createCommandServer({ identify, run, log, limits }: CommandServerDeps): CommandServer {
  const { served, waiting: mostWaiting, perSecond, requestMs, closeMs } = { ...LIMITS, ...limits }
  const open = new Map<Socket, Connection>()
  const waiting = new Map<Socket, Peer>()
  const all = new Set<Socket>()
  const hasRate = createRate(perSecond)
  let isClosing = false
  let closed = (): void => undefined

  function arrive(socket: Socket): void {
    all.add(socket)
    socket.on('error', () => undefined) // `close` follows an error
    socket.once('close', () => leave(socket))
    const peer = identify(socket)
    // SECURITY: another user gets no answer.
    if (!peer.isOwnUser || isClosing) socket.destroy()
    else if (!hasRate() || (open.size >= served && waiting.size >= mostWaiting)) refuse(socket)
    else if (open.size < served) admit(socket, peer)
    else waiting.set(socket, peer)
  }

  function admit(socket: Socket, peer: Peer): void {
    const wire = { readable: socket, writable: socket, destroy: () => void socket.destroy() }
    open.set(socket, openConnection({ wire, requester: peer.requester, run, log, requestMs }))
  }

  function leave(socket: Socket): void {
    all.delete(socket)
    waiting.delete(socket)
    open.delete(socket)
    if (isClosing) {
      if (all.size === 0) closed()
      return
    }
    const [next] = waiting
    if (next === undefined || open.size >= served) return
    waiting.delete(next[0])
    admit(...next)
  }

  /** A waiting connection is not read, so a flood costs nothing. */
  function refuse(socket: Socket): void {
    const sender = createSender(socket)
    sender.send({ err: Buffer.from(`${SERVER_WORDS.tooMany}\n`).toString('base64') })
    sender.send({ exit: EXIT.failed })
    void sender.finish().then(() => socket.destroy())
  }

  return {
    serve(server) {
      server.on('connection', arrive)
    },
    async close() {
      isClosing = true
      const done = new Promise<void>((resolve) => (closed = resolve))
      for (const socket of waiting.keys()) socket.destroy()
      for (const connection of [...open.values()]) connection.end(SERVER_WORDS.closing, EXIT.noProgram)
      if (all.size === 0) return
      const limit = setTimeout(() => all.forEach((socket) => socket.destroy()), closeMs)
      await done
      clearTimeout(limit)
    },
  }
}

/** Whether the rate permits one more connection now. */
function createRate(perSecond: number): () => boolean {
  const most = perSecond * 2
  let left = most
  let at = performance.now()
  return () => {
    const now = performance.now()
    left = Math.min(most, left + ((now - at) / 1_000) * perSecond)
    at = now
    if (left < 1) return false
    left -= 1
    return true
  }
}
