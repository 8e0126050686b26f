/** The keys table. */
import type Database from 'better-sqlite3'
import type { KeyRecord, Store } from '../core/ports/store.ts'
import type { AccountId, KeyId } from '../../shared/model/model.ts'
import { writeJson } from './json.ts'
import { KEY_COLUMNS, toKeyRecord, toKeyRow, type KeyTableRow } from './key-row.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Asked {
  /** The position in the requested list, from 0. */
  readonly place: number
}

/** All methods throw Failure `vault`; reading a row that does not fit throws `damaged`. */
export function createKeys(db: Database.Database): Store['keys'] {
  const all = prepare<KeyTableRow>(db, 'SELECT * FROM keys ORDER BY rowid')
  const first = prepare<{ readonly id: string }>(db, 'SELECT id FROM keys LIMIT 1')
  const ofAccount = prepare<KeyTableRow>(db, 'SELECT * FROM keys WHERE account_id = @account ORDER BY rowid')
  const get = prepare<KeyTableRow>(db, 'SELECT * FROM keys WHERE id = @id')
  const byRemotes = prepare<KeyTableRow & Asked>(
    db,
    `SELECT asked.key AS place, keys.* FROM json_each(@asked) AS asked CROSS JOIN keys
     WHERE account_id = @account AND scope = @scope AND remote_id = asked.value`,
  )
  const livingExcept = prepare<{ readonly id: string }>(
    db,
    `SELECT id FROM keys
     WHERE account_id = @account AND scope = @scope AND remote_id IS NOT NULL AND gone_since IS NULL
     AND remote_id NOT IN (SELECT value FROM json_each(@except))`,
  )
  const put = prepareUpsert(db, 'keys', ['id'], KEY_COLUMNS)
  const renewedAs = prepare<{ readonly id: string }>(db, 'SELECT id FROM keys WHERE renewed_as = @id')
  const remove = prepare(db, 'DELETE FROM keys WHERE id = @id')

  function findRemotes(account: AccountId, scope: string, remoteIds: readonly string[]) {
    const asked = writeJson(remoteIds.map(asKept))
    const rows = byRemotes.all({ account, scope, asked })
    const found = new Map<string, KeyRecord>()
    for (const row of rows.toSorted(livingFirst)) {
      const remoteId = remoteIds[row.place]
      if (remoteId !== undefined && !found.has(remoteId)) found.set(remoteId, toKeyRecord(row))
    }
    return found
  }

  return {
    all: () => all.all().map(toKeyRecord),
    isEmpty: () => first.get() === undefined,
    ofAccount: (account) => ofAccount.all({ account }).map(toKeyRecord),
    get: (id) => {
      const row = get.get({ id })
      return row && toKeyRecord(row)
    },
    byRemote: (account, scope, remoteId) => findRemotes(account, scope, [remoteId]).get(remoteId),
    byRemotes: findRemotes,
    livingExcept(account, scope, remoteIds) {
      const except = writeJson(Array.from(remoteIds, asKept))
      return livingExcept.all({ account, scope, except }).map(({ id }) => id as KeyId)
    },
    put: (record) => put.run(toKeyRow(record)),
    remove(id) {
      const renewed = renewedAs.all({ id }).map((row) => row.id as KeyId)
      remove.run({ id })
      return renewed
    },
  }
}

/** The text as SQLite stores it: half a surrogate pair becomes the replacement character, except in JSON. */
const asKept = (text: string): string => text.toWellFormed()

/** A missing key may have the same address as its successor. Among missing keys, the one that went missing first comes first. */
const livingFirst = (a: KeyTableRow, b: KeyTableRow): number =>
  (a.gone_since ?? -Infinity) - (b.gone_since ?? -Infinity)
