/** Serial calls to a service that may hang: one piece of work at a time, a deadline for each call, and a circuit breaker. */
import type { Clock } from '../ports/world.ts'

interface Options {
  readonly clock: Clock
  readonly deadlineMs: number
  /** The error for the call that missed its deadline, and for every caller that is refused until that call returns. */
  readonly hung: () => Error
  /** Runs when a call has missed its deadline; from then on no work starts. */
  readonly onStuck: () => void
  /** Runs when the stuck call and its `late` work have returned; work starts again. */
  readonly onFree: () => void
}

/**
 * Starts one call of a piece of work. Rejects with `hung()` when `run` takes longer than the deadline; if `run` returns later, `late` gets its
 * result (`undefined` if it failed) before any other work may start.
 */
export type Call = <T>(
  run: () => Promise<T>,
  late?: (result: T | undefined) => Promise<unknown>,
) => Promise<T>

export interface SerialCalls {
  /**
   * Runs `work` when all work before it has ended; every outside call in it goes through `call`. While a call is stuck, this rejects at once, and
   * so does all waiting work.
   */
  run<T>(work: (call: Call) => Promise<T>): Promise<T>
}

interface Waiting {
  readonly start: () => Promise<void>
  readonly refuse: () => void
}

/** A deadline cannot end a call that hangs, so the circuit breaker keeps further calls from piling up behind it. */
export function createSerialCalls({ clock, deadlineMs, hung, onStuck, onFree }: Options): SerialCalls {
  const waiting: Waiting[] = []
  let busy = false
  let stuck = false

  function next(): void {
    if (busy || stuck) return
    const first = waiting.shift()
    if (first === undefined) return
    busy = true
    void first.start().finally(() => {
      busy = false
      next()
    })
  }

  function free() {
    stuck = false
    onFree()
    next()
  }

  function trip() {
    stuck = true
    onStuck()
    for (const turnedAway of waiting.splice(0)) turnedAway.refuse()
  }

  const call: Call = (run, late) =>
    new Promise((resolve, reject) => {
      const running = (async () => run())()
      const stop = clock.after(deadlineMs, () => {
        trip()
        reject(hung())
        // No caller listens any more to how the stuck call ended; `late` finds out what the call did.
        void running
          .catch(() => undefined)
          .then((result) => late?.(result))
          .catch(() => undefined)
          .then(free)
      })
      running.then(resolve, reject).finally(stop)
    })

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        if (stuck) {
          reject(hung())
          return
        }
        waiting.push({
          start: () => work(call).then(resolve, reject),
          refuse: () => reject(hung()),
        })
        next()
      }),
  }
}
