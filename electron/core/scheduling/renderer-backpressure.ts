/**
 * Keeps thousands of keys from arriving faster than the page draws them: on a machine with few processors, sync and page compete for the same
 * ones, and without waiting the page stutters. A page that draws acknowledges each change; a page that is hidden, or hangs, is not waited for.
 *
 * ```
 * no page draws --acknowledged--> a page draws --wait timed out--> no page draws
 * ```
 */
import type { Change } from '../../../shared/contract/snapshot.ts'
import type { Clock, World } from '../ports/world.ts'

export interface RendererBackpressure {
  /** The world's push, which also records the revisions of the changes. */
  readonly push: World['push']
  /** The page has drawn every change up to this one. */
  acknowledge(revision: number): void
  /** Resolves when the page is no more than one change behind: at once if no page draws, and soon in any case. Only one caller waits at a time. */
  ready(): Promise<void>
}

/** One change may be sent while the previous one is drawn, so that neither side waits for the other if there is processor time for both. */
const AHEAD = 1
/** The time of some frames, even slow ones. A page that needs longer is hidden, or has other problems. */
const PATIENCE_MS = 100

export function createRendererBackpressure({
  push,
  clock,
}: {
  push: World['push']
  clock: Clock
}): RendererBackpressure {
  let sentUpTo = 0
  let drawnUpTo: number | undefined
  let goOn: (() => void) | undefined

  const isBehind = () => drawnUpTo !== undefined && sentUpTo - drawnUpTo > AHEAD

  return {
    push(name, payload) {
      push(name, payload)
      if (name === 'app:changed') sentUpTo = (payload as Change).revision
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
