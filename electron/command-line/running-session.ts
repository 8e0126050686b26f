/** The session of a running command: its output, and the input from its client. */
import type { Readable } from 'node:stream'
import { LARGEST_PIECE } from '../../shared/contract/command-line-limits.ts'
import type { ClientMessage, CommandRequest } from '../../shared/contract/command-line.ts'
import type { Requester } from '../core/ports/requester.ts'
import type { Sender } from './sender.ts'
import { SessionEnded, type ChildEnd, type CommandSession } from './session.ts'

/** How many bytes of input may wait for the command. The client holds the rest. */
const MOST_UNREAD = 1_000_000
/** The memory of a piece besides its bytes, so that empty pieces count, too. */
const PIECE_COST = 100

interface Deps {
  readonly request: Omit<CommandRequest, 'protocol'>
  readonly requester: Requester | undefined
  readonly sender: Sender
  /** Paused while the command does not keep up. */
  readonly readable: Pick<Readable, 'pause' | 'resume'>
}

export interface RunningSession {
  readonly session: CommandSession
  /** Returns `false` if the client may not send that now. */
  take(message: ClientMessage): boolean
  hasBecome(): boolean
  /** The client has disconnected, or the command has ended. */
  end(): void
}

interface Child {
  readonly received: (stream: 'out' | 'err', piece: Uint8Array) => void
  readonly ended: (end: ChildEnd | { readonly failed: string } | undefined) => void
}

export function createSession({ request, requester, sender, readable }: Deps): RunningSession {
  const ending = new AbortController()
  const input = createInput(sender, readable)
  let child: Child | undefined
  /** Answers the waiting question. `null`: the client has disconnected. */
  let answered: ((answer: Uint8Array | undefined | null) => void) | undefined
  let isLast = false

  const alive = () => {
    if (ending.signal.aborted || isLast) throw new SessionEnded()
  }

  async function write(name: 'out' | 'err', content: string | Uint8Array): Promise<void> {
    const bytes =
      typeof content === 'string'
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
    for (let at = 0; at < bytes.length; at += LARGEST_PIECE) {
      alive()
      const piece = bytes.toString('base64', at, at + LARGEST_PIECE)
      sender.send(name === 'out' ? { out: piece } : { err: piece })
      await sender.settled()
    }
    alive()
  }

  /** The command forwards the child's output to the same client, so a client that does not read the output sends no more of it. */
  function received({ child: stream, bytes }: Extract<ClientMessage, { child: unknown }>): boolean {
    if (child === undefined) return false
    child.received(stream, Buffer.from(bytes, 'base64'))
    if (sender.isBehind()) {
      readable.pause()
      sender.onceSettled(() => void readable.resume())
    }
    return true
  }

  function childEnded(end: Parameters<Child['ended']>[0]): boolean {
    if (child === undefined) return false
    const { ended } = child
    child = undefined
    ended(end)
    return true
  }

  function answer(line: Uint8Array | undefined | null): boolean {
    if (answered === undefined) return false
    const resolve = answered
    answered = undefined
    resolve(line)
    return true
  }

  function take(message: ClientMessage): boolean {
    if ('answer' in message)
      return answer(message.answer === null ? undefined : Buffer.from(message.answer, 'base64'))
    if ('in' in message) return input.take(message.in)
    if ('child' in message) return received(message)
    if ('failed' in message) return childEnded({ failed: message.failed })
    const { code, signal } = message.ended
    return childEnded({ code, ...(signal !== undefined && { signal }) })
  }

  return {
    session: {
      request,
      requester,
      signal: ending.signal,
      out: (text) => write('out', text),
      err: (text) => write('err', text),
      input: () => input.read(),
      async ask(question) {
        alive()
        if (answered !== undefined) throw new Error('A session asks one question at a time')
        const line = new Promise<Uint8Array | undefined | null>((resolve) => (answered = resolve))
        sender.send({ ask: Buffer.from(question).toString('base64') })
        const typed = await line
        if (typed === null) throw new SessionEnded()
        return typed
      },
      async become(command) {
        alive()
        sender.send({ become: command })
        isLast = true
        await Promise.resolve()
      },
      async runChild(command, received, ending) {
        alive()
        if (child !== undefined) throw new Error('A session runs one child at a time')
        const end = new Promise<Parameters<Child['ended']>[0]>((ended) => (child = { received, ended }))
        sender.send({ child: command })
        const stop = () => sender.send({ 'end-child': true })
        if (ending?.aborted === true) stop()
        ending?.addEventListener('abort', stop, { once: true })
        const how = await end
        ending?.removeEventListener('abort', stop)
        if (how === undefined) throw new SessionEnded()
        return how
      },
    },
    take,
    hasBecome: () => isLast,
    end() {
      ending.abort()
      input.end()
      childEnded(undefined)
      answer(null)
    },
  }
}

/** Yields the client's standard input as it arrives. */
function createInput(sender: Sender, readable: Deps['readable']) {
  /** `unwanted`: the command stopped reading early. */
  let state: 'unasked' | 'open' | 'unwanted' | 'complete' | 'cut' = 'unasked'
  let pieces: Uint8Array[] = []
  let unread = 0
  let wake = (): void => undefined

  async function* read(): AsyncGenerator<Uint8Array, void> {
    if (state === 'cut') throw new SessionEnded()
    if (state !== 'unasked') throw new Error('A session reads its input once')
    state = 'open'
    sender.send({ 'send-input': true })
    try {
      for (;;) {
        const ready = pieces
        pieces = []
        unread = 0
        yield* ready
        if (pieces.length > 0) continue
        if (now() === 'cut') throw new SessionEnded()
        if (now() === 'complete') return
        const more = new Promise<void>((resolve) => (wake = resolve))
        readable.resume()
        await more
      }
    } finally {
      if (now() === 'open') state = 'unwanted'
      pieces = []
      readable.resume()
    }
  }

  const now = () => state

  return {
    read,
    take(piece: string | null): boolean {
      if (state === 'unwanted') return true
      if (state !== 'open') return false
      if (piece === null) state = 'complete'
      else {
        const bytes = Buffer.from(piece, 'base64')
        pieces.push(bytes)
        unread += bytes.length + PIECE_COST
        if (unread > MOST_UNREAD) readable.pause()
      }
      wake()
      return true
    },
    end() {
      if (state !== 'complete') state = 'cut'
      wake()
    },
  }
}
