/** A clock for the running program that a test moves, so that hours pass in main at once. */
import type { ElectronApplication } from 'playwright-core'

export interface SoakClock {
  /** Lets time pass in main. Timers of a minute or more that become due run, each at its own instant. */
  pass(ms: number): Promise<void>
}

/**
 * Replaces main's clock and its long timers. Shorter timers use the real clock, because they limit running work, which depends on the machine's
 * speed. Timers that were set before the call also use the real clock, so call this first, and then restart pending timers with a change of the
 * settings.
 */
export async function installClock(electron: ElectronApplication): Promise<SoakClock> {
  const installed = await electron.evaluateHandle(() => {
    interface Waiting {
      readonly dueAt: number
      readonly run: () => void
    }
    const LONG_MS = 60_000
    const now = Date.now.bind(Date)
    const steady = performance.now.bind(performance)
    const start = globalThis.setTimeout
    const stop = globalThis.clearTimeout
    const waiting = new Map<unknown, Waiting>()
    let aheadMs = 0
    Date.now = () => Math.trunc(now() + aheadMs)
    performance.now = () => steady() + aheadMs

    const setLong = (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
      const ran = () => {
        waiting.delete(timer)
        run(...given)
      }
      const timer = start(ran, ms)
      if (ms >= LONG_MS) waiting.set(timer, { dueAt: performance.now() + ms, run: ran })
      return timer
    }
    // Keeps Node's promise form and other members.
    globalThis.setTimeout = Object.assign(setLong, start)
    globalThis.clearTimeout = ((timer: NodeJS.Timeout) => {
      waiting.delete(timer)
      stop(timer)
    }) as typeof clearTimeout

    const pass = (ms: number) => {
      const until = performance.now() + ms
      for (;;) {
        const [next] = [...waiting]
          .filter(([, { dueAt }]) => dueAt <= until)
          .sort(([, a], [, b]) => a.dueAt - b.dueAt)
        if (next === undefined) break
        const [timer, { dueAt, run }] = next
        aheadMs += Math.max(0, dueAt - performance.now())
        stop(timer as NodeJS.Timeout)
        run()
      }
      aheadMs += Math.max(0, until - performance.now())
    }

    return {
      // The debugger may run this in the middle of a query, so the timers run in a separate turn.
      async pass(ms: number) {
        await new Promise((resolve) => setImmediate(resolve))
        pass(ms)
      },
    }
  })
  return { pass: (ms) => installed.evaluate((clock, given) => clock.pass(given), ms) }
}
