/** A program on a D-Bus bus, played by a test: it owns names, answers calls and sends signals. */
import { sessionSockets } from '../electron/os/bus-addresses.ts'
import { BUS, BUS_PATH, openBusConnection, type BusCall } from '../electron/os/bus-connection.ts'
import { TYPES, type BusMessage } from '../electron/os/bus-messages.ts'

/** The reply to a call: values by their signature, the name of an error, or no reply. */
export type Answer =
  readonly [signature: string, ...values: unknown[]] | { readonly error: string } | 'silence'

export type Serve = (call: BusMessage, values: readonly unknown[]) => Answer

export interface BusPeer {
  /** The unique name of the connection. */
  readonly name: string
  call(call: BusCall): Promise<readonly unknown[]>
  /** Calls without waiting for the reply. */
  send(call: BusCall): void
  /** Requests a name, and rejects if another connection owns it. */
  own(name: string): Promise<void>
  /** Releases a name. */
  leave(name: string): Promise<void>
  /** `to` sends the signal to one connection alone, past its match rules. */
  signal(signal: {
    readonly path: string
    readonly interface: string
    readonly member: string
    readonly signature?: string
    readonly body?: readonly unknown[]
    readonly to?: string
  }): void
  /** All calls that it received. */
  readonly calls: readonly BusMessage[]
  close(): void
}

/** The first socket in an address. Throws if there is none. */
export function socketAt(address: string | undefined): string {
  const [path] = sessionSockets({ DBUS_SESSION_BUS_ADDRESS: address ?? 'none:' })
  if (path === undefined) throw new Error('That is no address of a bus')
  return path
}

const DEADLINE_MS = 10_000
const PRIMARY_OWNER = 1
const NO_REPLY = 1

/** Joins the bus at that socket. A call for which `serve` returns `undefined` gets an error. */
export async function joinBus(
  socketPath: string,
  serve: (...given: Parameters<Serve>) => Answer | undefined = () => undefined,
): Promise<BusPeer> {
  const life = new AbortController()
  const calls: BusMessage[] = []
  const connection = await openBusConnection({
    socketPath,
    deadlineMs: DEADLINE_MS,
    signal: life.signal,
    onSignal: () => undefined,
    onEnd: () => undefined,
    onCall(message) {
      calls.push(message)
      const to = {
        replySerial: message.serial,
        ...(message.sender !== undefined && { destination: message.sender }),
      }
      const answer = serve(message, message.body()) ?? { error: 'org.freedesktop.DBus.Error.UnknownMethod' }
      if (answer === 'silence' || (message.flags & NO_REPLY) !== 0) return
      if ('error' in answer) connection.send({ ...to, type: TYPES.error, errorName: answer.error })
      else {
        const [signature, ...body] = answer
        connection.send({ ...to, type: TYPES.reply, signature }, body)
      }
    },
  })

  const call = (given: BusCall) =>
    new Promise<readonly unknown[]>((resolve, reject) =>
      connection.call(given, DEADLINE_MS, (failure, values) => (failure ? reject(failure) : resolve(values))),
    )
  const askBus = (member: string, signature: string, ...body: readonly unknown[]) =>
    call({ destination: BUS, path: BUS_PATH, interface: BUS, member, signature, body })

  return {
    name: connection.name,
    calls,
    call,
    send: (given) => connection.call(given, DEADLINE_MS, () => undefined),
    async own(name) {
      const [code] = await askBus('RequestName', 'su', name, 4) // DO_NOT_QUEUE
      if (code !== PRIMARY_OWNER) throw new Error('The name is taken')
    },
    async leave(name) {
      await askBus('ReleaseName', 's', name)
    },
    signal({ to, body = [], ...header }) {
      const only = to === undefined ? {} : { destination: to }
      connection.send({ ...header, ...only, type: TYPES.signal }, body)
    },
    close: () => life.abort(),
  }
}
