/** Tells on a terminal how far a backup or a restore is. */
import type { BackupWork } from '../core/backup/backups.ts'
import type { ActingContext } from './command.ts'
import { tellEvents } from './tell-events.ts'

/** Of 1. A step so small is not worth a line. */
const STEP = 0.1

/** Runs `run`, and tells each tenth of it. Work that is done at once is not told. */
export async function tellWork<T>(
  context: ActingContext,
  work: BackupWork,
  run: () => Promise<T>,
): Promise<T> {
  let told = 0
  const stop = tellEvents(context, 'backup:progress', (progress) => {
    if (progress.work !== work || progress.done >= 1 || progress.done - told < STEP) return undefined
    told = progress.done
    return `${Math.round(progress.done * 100)} %`
  })
  try {
    return await run()
  } finally {
    stop()
  }
}
