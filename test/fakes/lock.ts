/** A scripted system around the app lock: signs, idle time, uptime and authentication. */
import type { LockPort, LockSign } from '../../electron/core/ports/lock.ts'

export interface FakeLockPort extends LockPort {
  sign(sign: LockSign): void
  /** The number of listeners for signs. */
  readonly listening: number
  /** The value of `idleMs`. */
  idle: number | undefined
  /** The result of the system's authentication; `undefined`: the system has none. */
  person: boolean | undefined
}

/** The uptime is that of `uptimeMs`; without `uptimeMs` it never changes. By default there is no authentication, and the idle time is unknown. */
export function fakeLockPort(uptimeMs: () => number = () => 0): FakeLockPort {
  const listeners = new Set<(sign: LockSign) => void>()
  const port: FakeLockPort = {
    uptimeMs,
    idle: undefined,
    person: undefined,
    idleMs: () => port.idle,
    sign: (sign) => listeners.forEach((listener) => listener(sign)),
    get listening() {
      return listeners.size
    },
    listen(onSign) {
      listeners.add(onSign)
      return () => listeners.delete(onSign)
    },
    canAuthenticate: () => port.person !== undefined,
    authenticate: async () => port.person === true,
  }
  return port
}
