/** Grants the turns of the event loop one by one, so that five accounts never block it five times as long. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { WaitForTurn } from '../ports/loop.ts'

interface Waiting {
  readonly left: number
  readonly go: () => void
}

/** `ready`: an extra condition that each turn waits for. Missing: none. */
export function createCooperativeScheduler(ready?: () => Promise<void>): WaitForTurn {
  const waiting = new Set<Waiting>()
  let isRunning = false

  async function run(): Promise<void> {
    isRunning = true
    while (waiting.size > 0) {
      if (ready) await ready()
      await breathe() // first: timers, the page and incoming data run before and after each turn
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

/** The caller with the fewest keys left. Of two with the same number, the one that asked first. */
const leastOf = (waiting: ReadonlySet<Waiting>): Waiting =>
  [...waiting].reduce((least, one) => (one.left < least.left ? one : least))
