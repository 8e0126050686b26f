/** Gives the turns of the event loop out one by one, so that five accounts never hold it up five times as long. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { WaitForTurn } from '../ports/loop.ts'

interface Waiting {
  readonly left: number
  readonly go: () => void
}

/** `ready`: what each turn waits for besides. Missing: nothing. */
export function createCooperativeScheduler(ready?: () => Promise<void>): WaitForTurn {
  const waiting = new Set<Waiting>()
  let isRunning = false

  async function run(): Promise<void> {
    isRunning = true
    while (waiting.size > 0) {
      if (ready) await ready()
      await breathe() // first: timers, the page and what has arrived have their turn before and after each
      const next = leastOf(waiting)
      waiting.delete(next)
      next.go()
    }
    isRunning = false
  }

  return (left) => {
    const turn = new Promise<void>((go) => waiting.add({ left, go }))
    if (!isRunning) void run()
    return turn
  }
}

/** Of two with the same, the one that asked first. */
const leastOf = (waiting: ReadonlySet<Waiting>): Waiting =>
  [...waiting].reduce((least, one) => (one.left < least.left ? one : least))
