/** Step 5 of an operation that brings a secret from a backup: the version is recorded as it was, with its key if that is not here. */
import type { KeyFacts } from '../../../shared/backup/contents.ts'
import { RestoredVersion } from '../../../shared/backup/restored-version.ts'
import type { AccountId, FormValues, KeyId } from '../../../shared/model/model.ts'
import { keyEntry } from '../keychain/entry-names.ts'
import type { KeyRecord, OperationRecord, Store } from '../ports/store.ts'
import type { Changes } from '../projection/changes.ts'
import { newRecord } from '../sync/reconcile.ts'
import { about, type Journal } from './journal.ts'
import { moveCredential } from './move-credential.ts'

/** What the journal notes about a version from a backup, so that it can be recorded after a crash, too. Holds no secret. */
export const restoredDraft = (restored: RestoredVersion): FormValues => ({
  restored: JSON.stringify(restored),
})

/** `undefined` for every other operation. */
export function restoredOf({
  kind,
  draft,
}: Pick<OperationRecord, 'kind' | 'draft'>): RestoredVersion | undefined {
  if ((kind !== 'add' && kind !== 'paste') || typeof draft.restored !== 'string') return undefined
  return RestoredVersion.parse(JSON.parse(draft.restored))
}

/** The record of a key from a backup. Its remote facts keep the date on which they were last confirmed. Its account may not be here. */
export function recordOf(facts: KeyFacts, id: KeyId, account: AccountId | undefined): KeyRecord {
  const record = { ...newRecord(id, account, facts.provider, facts.scope, facts.asOf), ...facts }
  delete record.snoozedUntil // it lies in a table of its own
  return {
    ...record,
    id,
    account,
    version: 0,
  }
}

interface Deps {
  readonly store: Store
  readonly journal: Journal
  readonly changes: Changes
  readonly now: () => number
}

export function commitRestored(
  { store, journal, changes, now }: Deps,
  operation: OperationRecord,
  restored: RestoredVersion,
  backend: string,
): void {
  const { id, version } = operation
  store.transaction(() => {
    if (journal.get(id).state !== 'stored') journal.move(id, 'stored')
    journal.move(id, 'done', {}, () => {
      const here = store.keys.get(operation.key)
      const key = here ?? newKey(operation, restored)
      const entry = keyEntry(key.id, version)
      const facts = { origin: restored.origin, madeAt: restored.madeAt, validity: restored.validity }
      store.keys.put(restored.isCurrent ? { ...key, version, stale: isStale(here, restored) } : key)
      store.versions.put({ key: key.id, version, entry, backend, ...facts })
      if (!restored.isCurrent) return
      moveCredential({ store, changes }, key.account, { key: key.id, version, backend })
      const details = { version, asOf: restored.asOf }
      store.history.add({ ...about(operation), name: key.name, at: now(), kind: 'key-restored', details })
    })
  })

  function newKey({ key, account }: OperationRecord, { key: facts }: RestoredVersion): KeyRecord {
    if (facts === undefined)
      throw new Error('The key of a restored version is neither here nor in the journal')
    return recordOf(facts, key, account && store.accounts.get(account)?.id)
  }
}

/** Whether the key's secret is outdated. Only for a key that was not here does the backup decide: for any other key, the facts here are newer. */
const isStale = (here: KeyRecord | undefined, { key }: RestoredVersion): boolean =>
  here === undefined ? key?.stale === true : false
