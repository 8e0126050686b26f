/** Brings the history of restored keys and accounts out of a backup. */
import type { AppError } from '../../../shared/contract/errors.ts'
import type { AccountId } from '../../../shared/model/model.ts'
import type { Store } from '../ports/store.ts'
import type { OpenBackup } from './open-backup.ts'
import type { Restored, RestorePlan } from './restore-plan.ts'

interface Came {
  readonly plan: RestorePlan
  readonly restored: ReadonlyMap<string, Restored>
  /** Accounts that were not here, by their id in the backup. */
  readonly accounts: ReadonlyMap<string, AccountId>
}

/** Only of those that were not here before: the others have a history of their own. It is older than what is here, and goes below it. */
export function restoreHistory(
  store: Pick<Store, 'history'>,
  backup: OpenBackup,
  { plan, restored, accounts }: Came,
): void {
  const wasHere = new Set(plan.keys.flatMap(({ id, here }) => (here === undefined ? [] : [id])))
  const entries = backup.history.flatMap((entry) => {
    const key = entry.key === undefined || wasHere.has(entry.key) ? undefined : restored.get(entry.key)?.key
    const account = entry.account && accounts.get(entry.account)
    const isOfThese = entry.key === undefined ? account !== undefined : key !== undefined
    return isOfThese ? [{ ...entry, key, account, error: entry.error as AppError | undefined }] : []
  })
  if (entries.length > 0) store.history.addEarlier(entries)
}
