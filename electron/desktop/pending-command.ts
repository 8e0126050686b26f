/** Holds the one command that waits for the main page, and reduces that command when the app locks. */
import type { PageCommand } from '../../shared/desktop/page-commands.ts'

export interface PendingCommand {
  /** Stores the command, in place of an earlier one. */
  ask(command: PageCommand | undefined): void
  /** Returns the command, once. */
  take(): PageCommand | undefined
  /** Call when the app locks, or is locked: drops a command that does more than show something, because another person may unlock the app. */
  locked(): void
}

/** A requested view opens after unlocking. A copy, a sync or an undo at that time would surprise the user. */
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
