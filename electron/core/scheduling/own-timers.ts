/** A clock whose timers end with their owner: no timer may fire on a closed vault. */
import type { Clock } from '../ports/world.ts'

export interface OwnClock extends Clock {
  /** Stops every timer that was set, and ignores new ones: they never run. */
  stopAll(): void
}

export function ownTimers(clock: Clock): OwnClock {
  const running = new Set<() => void>()
  let ended = false
  return {
    now: () => clock.now(),
    steadyMs: () => clock.steadyMs(),
    after(delayMs, run) {
      if (ended) return () => undefined
      const end = clock.after(delayMs, () => {
        running.delete(stop)
        run()
      })
      const stop = (): void => {
        running.delete(stop)
        end()
      }
      running.add(stop)
      return stop
    },
    stopAll() {
      ended = true
      running.forEach((stop) => stop())
    },
  }
}
