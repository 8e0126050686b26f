/**
 * Keeps thousands of keys from coming in faster than the page draws them: on a machine with few processors both want the same ones, and
 * whoever is never waited for stutters. A page that draws says how far it is; one that is hidden, or hangs, is not waited for.
 *
 * ```
 * nobody draws --drawn--> a page draws --waited in vain--> nobody draws
 * ```
 */
import type { Change } from '../../../shared/contract/snapshot.ts'
import type { Clock, World } from '../ports/world.ts'

export interface RendererBackpressure {
  /** The world's, with an eye on the numbers of the changes. */
  readonly push: World['push']
  /** The page has drawn every change up to this one. */
  acknowledge(revision: number): void
  /** Resolves when the page is no more than one change behind: at once where no page draws, and soon in any case. One waits at a time. */
  ready(): Promise<void>
}

/** A change may be on its way while the one before is drawn: then neither side waits for the other where there is room for both. */
const AHEAD = 1
/** Some frames, even slow ones. Who needs longer is hidden, or has other troubles. */
const PATIENCE_MS = 100

export function createRendererBackpressure({
  push,
  clock,
}: {
  push: World['push']
  clock: Clock
}): RendererBackpressure {
  let told = 0
  let drawnUpTo: number | undefined
  let goOn: (() => void) | undefined

  const isBehind = () => drawnUpTo !== undefined && told - drawnUpTo > AHEAD

  return {
    push(name, payload) {
      push(name, payload)
      if (name === 'app:changed') told = (payload as Change).revision
    },
    acknowledge(revision) {
      drawnUpTo = revision
      if (!isBehind()) goOn?.()
    },
    async ready() {
      if (!isBehind()) return
      await new Promise<void>((resolve) => {
        const stop = clock.after(PATIENCE_MS, () => {
          drawnUpTo = undefined
          resolve()
        })
        goOn = () => {
          stop()
          resolve()
        }
      })
      goOn = undefined
    },
  }
}
