/** Runs the tasks that the clock alone starts: syncs and backups. No key is ever retired or deleted by the clock. */
import { HOUR_MS, MINUTE_MS } from '../../shared/expiry/expiry.ts'
import type { Clock } from './ports/world.ts'

interface Deps {
  readonly clock: Clock
  /** 0: never. Read when the schedule is restarted. */
  readonly syncMinutes: () => number
  readonly sync: () => void
  /** At most one a day; calling more often does no harm. */
  readonly backup: () => void
}

export interface Schedule {
  /** Restarts the timers with the current settings. */
  restart(): void
  stop(): void
}

export function createSchedule({ clock, syncMinutes, sync, backup }: Deps): Schedule {
  let stops: (() => void)[] = []

  function every(delayMs: number, run: () => void): void {
    const stop = clock.after(delayMs, () => {
      stops = stops.filter((one) => one !== stop)
      run()
      every(delayMs, run)
    })
    stops.push(stop)
  }

  function stop(): void {
    stops.forEach((one) => one())
    stops = []
  }

  return {
    restart() {
      stop()
      if (syncMinutes() > 0) every(syncMinutes() * MINUTE_MS, sync)
      every(HOUR_MS, backup)
    },
    stop,
  }
}
