/** A clock that moves only when a test moves it. */
import type { Clock } from '../../electron/core/ports/world.ts'

export interface FakeClock extends Clock {
  /** Moves time forward; timers that fall due meanwhile run in order, each at its own instant. */
  pass(ms: number): void
  /** Moves the wall clock only, as a person, the network or sleep does; timers continue as if nothing had happened. */
  jump(ms: number): void
  /** The number of waiting timers. */
  readonly waiting: number
}

interface Timer {
  readonly dueAt: number
  readonly run: () => void
}

/** Starts at `startsAt`, epoch milliseconds UTC. */
export function fakeClock(startsAt = Date.UTC(2026, 0, 15, 12)): FakeClock {
  const timers = new Set<Timer>()
  let now = startsAt
  let jumpedMs = 0

  const nextDue = (until: number) =>
    [...timers].filter(({ dueAt }) => dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0]

  return {
    now: () => now + jumpedMs,
    steadyMs: () => now,
    jump: (ms) => void (jumpedMs += ms),
    after(delayMs, run) {
      const timer = { dueAt: now + delayMs, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pass(ms) {
      const until = now + ms
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer)
        now = timer.dueAt
        timer.run()
      }
      now = until
    },
    get waiting() {
      return timers.size
    },
  }
}
