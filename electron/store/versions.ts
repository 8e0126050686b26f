/** The versions table: which secrets of a key the keychain holds, and under which entry name. */
import type Database from 'better-sqlite3'
import type { EntryName } from '../core/ports/keychain.ts'
import type { Store, VersionRecord } from '../core/ports/store.ts'
import type { KeyId } from '../../shared/model/model.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Row {
  readonly key_id: string
  readonly version: number
  readonly entry: string
  readonly backend: string
  readonly origin: VersionRecord['origin']
  readonly made_at: number
  readonly validity: VersionRecord['validity']
}

/** All methods throw Failure `vault`. Lists are ordered by version. */
export function createVersions(db: Database.Database): Store['versions'] {
  const all = prepare<Row>(db, 'SELECT * FROM versions ORDER BY key_id, version')
  const ofKey = prepare<Row>(db, 'SELECT * FROM versions WHERE key_id = @key ORDER BY version')
  const get = prepare<Row>(db, 'SELECT * FROM versions WHERE key_id = @key AND version = @version')
  const put = prepareUpsert(
    db,
    'versions',
    ['key_id', 'version'],
    ['entry', 'backend', 'origin', 'made_at', 'validity'],
  )
  const remove = prepare(db, 'DELETE FROM versions WHERE key_id = @key AND version = @version')
  return {
    all: () => all.all().map(toRecord),
    ofKey: (key) => ofKey.all({ key }).map(toRecord),
    get: (key, version) => {
      const row = get.get({ key, version })
      return row && toRecord(row)
    },
    put: ({ key, version, entry, backend, origin, madeAt, validity }) =>
      put.run({
        key_id: key,
        version,
        entry,
        backend,
        origin,
        made_at: madeAt,
        validity,
      }),
    remove: (key, version) => remove.run({ key, version }),
  }
}

const toRecord = (row: Row): VersionRecord => ({
  key: row.key_id as KeyId,
  version: row.version,
  entry: row.entry as EntryName,
  backend: row.backend,
  origin: row.origin,
  madeAt: row.made_at,
  validity: row.validity,
})
