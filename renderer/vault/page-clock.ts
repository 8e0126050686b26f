/** Time as the page has it: the wall, timers, frames, and when somebody looks again. What starts returns its stop. */

export interface BareClock {
  /** Epoch milliseconds, by this machine. */
  now(): number
  after(ms: number, run: () => void): () => void
  /** Before the next frame, or after a moment where no frames are drawn. */
  soon(run: () => void): () => void
}

export interface PageClock extends BareClock {
  /** Whenever the window is seen again. */
  onSeen(run: () => void): () => void
}

/** A hidden window draws no frames. */
const HIDDEN_MS = 100

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

function soon(run: () => void): () => void {
  const once = () => {
    stop()
    run()
  }
  const frame = requestAnimationFrame(once)
  const stopTimer = after(HIDDEN_MS, once)
  const stop = () => {
    cancelAnimationFrame(frame)
    stopTimer()
  }
  return stop
}

export const pageClock: BareClock = { now: () => Date.now(), after, soon }
