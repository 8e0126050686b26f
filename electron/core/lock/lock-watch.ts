/** Locks the app without being asked: on the system's signs, and when nobody has been there for long enough. */
import type { Settings } from '../../../shared/model/settings.ts'
import type { AppLock } from './lock.ts'
import type { LockPort } from '../ports/lock.ts'
import type { Clock } from '../ports/world.ts'

interface Deps {
  readonly lock: Pick<AppLock, 'view' | 'lock'>
  readonly port: LockPort
  readonly clock: Clock
  readonly settings: () => Pick<Settings, 'lockIdleMinutes' | 'lockWithScreen'>
}

export interface LockWatch {
  /** Somebody uses the app now. Counts only where the system does not say how long nobody was there. */
  active(): void
  /** The lock or the settings have changed: begins to count anew. */
  restart(): void
  stop(): void
}

const MINUTE_MS = 60_000

/**
 * One timer at a time, and none while there is nothing to lock. Time is counted by the machine's uptime, so that neither sleep nor a
 * new clock makes it longer.
 */
export function createLockWatch({ lock, port, clock, settings }: Deps): LockWatch {
  let activeAtMs = port.uptimeMs()
  let stopTimer: (() => void) | undefined

  /** The two clocks at the last check. Only the machine's uptime goes on while it sleeps. */
  let checkedAt = readClocks()

  const stopListening = port.listen((sign) => {
    if (sign === 'resume') check()
    else if (settings().lockWithScreen) lock.lock(sign)
  })

  function readClocks() {
    return { uptimeMs: port.uptimeMs(), steadyMs: clock.steadyMs() }
  }

  /** How long the machine has slept since the last check. Nobody was there meanwhile, whatever touched it after that. */
  function takeSleptMs(): number {
    const before = checkedAt
    checkedAt = readClocks()
    return checkedAt.uptimeMs - before.uptimeMs - (checkedAt.steadyMs - before.steadyMs)
  }

  function check(): void {
    stopTimer?.()
    stopTimer = undefined
    const sleptMs = takeSleptMs()
    const limitMs = settings().lockIdleMinutes * MINUTE_MS
    if (limitMs === 0 || lock.view().state !== 'open') return
    const idleMs = Math.max(sleptMs, port.idleMs() ?? port.uptimeMs() - activeAtMs)
    if (idleMs >= limitMs) lock.lock('idle')
    else stopTimer = clock.after(limitMs - idleMs, check)
  }

  check()
  return {
    active() {
      check() // who wakes the machine must not count before its sleep does
      activeAtMs = port.uptimeMs()
    },
    restart() {
      activeAtMs = port.uptimeMs() // whoever opens the lock or turns a setting is there
      checkedAt = readClocks()
      check()
    },
    stop() {
      stopTimer?.()
      stopListening()
    },
  }
}
