/** Notices that the wall clock was moved, and how long not to believe it. A clock that is wrong for a moment must not raise an alarm. */
import type { Clock } from '../ports/world.ts'

/** Clocks are put right by less than this all the time. */
const TOLERANCE_MS = 2 * 60_000
/** A wrong clock at start is put right by the network within minutes; one that was moved on purpose, to try something, often too. */
const SETTLE_MS = 10 * 60_000

export interface ClockWatch {
  /** For how many milliseconds yet the wall clock is not to be believed; 0: it is. Asked before every look at it. */
  doubtMs(): number
  /** The machine slept and says so: that explains why time has passed. */
  woke(): void
  /** Something else says that the clock was moved. */
  doubt(): void
}

export function createClockWatch(clock: Clock): ClockWatch {
  let last = { wall: clock.now(), steady: clock.steadyMs() }
  let believedFrom = -Infinity

  /** How far the wall clock went on beyond what has really passed; what a sleep adds looks the same. */
  function moved(): number {
    const now = { wall: clock.now(), steady: clock.steadyMs() }
    const movedMs = now.wall - last.wall - (now.steady - last.steady)
    last = now
    return movedMs
  }

  const doubt = () => void (believedFrom = clock.steadyMs() + SETTLE_MS)

  return {
    doubtMs() {
      if (Math.abs(moved()) > TOLERANCE_MS) doubt()
      return Math.max(0, believedFrom - clock.steadyMs())
    },
    woke() {
      moved()
      believedFrom = -Infinity
    },
    doubt,
  }
}
