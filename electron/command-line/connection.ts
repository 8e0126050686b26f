/**
 * One connection of the command line: its request, then the session of the command that answers it.
 *
 * States: `waiting` for the request, `running` a command, `over`. Input is bounded: each line by {@link LONGEST_LINE}, unread input by
 * {@link MOST_UNREAD}. Output waits for a slow client.
 */
import type { Readable, Writable } from 'node:stream'
import { EXIT, PROTOCOL } from '../../shared/contract/command-line-limits.ts'
import { ClientMessage, CommandRequest, ServerMessage } from '../../shared/contract/command-line.ts'
import type { Requester } from '../core/ports/requester.ts'
import type { Log } from '../core/ports/world.ts'
import { createLineReader } from './lines.ts'
import { SERVER_WORDS } from './server-messages.ts'
import { createSession, type RunningSession } from './running-session.ts'
import { SessionEnded, type CommandSession } from './session.ts'
import { createSender } from './sender.ts'

/** The two directions of a connection. A socket is both. */
export interface Wire {
  readonly readable: Readable
  readonly writable: Writable
  /** Closes both immediately. Called once, when the client has disconnected or has received everything. */
  destroy(): void
}

export interface ConnectionDeps {
  readonly wire: Wire
  /** Read once, when the request has arrived. */
  readonly requester: () => Requester | undefined
  /** Resolves with the exit code; `undefined` after `become`; `retry` if another program is to answer. */
  readonly run: (session: CommandSession) => Promise<number | 'retry' | undefined>
  readonly log: Pick<Log, 'unexpected'>
  /** How long a client may take to send its request. */
  readonly requestMs: number
}

export interface Connection {
  /** Ends the command and the connection with a sentence. */
  end(words: string, code: number): void
}

export const REQUEST_MS = 5_000
/** How long a client may take to close its end after the last line. */
const LINGER_MS = 1_000

export function openConnection(deps: ConnectionDeps): Connection {
  const { wire, requester, run, log, requestMs } = deps
  const lines = createLineReader()
  const sender = createSender(wire.writable)
  let state: 'waiting' | 'running' | 'over' = 'waiting'
  let session: RunningSession | undefined
  const late = setTimeout(() => end(SERVER_WORDS.noRequest, EXIT.failed), requestMs)

  wire.readable.on('data', (piece: Uint8Array) => {
    if (state === 'over') return
    if (!lines.take(piece, receive)) misunderstood()
  })
  wire.readable.once('end', gone)
  wire.readable.once('close', gone)
  for (const stream of new Set<Readable | Writable>([wire.readable, wire.writable])) stream.on('error', gone)

  function receive(line: string): void {
    if (state === 'over') return
    const message = parsedJson(line)
    if (state === 'waiting') begin(message)
    else if (!takes(message)) misunderstood()
  }

  /** SECURITY: checks every request: first its protocol version, then its schema, which refuses unknown fields. */
  function begin(message: unknown): void {
    const protocol = protocolOf(message)
    if (protocol !== undefined && protocol !== PROTOCOL) {
      end(SERVER_WORDS.otherProtocol(protocol), EXIT.failed)
      return
    }
    const parsed = CommandRequest.safeParse(message)
    if (!parsed.success) {
      misunderstood()
      return
    }
    clearTimeout(late)
    state = 'running'
    session = createSession({ request: parsed.data, requester: requester(), sender, readable: wire.readable })
    void answer(session)
  }

  async function answer(running: RunningSession): Promise<void> {
    try {
      const code = await run(running.session)
      if (code === 'retry') await finish({ retry: true })
      else if (code !== undefined) await finish({ exit: code })
      else if (running.hasBecome()) await finish()
      else throw new Error('A command ended without an exit code')
    } catch (error) {
      if (error instanceof SessionEnded || isOver()) return finish()
      end(SERVER_WORDS.unexpected(log.unexpected('command line', error)), EXIT.failed)
    }
  }

  const isOver = () => state === 'over'

  function takes(message: unknown): boolean {
    const parsed = ClientMessage.safeParse(message)
    return parsed.success && session?.take(parsed.data) === true
  }

  const misunderstood = () => end(SERVER_WORDS.notUnderstood, EXIT.failed)

  function end(words: string, code: number): void {
    if (state === 'over') return
    sender.send({ err: Buffer.from(`${words}\n`).toString('base64') })
    void finish({ exit: code })
  }

  /** Sends the last line, and closes when the client has received it. */
  async function finish(last?: ServerMessage): Promise<void> {
    if (state === 'over') return
    if (last !== undefined) sender.send(last)
    state = 'over'
    clearTimeout(late)
    session?.end()
    await sender.finish()
    await otherEnd(wire.readable)
    wire.destroy()
  }

  /** The client has disconnected. */
  function gone(): void {
    sender.gone()
    if (state !== 'over') void finish()
  }

  return { end }
}

/**
 * Reads and drops further input until the client has closed its end, because closing earlier would lose the last lines. Waits only
 * for a limited time.
 */
async function otherEnd(readable: Readable): Promise<void> {
  if (readable.destroyed || readable.readableEnded) return
  await new Promise<void>((resolve) => {
    const limit = setTimeout(resolve, LINGER_MS)
    const end = () => {
      clearTimeout(limit)
      resolve()
    }
    readable.once('end', end).once('close', end).resume()
  })
}

/** Returns `undefined` for text that is no JSON. JSON has no such value, so it fits no schema. */
function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function protocolOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('protocol' in message)) return undefined
  return typeof message.protocol === 'number' ? message.protocol : undefined
}
