/** What the diagnostics say about the encrypted backups. */
import type { BackupState } from '../../../shared/backup/state.ts'
import type { BackupFacts } from '../../../shared/diagnostics/machine.ts'
import type { Instant } from '../../../shared/model/model.ts'
import { isTooOld } from './automatic.ts'

/** `state`: `undefined` for a vault that has never made one. */
export function backupFacts(state: BackupState | undefined, now: Instant): BackupFacts {
  const { last, automatic, failed, rehearsal } = state ?? {}
  return {
    ...(last !== undefined && { ageMs: Math.max(0, now - last.at), missing: last.missing }),
    isTooOld: state !== undefined && isTooOld(state, now),
    isAutomatic: automatic !== undefined,
    hasFailed: failed !== undefined,
    check: checkOf(rehearsal),
    ...(rehearsal !== undefined && { checkedAgoMs: Math.max(0, now - rehearsal.at) }),
  }
}

const checkOf = (rehearsal: BackupState['rehearsal']): BackupFacts['check'] => {
  if (rehearsal === undefined) return 'none'
  return rehearsal.outcome === 'failed' ? 'failed' : 'good'
}
