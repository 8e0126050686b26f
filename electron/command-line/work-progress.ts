/** Prints the progress of a backup, a restore or an export on a terminal. */
import type { BackupWork } from '../core/backup/backups.ts'
import type { ActingContext } from './command.ts'
import { printEvents } from './print-events.ts'

/** Runs `run`, and prints each tenth of its progress. Prints nothing if the work ends immediately. */
export async function printProgress<T>(
  context: ActingContext,
  work: BackupWork | 'export',
  run: () => Promise<T>,
): Promise<T> {
  let printed = 0
  function wordsOf(done: number): string | undefined {
    const tenth = Math.floor(done * 10)
    if (tenth <= printed || done >= 1) return undefined
    printed = tenth
    return `${tenth * 10} %`
  }
  const stop =
    work === 'export'
      ? printEvents(context, 'export:progress', ({ done }) => wordsOf(done))
      : printEvents(context, 'backup:progress', (progress) =>
          progress.work === work ? wordsOf(progress.done) : undefined,
        )
  try {
    return await run()
  } finally {
    stop()
  }
}
