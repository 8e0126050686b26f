/** Locks the app by itself: on the system's signals, and after enough time without a user. */
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
  /** Reports that the user is active now. Counts only if the system does not report idle time. */
  active(): void
  /** Restarts the count after a change of the lock or the settings. */
  restart(): void
  stop(): void
}

const MINUTE_MS = 60_000

/**
 * One timer at a time, and none while there is nothing to lock. Time is measured by the machine's uptime, so that neither sleep nor a changed
 * clock makes it longer.
 */
export function createLockWatch({ lock, port, clock, settings }: Deps): LockWatch {
  let activeAtMs = port.uptimeMs()
  let stopTimer: (() => void) | undefined

  /** The two clocks at the last check. Of the two, only the machine's uptime continues during sleep. */
  let checkedAt = readClocks()

  const stopListening = port.listen((sign) => {
    if (sign === 'resume') check()
    else if (settings().lockWithScreen) lock.lock(sign)
  })

  function readClocks() {
    return { uptimeMs: port.uptimeMs(), steadyMs: clock.steadyMs() }
  }

  /** How long the machine has slept since the last check. No user was active during sleep, whatever input came after it. */
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
      check() // checked first: input that wakes the machine must not count before its sleep does
      activeAtMs = port.uptimeMs()
    },
    restart() {
      activeAtMs = port.uptimeMs() // the user who opens the lock or changes a setting is active
      checkedAt = readClocks()
      check()
    },
    stop() {
      stopTimer?.()
      stopListening()
    },
  }
}
