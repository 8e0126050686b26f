/** Signals of a D-Bus bus: a connection of its own that listens, and looks for the bus again when it went away. */
import { connect } from 'node:net'
import { createClient } from '@homebridge/dbus-native'
import type {} from './dbus-native.d.ts'

export interface BusSignal {
  readonly interface: string
  readonly member: string
  readonly path: string
  readonly body: readonly unknown[]
}

interface Options {
  /** The bus's socket; see `socketOf`. Without one nothing is ever heard. */
  readonly socketPath: string | undefined
  /** Match rules, as the D-Bus specification writes them. */
  readonly rules: readonly string[]
  readonly onSignal: (signal: BusSignal) => void
  /** Runs whenever the rules have been taken. */
  readonly onListening?: () => void
  readonly retryMs?: number
}

const RETRY_MS = 60_000
const SIGNAL = 4

/** Listens until the returned function is called. Never throws: a bus that is not there says nothing. */
export function listenOnBus(options: Options): () => void {
  const { socketPath, rules, onSignal, onListening, retryMs = RETRY_MS } = options
  let hasEnded = false
  let retry: NodeJS.Timeout | undefined
  let drop: (() => void) | undefined

  function open(path: string): void {
    const socket = connect(path)
    socket.unref() // listening alone keeps no program alive
    const bus = createClient({ stream: socket, authMethods: ['EXTERNAL'] })
    drop = () => socket.destroy()
    bus.connection.on('error', () => socket.destroy())
    bus.connection.on('message', (message: unknown) => {
      const signal = signalOf(message)
      if (signal !== undefined) onSignal(signal)
    })
    socket.on('end', () => socket.destroy())
    socket.once('close', () => {
      if (hasEnded) return
      retry = setTimeout(() => open(path), retryMs)
      retry.unref()
    })
    rules.forEach((rule, index) => {
      const isLast = index === rules.length - 1
      bus.invoke(matchCall(rule), (error) => {
        if (!error && isLast) onListening?.()
      })
    })
  }

  if (socketPath !== undefined) open(socketPath)
  return () => {
    hasEnded = true
    clearTimeout(retry)
    drop?.()
  }
}

const matchCall = (rule: string) => ({
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'AddMatch',
  signature: 's',
  body: [rule],
})

function signalOf(message: unknown): BusSignal | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { type, interface: name, member, path, body } = message as Record<string, unknown>
  if (type !== SIGNAL || typeof name !== 'string' || typeof member !== 'string' || typeof path !== 'string')
    return undefined
  return { interface: name, member, path, body: Array.isArray(body) ? (body as unknown[]) : [] }
}
