/** When the next automatic backup is due. Pure. */
import type { BackupState } from '../../../shared/backup/state.ts'
import { DAY_MS } from '../../../shared/expiry/expiry.ts'

/** `undefined` if a backup is due now, or if automatic backups are off. */
export function nextBackupAt({ automatic, automaticAt, failed }: BackupState): number | undefined {
  if (automatic === undefined || automaticAt === undefined || failed !== undefined) return undefined
  return automaticAt + automatic.everyDays * DAY_MS
}
