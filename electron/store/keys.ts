/** The keys table. */
import type Database from 'better-sqlite3'
import type { Store } from '../core/ports/store.ts'
import type { KeyId } from '../../shared/model.ts'
import { KEY_COLUMNS, toKeyRecord, toKeyRow, type KeyTableRow } from './key-row.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Ref {
  readonly id: string
  readonly remote_id: string
  readonly gone_since: number | null
}

/** All methods throw Failure `vault`; reading a row that does not fit is `damaged`. */
export function createKeys(db: Database.Database): Store['keys'] {
  const all = prepare<KeyTableRow>(db, 'SELECT * FROM keys ORDER BY rowid')
  const ofAccount = prepare<KeyTableRow>(db, 'SELECT * FROM keys WHERE account_id = @account ORDER BY rowid')
  const get = prepare<KeyTableRow>(db, 'SELECT * FROM keys WHERE id = @id')
  // Not ordered by SQLite, which takes five times as long then, for one row as a rule (`npm run bench -- main`).
  const byRemote = prepare<KeyTableRow>(
    db,
    'SELECT * FROM keys WHERE account_id = @account AND scope = @scope AND remote_id = @remoteId',
  )
  const refs = prepare<Ref>(
    db,
    `SELECT id, remote_id, gone_since FROM keys
     WHERE account_id = @account AND scope = @scope AND remote_id IS NOT NULL`,
  )
  const put = prepareUpsert(db, 'keys', ['id'], KEY_COLUMNS)
  const remove = prepare(db, 'DELETE FROM keys WHERE id = @id')
  return {
    all: () => all.all().map(toKeyRecord),
    ofAccount: (account) => ofAccount.all({ account }).map(toKeyRecord),
    get: (id) => {
      const row = get.get({ id })
      return row && toKeyRecord(row)
    },
    byRemote: (account, scope, remoteId) => {
      const row = notGoneFirst(byRemote.all({ account, scope, remoteId }))
      return row && toKeyRecord(row)
    },
    refs: (account, scope) =>
      refs.all({ account, scope }).map((row) => ({
        id: row.id as KeyId,
        remoteId: row.remote_id,
        gone: row.gone_since !== null,
      })),
    put: (record) => put.run(toKeyRow(record)),
    remove: (id) => remove.run({ id }),
  }
}

/** A gone key may share its address with the one that came after it. Among gone ones the one that went first. */
const notGoneFirst = (rows: readonly KeyTableRow[]): KeyTableRow | undefined =>
  rows.toSorted((a, b) => (a.gone_since ?? -Infinity) - (b.gone_since ?? -Infinity))[0]
