/** Holds the one command that waits for the main page, and reduces that command when the app locks. */
import type { PageCommand } from '../../shared/desktop/page-commands.ts'

export interface PendingCommand {
  /** Stores the command, in place of an earlier one. */
  ask(command: PageCommand | undefined): void
  /** Returns the command, once. */
  take(): PageCommand | undefined
  /** The app was locked, or is locked: what does something more than show is no longer wanted by whoever opens it. */
  locked(): void
}

/** Whoever asked for a view gets it after unlocking. A copy, a sync or an undo that comes then would come out of nowhere. */
const DOES: readonly PageCommand['kind'][] = ['copy-key', 'sync', 'undo']

export function createPendingCommand(isLocked: () => boolean): PendingCommand {
  let waiting: PageCommand | undefined

  function locked(): void {
    if (waiting !== undefined && DOES.includes(waiting.kind)) waiting = undefined
  }

  return {
    ask(command) {
      waiting = command ?? waiting
      if (isLocked()) locked()
    },
    take() {
      const command = waiting
      waiting = undefined
      return command
    },
    locked,
  }
}
