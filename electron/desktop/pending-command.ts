/** The one act that waits for the main page to take it, and what a lock leaves of it. */
import type { PageCommand } from '../../shared/desktop/page-commands.ts'

export interface PendingCommand {
  /** It waits from now on, instead of what waited before. */
  ask(act: PageCommand | undefined): void
  /** Hands it out, once. */
  take(): PageCommand | undefined
  /** The app was locked, or is locked: what does something more than show is no longer wanted by whoever opens it. */
  locked(): void
}

/** Whoever asked for a view gets it after unlocking. A copy, or a sync, that comes then would come out of nowhere. */
const DOES: readonly PageCommand['act'][] = ['copy-key', 'sync']

export function createPendingCommand(isLocked: () => boolean): PendingCommand {
  let waiting: PageCommand | undefined

  function locked(): void {
    if (waiting !== undefined && DOES.includes(waiting.act)) waiting = undefined
  }

  return {
    ask(act) {
      waiting = act ?? waiting
      if (isLocked()) locked()
    },
    take() {
      const act = waiting
      waiting = undefined
      return act
    },
    locked,
  }
}
