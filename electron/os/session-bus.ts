/** Calls and signals on the user's D-Bus session bus: calls with a deadline, all on one connection that is opened when needed. */
import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { createClient, type MessageBus } from '@homebridge/dbus-native'
import type {} from './dbus-native.d.ts'

const DEADLINE_MS = 5_000

export interface BusCall {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
}

/** Which signals to hear. What is missing is not looked at. */
export interface BusSignal {
  readonly interface: string
  readonly member: string
  readonly sender?: string
  /** The first value, a text. */
  readonly arg0?: string
}

/** `no-bus`: there is none, or it went away. `slow`: no reply within the deadline. `error`: an error reply, by its D-Bus name. */
export class BusFailure extends Error {
  readonly why: 'no-bus' | 'slow' | 'error'

  constructor(why: BusFailure['why'], options?: ErrorOptions) {
    super(why, options)
    this.name = 'BusFailure'
    this.why = why
  }
}

export interface SessionBus {
  /** The reply's values. Rejects with BusFailure. */
  call(call: BusCall): Promise<readonly unknown[]>
  /**
   * Hears a signal until the connection ends; then `gone` is called, once. Rejects with BusFailure. The values are not
   * checked: anybody on the bus may send anything.
   */
  listen(signal: BusSignal, heard: (values: readonly unknown[]) => void, gone?: () => void): Promise<void>
  close(): void
}

interface Options {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly deadlineMs?: number
}

/** A message as it came; only signals have neither reply nor destination of interest here. */
interface BusMessage {
  readonly type: number
  readonly interface?: string
  readonly member?: string
  readonly sender?: string
  readonly body?: readonly unknown[]
}

/** D-Bus specification, "Message Types". */
const SIGNAL = 4

/** A name that the bus itself checked (`sender`) is left to the rule: signals come from unique names. */
const isMeant = (message: BusMessage, signal: BusSignal): boolean =>
  message.type === SIGNAL &&
  message.interface === signal.interface &&
  message.member === signal.member &&
  (signal.arg0 === undefined || message.body?.[0] === signal.arg0)

interface Connection {
  readonly bus: MessageBus
  readonly socket: Socket
  /** Ends it at once, so that the next call opens another. */
  readonly drop: () => void
}

/**
 * The bus's socket, from an address such as `unix:path=/run/user/1000/bus,guid=…` (D-Bus specification, "Server
 * addresses"), or where systemd puts it. Node spells an abstract socket with a leading NUL.
 */
export function socketOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const address = env.DBUS_SESSION_BUS_ADDRESS
  if (address === undefined || address === '') {
    const path = `${env.XDG_RUNTIME_DIR ?? ''}/bus`
    return existsSync(path) ? path : undefined
  }
  const [, kind, value] = /(?:^|;)unix:(?:[^;]*,)?(path|abstract)=([^,;]+)/.exec(address) ?? []
  if (value === undefined) return undefined
  const path = decodeURIComponent(value)
  return kind === 'abstract' ? `\0${path}` : path
}

/** Opens nothing yet. A bus that went away is looked for again by the next call. */
export function createSessionBus({ env = process.env, deadlineMs = DEADLINE_MS }: Options = {}): SessionBus {
  let current: Connection | undefined

  function open(): Connection {
    const path = socketOf(env)
    if (path === undefined) throw new BusFailure('no-bus')
    const socket = connect(path)
    // An idle connection must not keep the program from ending; a call is held by its deadline.
    socket.unref()
    socket.setMaxListeners(0) // each call that is under way hears of its end
    const bus = createClient({ stream: socket, authMethods: ['EXTERNAL'] })
    const connection: Connection = {
      bus,
      socket,
      drop() {
        if (current === connection) current = undefined
        socket.destroy()
      },
    }
    // An error that nobody listens to would end the program. 'close' follows and ends what waits.
    bus.connection.on('error', () => connection.drop())
    socket.on('end', () => connection.drop())
    socket.on('close', () => connection.drop())
    current = connection
    return connection
  }

  function ask({ bus, socket, drop }: Connection, call: BusCall): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      const gone = () => end(() => reject(new BusFailure('no-bus')))
      const timer = setTimeout(() => {
        end(() => reject(new BusFailure('slow')))
        drop() // a late reply has nobody to go to
      }, deadlineMs)
      const end = (act: () => void) => {
        clearTimeout(timer)
        socket.off('close', gone)
        act()
      }
      socket.on('close', gone)
      bus.invoke({ ...call }, (error, ...values: unknown[]) =>
        end(() => (error ? reject(new BusFailure('error', { cause: error.name })) : resolve(values))),
      )
    })
  }

  /** The bus sends what any rule of this connection matches, so each listener looks for itself. */
  async function listen(
    signal: BusSignal,
    heard: (values: readonly unknown[]) => void,
    gone: () => void = () => undefined,
  ): Promise<void> {
    const connection = current ?? open()
    connection.bus.connection.on('message', (message: BusMessage) => {
      if (isMeant(message, signal)) heard(message.body ?? [])
    })
    connection.socket.once('close', gone)
    const { arg0, ...named } = signal
    const rule = [
      ['type', 'signal'],
      ...Object.entries(named),
      ...(arg0 === undefined ? [] : [['arg0', arg0]]),
    ]
    await ask(connection, {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [rule.map(([name, value]) => `${name}='${value}'`).join(',')],
    })
  }

  return {
    call: async (call) => ask(current ?? open(), call),
    listen,
    close: () => current?.drop(),
  }
}
