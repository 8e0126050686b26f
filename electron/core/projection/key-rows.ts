/** The row of every key, read once and then kept current by the changes: reading ten thousand takes a tenth of a second. */
import type { Change } from '../../../shared/contract/snapshot.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import type { Rows } from './rows.ts'

export interface KeyRows {
  /** All rows. `revision`: of the last change that was sent. */
  at(revision: number): readonly KeyRow[]
  /** Call with each change that is sent. */
  follow(change: Pick<Change, 'revision' | 'keys' | 'keysGone'>): void
}

export function createKeyRows(rows: Pick<Rows, 'allKeys'>): KeyRows {
  let held: { revision: number; readonly byId: Map<KeyId, KeyRow> } | undefined
  return {
    at(revision) {
      // Another revision: the rows of a change could not be read, or nothing is held yet.
      if (held?.revision !== revision)
        held = { revision, byId: new Map(rows.allKeys().map((row) => [row.id, row])) }
      return [...held.byId.values()]
    },
    follow({ revision, keys, keysGone }) {
      if (held === undefined || revision !== held.revision + 1) return
      held.revision = revision
      for (const row of keys) held.byId.set(row.id, row)
      for (const id of keysGone) held.byId.delete(id)
    },
  }
}
