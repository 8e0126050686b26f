/** One connection to a D-Bus bus: authenticates, sends calls and receives messages. */
import { connect } from 'node:net'
import { createMessageReader, encodeMessage, TYPES, type BusHeader, type BusMessage } from './bus-messages.ts'
import { NotDBus } from './bus-values.ts'

export const BUS = 'org.freedesktop.DBus'
export const BUS_PATH = '/org/freedesktop/DBus'

export interface BusCall {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
}

/** `no-bus`: there is no bus, or the connection ended. `slow`: no reply within the deadline. `error`: an error reply, by its D-Bus name. */
export class BusFailure extends Error {
  readonly why: 'no-bus' | 'slow' | 'error'

  constructor(why: BusFailure['why'], options?: ErrorOptions) {
    super(why, options)
    this.name = 'BusFailure'
    this.why = why
  }
}

/** Runs before the next message is read, so that messages are handled in order. */
type Settle = (failure: BusFailure | undefined, values: readonly unknown[]) => void

export interface BusConnection {
  /** Settles within `deadlineMs`, always, and exactly once. */
  call(call: BusCall, deadlineMs: number, settle: Settle): void
  /** Sends any message and returns its serial. Throws NotDBus if the body does not fit its signature. */
  send(header: Omit<BusHeader, 'serial' | 'flags'>, body?: readonly unknown[]): number
  /** The unique name that the bus gave this connection. */
  readonly name: string
  hasEnded(): boolean
}

interface Options {
  readonly socketPath: string
  /** The deadline for authentication and the Hello call together. */
  readonly deadlineMs: number
  readonly onSignal: (message: BusMessage) => void
  /** Handles calls from other connections; replies go through `send`. Without this handler, every call is refused. */
  readonly onCall?: (message: BusMessage) => void
  /** Ends the connection, whether it is open yet or not. */
  readonly signal: AbortSignal
  /** Runs once, before all calls that are waiting fail. */
  readonly onEnd: (connection: BusConnection) => void
}

const LONGEST_LINE = 16 * 1024
/** Limits replies that are overdue. The bus counts them (128 by dbus-daemon's default) and refuses all further calls beyond its limit. */
const MOST_OVERDUE = 30
/** Bytes that a bus has not read yet. */
const MOST_UNREAD = 4 * 1024 * 1024
const UNKNOWN_METHOD = 'org.freedesktop.DBus.Error.UnknownMethod'
const NO_REPLY_WANTED = 1

/** Rejects with BusFailure. */
export function openBusConnection(options: Options): Promise<BusConnection> {
  const { socketPath, deadlineMs, onSignal, onCall = refuse, onEnd, signal } = options
  const { promise, resolve, reject } = Promise.withResolvers<BusConnection>()
  const socket = connect(socketPath)
  // An idle connection must not keep the program running; the deadline of a pending call does.
  socket.unref()
  const stop = () => socket.destroy()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  let serial = 0
  let connection: BusConnection | undefined
  let hasEnded = false
  const waiting = new Map<number, Settle>()
  const overdue = new Set<number>()
  let why: BusFailure['why'] = 'no-bus'
  const hello = setTimeout(() => {
    why = 'slow'
    socket.destroy()
  }, deadlineMs)

  socket.on('error', () => undefined) // 'close' follows
  socket.on('end', stop)
  socket.on('close', () => {
    signal.removeEventListener('abort', stop)
    clearTimeout(hello)
    hasEnded = true
    if (connection !== undefined) onEnd(connection)
    const left = [...waiting.values()]
    waiting.clear()
    for (const settle of left) settle(new BusFailure('no-bus'), [])
    reject(new BusFailure(why)) // no matter where it was open
  })

  function send(
    header: Omit<BusHeader, 'serial' | 'flags'>,
    body: readonly unknown[] = [],
    flags = 0,
  ): number {
    serial = (serial % 0xffff_ffff) + 1
    const bytes = encodeMessage({ ...header, flags, serial }, body)
    if (socket.writableLength > MOST_UNREAD) socket.destroy()
    else socket.write(bytes)
    return serial
  }

  function call({ body = [], ...header }: BusCall, ms: number, settle: Settle): void {
    if (hasEnded) {
      settle(new BusFailure('no-bus'), [])
      return
    }
    let sent: number
    try {
      sent = send({ ...header, type: TYPES.call }, body)
    } catch (error) {
      settle(new BusFailure('error', { cause: error }), [])
      return
    }
    const timer = setTimeout(() => {
      waiting.delete(sent)
      overdue.add(sent)
      settle(new BusFailure('slow'), [])
      // If the bus itself does not answer, it has hung.
      if (header.destination === BUS || overdue.size > MOST_OVERDUE) socket.destroy()
    }, ms)
    waiting.set(sent, (...given) => {
      clearTimeout(timer)
      settle(...given)
    })
  }

  function answered(message: BusMessage): void {
    const { replySerial = 0, type, errorName } = message
    overdue.delete(replySerial)
    const settle = waiting.get(replySerial)
    waiting.delete(replySerial)
    if (settle === undefined) return
    if (type === TYPES.error) settle(new BusFailure('error', { cause: errorName }), [])
    else settle(...valuesOf(message))
  }

  /** Keyhold offers no methods. An error reply keeps the caller from waiting. */
  function refuse({ sender, serial: replySerial, flags }: BusMessage): void {
    if ((flags & NO_REPLY_WANTED) !== 0) return
    const to = sender === undefined ? {} : { destination: sender }
    send({ ...to, type: TYPES.error, errorName: UNKNOWN_METHOD, replySerial }, [], NO_REPLY_WANTED)
  }

  function receive(message: BusMessage): void {
    if (message.type === TYPES.reply || message.type === TYPES.error) answered(message)
    if (message.type === TYPES.call) onCall(message)
    if (message.type === TYPES.signal) onSignal(message)
  }

  const read = createMessageReader(receive)
  let line: Buffer = Buffer.alloc(0)
  let wasAsked = false
  let isTalking = false

  /** "Authentication Protocol", EXTERNAL: the kernel tells the bus which user connects, so the bus need not trust what Keyhold sends. */
  function greet(bytes: Buffer): void {
    line = Buffer.concat([line, bytes])
    const end = line.indexOf('\r\n')
    if (end === -1 ? line.length > LONGEST_LINE : end > LONGEST_LINE) throw new NotDBus('No greeting')
    if (end === -1) return
    const said = line.toString('latin1', 0, end)
    const rest = line.subarray(end + 2)
    line = Buffer.alloc(0)
    if (said === 'DATA' && !wasAsked) {
      wasAsked = true
      socket.write('DATA\r\n')
    } else if (/^OK\b/.test(said)) begin()
    else throw new NotDBus('Not let in')
    if (rest.length > 0) take(rest)
  }

  function begin(): void {
    isTalking = true
    socket.write('BEGIN\r\n')
    const asked = { destination: BUS, path: BUS_PATH, interface: BUS, member: 'Hello' }
    call(asked, deadlineMs, (failure, [name]) => {
      if (failure !== undefined || typeof name !== 'string') {
        socket.destroy()
        return
      }
      clearTimeout(hello)
      connection = { call, send, name, hasEnded: () => hasEnded }
      resolve(connection)
    })
  }

  function take(bytes: Buffer): void {
    if (isTalking) read(bytes)
    else greet(bytes)
  }

  socket.on('data', (bytes: Buffer) => {
    try {
      take(bytes)
    } catch (error) {
      if (!(error instanceof NotDBus)) throw error
      socket.destroy() // the start of the next message is unknown
    }
  })
  socket.write('\0AUTH EXTERNAL\r\n')
  return promise
}

function valuesOf(message: BusMessage): readonly [BusFailure | undefined, readonly unknown[]] {
  try {
    return [undefined, message.body()]
  } catch (error) {
    return [new BusFailure('error', { cause: error }), []]
  }
}
