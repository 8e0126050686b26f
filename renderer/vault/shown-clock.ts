/** A page clock that pauses while its page is hidden, so that nothing wakes a hidden page. Overdue timers run when the page is shown again. */
import type { BareClock, PageClock } from './page-clock.ts'

export interface ShownClock extends PageClock {
  readonly show: () => void
  readonly hide: () => void
}

interface Waiting {
  /** Sets the timer or frame on the underlying clock. Returns a function that cancels it. */
  readonly arm: () => () => void
  stop: (() => void) | undefined
}

/** The clock starts hidden. `clock` is the underlying clock. */
export function createShownClock(clock: BareClock): ShownClock {
  const waiting = new Set<Waiting>()
  const seen = new Set<() => void>()
  let isShown = false

  function wait(arm: (done: () => void) => () => void): () => void {
    const one: Waiting = { arm: () => arm(() => waiting.delete(one)), stop: undefined }
    waiting.add(one)
    if (isShown) one.stop = one.arm()
    return () => {
      waiting.delete(one)
      one.stop?.()
    }
  }

  return {
    now: () => clock.now(),
    after(ms, run) {
      const at = clock.now() + ms
      return wait((done) =>
        clock.after(Math.max(0, at - clock.now()), () => {
          done()
          run()
        }),
      )
    },
    soon: (run) =>
      wait((done) =>
        clock.soon(() => {
          done()
          run()
        }),
      ),
    onSeen(run) {
      seen.add(run)
      return () => seen.delete(run)
    },
    show() {
      if (isShown) return
      isShown = true
      for (const one of [...waiting]) one.stop = one.arm()
      for (const run of [...seen]) run()
    },
    hide() {
      isShown = false
      for (const one of waiting) {
        one.stop?.()
        one.stop = undefined
      }
    },
  }
}
