/** Followers of a bus's signals: registers their match rules on each connection and delivers each signal to its followers. */
import { BUS, BUS_PATH, type BusConnection, type BusFailure } from './bus-connection.ts'
import type { BusMessage } from './bus-messages.ts'
import { NotDBus } from './bus-values.ts'

/** Selects signals. A missing field matches any value. */
export interface BusSignal {
  readonly interface: string
  readonly member: string
  /** The sender's name. A well-known name matches the connection that owns it when the signal is sent. */
  readonly sender?: string
  readonly path?: string
  /** The first value, if it is a text. */
  readonly arg0?: string
}

/** The values are not checked; any connection on the bus may send anything. */
export type Heard = (values: readonly unknown[], path: string) => void

export interface Follower {
  readonly signals: readonly (readonly [BusSignal, Heard])[]
  /** The bus has accepted all rules. */
  readonly listening?: () => void
  /** The connection ended after `listening`. */
  readonly gone?: () => void
  /** The connection ended before `listening`, or the bus refused a rule. */
  readonly failed?: (failure: BusFailure) => void
}

export interface Followers {
  count(): number
  add(follower: Follower): void
  remove(follower: Follower): void
  /** Registers every rule on a new connection. */
  use(connection: BusConnection): void
  /** The connection has ended. */
  lost(): void
  /** Removes all followers without calling them. */
  clear(): void
  readonly receive: (message: BusMessage) => void
}

/** D-Bus specification, "Match Rules". */
const quoted = (value: string) => `'${value.replaceAll("'", String.raw`'\''`)}'`
const ruleOf = (signal: BusSignal) =>
  ["type='signal'", ...Object.entries(signal).map(([key, value]) => `${key}=${quoted(String(value))}`)].join(
    ',',
  )

const OWNERS = { sender: BUS, path: BUS_PATH, interface: BUS, member: 'NameOwnerChanged' }

/** Names that only the bus gives, and that no other connection can have. */
const isUnique = (name: string) => name.startsWith(':') || name === BUS

export function createFollowers(deadlineMs: number): Followers {
  const all = new Set<Follower>()
  const listening = new Set<Follower>()
  /** The owners of followed well-known names; an empty text if a name has no owner. */
  const owners = new Map<string, string>()
  let connection: BusConnection | undefined

  const askBus = (
    on: BusConnection,
    member: string,
    value: string,
    settle: (failure?: BusFailure, answer?: unknown) => void,
  ) =>
    on.call(
      { destination: BUS, path: BUS_PATH, interface: BUS, member, signature: 's', body: [value] },
      deadlineMs,
      (failure, [answer]) => settle(failure, answer),
    )

  function begin(follower: Follower, on: BusConnection): void {
    let left = 1
    let hasFailed = false
    const settled = (failure?: BusFailure) => {
      left -= 1
      if (!all.has(follower) || hasFailed) return
      hasFailed = failure !== undefined
      if (failure !== undefined) follower.failed?.(failure)
      else if (left === 0) {
        listening.add(follower)
        follower.listening?.()
      }
    }
    const ask = (member: string, value: string, settle: (failure?: BusFailure, answer?: unknown) => void) => {
      left += 1
      askBus(on, member, value, settle)
    }
    for (const [signal] of follower.signals) {
      const { sender } = signal
      if (sender !== undefined && !isUnique(sender) && !owners.has(sender)) {
        owners.set(sender, '')
        ask('AddMatch', ruleOf({ ...OWNERS, arg0: sender }), settled)
        ask('GetNameOwner', sender, (failure, owner) => {
          if (failure === undefined) owners.set(sender, String(owner))
          settled(failure?.why === 'error' ? undefined : failure)
        })
      }
      ask('AddMatch', ruleOf(signal), settled)
    }
    settled()
  }

  /** The bus sends every signal that matches any rule of this connection, and every signal addressed to the connection. */
  function isMeant(message: BusMessage, signal: BusSignal, values: () => readonly unknown[]): boolean {
    const { sender, arg0 } = signal
    if (message.interface !== signal.interface || message.member !== signal.member) return false
    if (signal.path !== undefined && message.path !== signal.path) return false
    if (sender !== undefined && message.sender !== (isUnique(sender) ? sender : owners.get(sender)))
      return false
    return arg0 === undefined || values()[0] === arg0
  }

  function ownerChanged([name, , owner]: readonly unknown[]): void {
    if (typeof name === 'string' && owners.has(name)) owners.set(name, String(owner))
  }

  function deliver(message: BusMessage): void {
    let read: readonly unknown[] | undefined
    const values = () => (read ??= message.body())
    if (isMeant(message, OWNERS, values)) ownerChanged(values())
    for (const follower of [...all])
      for (const [signal, onSignal] of follower.signals)
        if (all.has(follower) && isMeant(message, signal, values)) onSignal(values(), message.path ?? '')
  }

  return {
    count: () => all.size,
    add(follower) {
      all.add(follower)
      if (connection !== undefined) begin(follower, connection)
    },
    remove(follower) {
      if (!all.delete(follower)) return
      listening.delete(follower)
      for (const [signal] of follower.signals)
        if (connection !== undefined) askBus(connection, 'RemoveMatch', ruleOf(signal), () => undefined)
    },
    use(given) {
      connection = given
      for (const follower of [...all]) begin(follower, given)
    },
    lost() {
      connection = undefined
      owners.clear()
      const followers = [...listening]
      listening.clear()
      for (const follower of followers) follower.gone?.()
    },
    clear() {
      connection = undefined
      owners.clear()
      listening.clear()
      all.clear()
    },
    receive(message) {
      try {
        deliver(message)
      } catch (error) {
        if (!(error instanceof NotDBus)) throw error // a body that cannot be read is for no follower
      }
    },
  }
}
