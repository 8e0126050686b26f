/** Reloads the page of a window that has lost its page, but not in a loop. Pure but for the clock. */
import type { Clock } from '../core/ports/world.ts'

/** A page that leaves as soon as it is there must not keep the machine busy. */
export const REST_MS = 5_000

interface Deps {
  /** Begins to load the page; does nothing after the window is destroyed. */
  readonly load: () => void
  readonly clock: Pick<Clock, 'steadyMs' | 'after'>
}

/** The returned function loads at once; within five seconds of the last time it waits for their end, and loads once. */
export function createBringBack({ load, clock }: Deps): () => void {
  let last: number | undefined
  let isWaiting = false

  function now(): void {
    isWaiting = false
    last = clock.steadyMs()
    load()
  }

  return () => {
    if (isWaiting) return
    isWaiting = true
    const rested = last === undefined ? REST_MS : clock.steadyMs() - last
    clock.after(Math.max(0, REST_MS - rested), now) // never inside the event that reported the loss
  }
}
