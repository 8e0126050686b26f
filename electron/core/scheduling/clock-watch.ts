/** Detects that the wall clock was changed, and for how long to distrust it. A clock that is wrong for a moment must not raise an alarm. */
import type { Clock } from '../ports/world.ts'

/** Time services routinely correct clocks by less than this. */
const TOLERANCE_MS = 2 * 60_000
/** The network corrects a wrong clock at start within minutes. A clock that was changed on purpose, for a test, is often corrected as fast. */
const SETTLE_MS = 10 * 60_000

export interface ClockWatch {
  /** For how many more milliseconds the wall clock is distrusted; 0: it is trusted. Call before every use of the wall clock. */
  doubtMs(): number
  /** The system reports that the machine slept, which explains the passed time. */
  woke(): void
  /** Another sign shows that the clock was changed. */
  doubt(): void
}

export function createClockWatch(clock: Clock): ClockWatch {
  let last = { wall: clock.now(), steady: clock.steadyMs() }
  let believedFrom = -Infinity

  /** How far the wall clock advanced beyond the time that has really passed. Time asleep has the same effect. */
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
