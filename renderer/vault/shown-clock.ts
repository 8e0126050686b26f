/** A page clock that stands still while its page is hidden: nothing wakes a page that nobody sees. What was due is done when it is shown. */
import type { BareClock, PageClock } from './page-clock.ts'

export interface ShownClock extends PageClock {
  readonly show: () => void
  readonly hide: () => void
}

interface Waiting {
  /** Sets its timer or frame on the clock below; returns the stop. */
  readonly arm: () => () => void
  stop: (() => void) | undefined
}

/** Hidden at first. `clock` is the one below. */
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
