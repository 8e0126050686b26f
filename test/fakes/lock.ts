/** A system around the app lock that does as it is told: signs, idle time, uptime and who is there. */
import type { LockPort, LockSign } from '../../electron/core/ports/lock.ts'

export interface FakeLockPort extends LockPort {
  sign(sign: LockSign): void
  /** How many listen for signs. */
  readonly listening: number
  /** What `idleMs` says. */
  idle: number | undefined
  /** What the system finds out about who is there; `undefined`: it cannot ask. */
  person: boolean | undefined
}

/** Its uptime goes with `uptimeMs`, a stopped one if left out. No authentication, idle time unknown. */
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
