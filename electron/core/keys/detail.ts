/** Builds the details of one key that the list does not need. */
import type { KeyDetail } from '../../../shared/contract/keys.ts'
import type { CopyAs } from '../../../shared/model/copy-as.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { Store } from '../ports/store.ts'
import { toVersionRow, type Rows } from '../projection/rows.ts'

const HISTORY_SHOWN = 50

/** Throws Failure `not-found`. */
export function detailOf(
  id: KeyId,
  store: Store,
  rows: Rows,
  copyAs: (key: KeyId) => readonly CopyAs[],
): KeyDetail {
  const record = store.keys.get(id)
  const [row] = rows.keys([id])
  if (record === undefined || row === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
  const account = record.account && store.accounts.get(record.account)
  const confirmedAt = record.goneSince === undefined ? (account?.asOf ?? 0) : 0
  return {
    key: { ...row, asOf: Math.max(record.asOf, confirmedAt) },
    versions: store.versions
      .ofKey(id)
      .map((version) => toVersionRow(version, record.version, retiringVersion(id, store)))
      .toSorted((a, b) => b.version - a.version),
    grants: record.grants,
    facts: record.facts,
    copyAs: copyAs(id),
    history: store.history.list({ limit: HISTORY_SHOWN, key: id }),
  }
}

/** For a pasted value: the version before it, which the user still uses. */
const retiringVersion = (id: KeyId, store: Store): number | undefined =>
  store.operations.open().find((one) => isSideBySide(one) && one.overlap?.old === id)?.overlap?.oldVersion
