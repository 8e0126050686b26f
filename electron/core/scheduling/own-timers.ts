/** A clock whose timers end with their owner: no timer may fire on a closed vault, and no call may wait for one. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { Clock, VaultClock } from '../ports/world.ts'

export interface OwnClock extends VaultClock {
  /** Ends every wait, and every later one: a vault that closes is not kept open by a call that only waits. */
  endWaits(): void
  /** Stops every timer that was set, and ignores new ones: they never run. Ends the waits, too. */
  stopAll(): void
}

export function ownTimers(clock: Clock): OwnClock {
  const running = new Set<() => void>()
  const waiting = new Set<() => void>()
  let ended = false
  let waitsEnded = false

  function after(delayMs: number, run: () => void): () => void {
    if (ended) return () => undefined
    const end = clock.after(delayMs, () => {
      running.delete(stop)
      run()
    })
    const stop = (): void => {
      running.delete(stop)
      end()
    }
    running.add(stop)
    return stop
  }

  function endWaits(): void {
    waitsEnded = true
    waiting.forEach((refuse) => refuse())
  }

  return {
    now: () => clock.now(),
    steadyMs: () => clock.steadyMs(),
    after,

    wait: (delayMs) =>
      new Promise((resolve, reject) => {
        const closed = () => reject(new Failure({ kind: 'closed' }))
        if (waitsEnded) {
          closed()
          return
        }
        const stop = after(delayMs, () => {
          waiting.delete(refuse)
          resolve()
        })
        const refuse = () => {
          waiting.delete(refuse)
          stop()
          closed()
        }
        waiting.add(refuse)
      }),

    endWaits,

    stopAll() {
      endWaits()
      ended = true
      running.forEach((stop) => stop())
    },
  }
}
