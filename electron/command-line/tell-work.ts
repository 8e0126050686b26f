/** Tells on a terminal how far a backup, a restore or an export is. */
import type { BackupWork } from '../core/backup/backups.ts'
import type { ActingContext } from './command.ts'
import { tellEvents } from './tell-events.ts'

/** Runs `run`, and tells each tenth of it. Work that is done at once is not told. */
export async function tellWork<T>(
  context: ActingContext,
  work: BackupWork | 'export',
  run: () => Promise<T>,
): Promise<T> {
  let told = 0
  function wordsOf(done: number): string | undefined {
    const tenth = Math.floor(done * 10)
    if (tenth <= told || done >= 1) return undefined
    told = tenth
    return `${tenth * 10} %`
  }
  const stop =
    work === 'export'
      ? tellEvents(context, 'export:progress', ({ done }) => wordsOf(done))
      : tellEvents(context, 'backup:progress', (progress) =>
          progress.work === work ? wordsOf(progress.done) : undefined,
        )
  try {
    return await run()
  } finally {
    stop()
  }
}
