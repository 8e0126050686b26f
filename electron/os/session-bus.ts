/**
 * Calls and signals on a D-Bus bus, all on one connection. It is opened when it is needed, by the first address that answers; while somebody
 * follows signals it is opened again whenever it went away, after a pause that grows.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { sessionSockets, type BusSockets } from './bus-addresses.ts'
import { BusFailure, openBusConnection, type BusCall, type BusConnection } from './bus-connection.ts'
import { createFollowers, type BusSignal, type Follower, type Heard } from './bus-followers.ts'

export { BusFailure, type BusCall, type BusSignal, type Heard }

export interface SessionBus {
  /**
   * The reply's values. Rejects with BusFailure: opening the bus may take the deadline, and then the call. A bus that went away is looked for
   * again.
   */
  call(call: BusCall): Promise<readonly unknown[]>
  /** Hears a signal until the connection ends; then `gone` is called, once. Rejects with BusFailure. */
  listen(signal: BusSignal, heard: Heard, gone?: () => void): Promise<void>
  /**
   * Hears signals whenever there is a bus, until the returned function is called. `listening` runs each time that the bus has taken the rules:
   * what was there before has to be asked for then. `gone` runs each time that the bus went away after that.
   */
  follow(signals: Follower['signals'], when?: Pick<Follower, 'listening' | 'gone'>): () => void
  /** Calls that wait fail, and nobody hears anything more, not even that it is gone. A later call opens it again. */
  close(): void
}

interface Options {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where to look for it, asked each time; the user's own bus if missing. */
  readonly sockets?: () => BusSockets
  readonly deadlineMs?: number
  /** How long to wait before looking for it again, after so many connections in a row that failed or did not last. */
  readonly pauseMs?: (failures: number) => number
}

const DEADLINE_MS = 5_000
/** After a failure nobody tries again sooner, whoever asks. */
const REST_MS = 100
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 60_000
/** A connection that ended sooner has failed. */
const LASTING_MS = 10_000

const growing = (failures: number) => Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 20), LONGEST_PAUSE_MS)

/** Opens nothing yet. */
export function createSessionBus(options: Options = {}): SessionBus {
  const { env = process.env, sockets = () => sessionSockets(env), deadlineMs = DEADLINE_MS } = options
  const { pauseMs = growing } = options
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
    retry.unref() // listening alone keeps no program alive
  }

  async function openFirst(signal: AbortSignal): Promise<BusConnection> {
    if (failures > 0) await wait(REST_MS)
    const paths = sockets()
    let why: BusFailure['why'] = 'no-bus'
    for (const socketPath of signal.aborted ? [] : paths)
      try {
        const more = { signal, onSignal: followers.heard, onEnd: ended }
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

  /** A new connection takes up everybody who is there by then. */
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

    listen: (signal, heard, gone) =>
      new Promise((resolve, reject) => {
        const follower: Follower = {
          signals: [[signal, heard]],
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
