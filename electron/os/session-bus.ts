/**
 * Calls and signals on a D-Bus bus, all on one connection. The connection is opened when needed, by the first address that answers. While signals are
 * followed, a lost connection is opened again after a pause that grows.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { sessionSockets, type BusSockets } from './bus-addresses.ts'
import { BusFailure, openBusConnection, type BusCall, type BusConnection } from './bus-connection.ts'
import { createFollowers, type BusSignal, type Follower, type Heard } from './bus-followers.ts'

export { BusFailure, type BusCall, type BusSignal, type Heard }

export interface SessionBus {
  /**
   * Returns the reply's values. Rejects with BusFailure. Opening the bus may take the deadline, and then the call another one. A lost connection is
   * opened again.
   */
  call(call: BusCall): Promise<readonly unknown[]>
  /** Receives a signal until the connection ends; then `gone` is called, once. Rejects with BusFailure. */
  listen(signal: BusSignal, onSignal: Heard, gone?: () => void): Promise<void>
  /**
   * Receives signals whenever there is a connection, until the returned function is called. `listening` runs each time the bus has accepted the
   * rules; the follower must then read the current state. `gone` runs each time the connection ends after that.
   */
  follow(signals: Follower['signals'], when?: Pick<Follower, 'listening' | 'gone'>): () => void
  /** Pending calls fail, and no follower receives anything more, not even `gone`. A later call opens the connection again. */
  close(): void
}

interface Options {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The addresses of the bus, read before each attempt; the user's own bus if missing. */
  readonly sockets?: () => BusSockets
  readonly deadlineMs?: number
  /** The pause before the next attempt, after this many consecutive connections that failed or did not last. */
  readonly pauseMs?: (failures: number) => number
}

const DEADLINE_MS = 5_000
/** The minimum time between a failure and the next attempt, whatever requests it. */
const REST_MS = 100
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 60_000
/** A connection that ended sooner counts as a failure. */
const LASTING_MS = 10_000

/** Milliseconds to wait after this many failures in a row: from half a second up to a minute. */
export const growingPause = (failures: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 20), LONGEST_PAUSE_MS)

/** Opens no connection yet. */
export function createSessionBus(options: Options = {}): SessionBus {
  const { env = process.env, sockets = () => sessionSockets(env), deadlineMs = DEADLINE_MS } = options
  const { pauseMs = growingPause } = options
  const followers = createFollowers(deadlineMs)
  let life = new AbortController()
  let current: BusConnection | undefined
  let opening: Promise<BusConnection> | undefined
  let openedAt = 0
  let failures = 0
  let retry: NodeJS.Timeout | undefined

  function ended(connection: BusConnection): void {
    if (current !== connection) return
    current = undefined
    failures = performance.now() - openedAt < LASTING_MS ? failures + 1 : 0
    followers.lost()
    reconnectLater()
  }

  function reconnectLater(): void {
    clearTimeout(retry)
    if (followers.count() === 0) return
    retry = setTimeout(() => void reach().catch(() => undefined), pauseMs(failures))
    retry.unref() // listening alone must not keep the program running
  }

  async function openFirst(signal: AbortSignal): Promise<BusConnection> {
    if (failures > 0) await wait(REST_MS)
    const paths = sockets()
    let why: BusFailure['why'] = 'no-bus'
    for (const socketPath of signal.aborted ? [] : paths)
      try {
        const more = { signal, onSignal: followers.receive, onEnd: ended }
        return await openBusConnection({ socketPath, deadlineMs: deadlineMs / paths.length, ...more })
      } catch (error) {
        if (!(error instanceof BusFailure)) throw error
        if (error.why === 'slow') why = 'slow'
      }
    throw new BusFailure(why)
  }

  async function open(): Promise<BusConnection> {
    const { signal } = life
    clearTimeout(retry)
    try {
      const connection = await openFirst(signal)
      if (connection.hasEnded() || signal.aborted) throw new BusFailure('no-bus')
      current = connection
      openedAt = performance.now()
      followers.use(connection)
      return connection
    } catch (error) {
      if (!signal.aborted) {
        failures += 1
        reconnectLater()
      }
      throw error
    }
  }

  function reach(): Promise<BusConnection> {
    if (current !== undefined) return Promise.resolve(current)
    if (opening !== undefined) return opening
    const own = open().finally(() => {
      if (opening === own) opening = undefined
    })
    opening = own
    return own
  }

  /** A new connection registers every follower that exists when it opens. */
  function add(follower: Follower): void {
    followers.add(follower)
    if (current === undefined)
      reach().catch((error: unknown) => {
        if (error instanceof BusFailure) follower.failed?.(error)
        else throw error
      })
  }

  return {
    async call(call) {
      const connection = await reach()
      return new Promise((resolve, reject) =>
        connection.call(call, deadlineMs, (failure, values) =>
          failure === undefined ? resolve(values) : reject(failure),
        ),
      )
    },

    listen: (signal, onSignal, gone) =>
      new Promise((resolve, reject) => {
        const follower: Follower = {
          signals: [[signal, onSignal]],
          listening: resolve,
          gone() {
            followers.remove(follower)
            gone?.()
          },
          failed(failure) {
            followers.remove(follower)
            reject(failure)
          },
        }
        add(follower)
      }),

    follow(signals, when = {}) {
      const follower: Follower = { signals, ...when }
      add(follower)
      return () => followers.remove(follower)
    },

    close() {
      clearTimeout(retry)
      const old = life
      life = new AbortController()
      current = undefined
      opening = undefined
      failures = 0
      followers.clear()
      old.abort()
    },
  }
}
