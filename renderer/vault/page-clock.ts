/** The page's sources of time: wall clock, timers, frames, and the window becoming visible. Each starter returns a function that cancels it. */

export interface BareClock {
  /** Epoch milliseconds by this machine's clock. */
  now(): number
  after(ms: number, run: () => void): () => void
  /** Runs before the next frame, or after 100 ms if no frame is drawn. */
  soon(run: () => void): () => void
}

export interface PageClock extends BareClock {
  /** Runs whenever the window becomes visible again. */
  onSeen(run: () => void): () => void
}

/** A hidden window draws no frames, so `soon` also sets a timer of this length. */
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
