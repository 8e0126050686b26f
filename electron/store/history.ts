/** The history table. Rows are added and read; the table itself refuses anything else. */
import type Database from 'better-sqlite3'
import type { NewHistoryEntry, Store } from '../core/ports/store.ts'
import { HistoryEntry } from '../../shared/model/history.ts'
import { readJson, readValue, writeJson, writeOptionalJson } from './json.ts'
import { prepare } from './statement.ts'

interface Row {
  readonly id: number
  readonly at: number
  readonly kind: string
  readonly key_id: string | null
  readonly account_id: string | null
  readonly name: string
  readonly details: string
  readonly error: string | null
}

const { details: Details, error: ErrorOfEntry } = HistoryEntry.shape

/**
 * A row without an id has -1 in a trigger that runs before it is added, so an entry with that id would make the table refuse every new one.
 */
const NEVER_ASKED = -1_000

/**
 * All methods throw Failure `vault`; reading a row that does not fit throws `damaged`. `prune` is several statements: the store wraps it in a
 * transaction.
 */
export function createHistory(db: Database.Database): Store['history'] {
  const add = prepare(
    db,
    `INSERT INTO history (at, kind, key_id, account_id, name, details, error)
     VALUES (@at, @kind, @key, @account, @name, @details, @error)`,
  )
  const addAs = prepare(
    db,
    `INSERT INTO history (id, at, kind, key_id, account_id, name, details, error)
     VALUES (@id, @at, @kind, @key, @account, @name, @details, @error)`,
  )
  const lowest = prepare<{ id: number | null }>(db, 'SELECT MIN(id) AS id FROM history')
  const list = prepare<Row>(db, 'SELECT * FROM history WHERE id < @before ORDER BY id DESC LIMIT @limit')
  const ofKey = prepare<Row>(
    db,
    'SELECT * FROM history WHERE key_id = @key AND id < @before ORDER BY id DESC LIMIT @limit',
  )
  const lastOutage = prepare<Row>(
    db,
    `SELECT * FROM history WHERE account_id = @account AND kind = 'sync-failed' ORDER BY id DESC LIMIT 1`,
  )
  const grow = prepare(db, 'UPDATE history SET details = @details WHERE id = @id')
  const firstSince = prepare<{ id: number | null }>(db, 'SELECT MIN(id) AS id FROM history WHERE at >= @at')
  const next = prepare<{ id: number | null }>(db, 'SELECT MAX(id) + 1 AS id FROM history')
  const setFloor = prepare(db, 'UPDATE history_floor SET id = @id')
  const prune = prepare(db, 'DELETE FROM history WHERE id < @id')
  return {
    growOutage: (account, until) => {
      const row = lastOutage.get({ account })
      if (row === undefined) return false
      const { times = 1 } = readJson(Details, row.details)
      grow.run({ id: row.id, details: writeJson({ times: Number(times) + 1, until }) })
      return true
    },
    prune: (before) => {
      const id = firstSince.get({ at: before })?.id ?? next.get({})?.id ?? 0
      setFloor.run({ id })
      prune.run({ id })
    },
    add: (entry) => add.run(rowOf(entry)),
    addEarlier: (entries) => {
      const below = Math.min(lowest.get({})?.id ?? 0, NEVER_ASKED)
      for (const [at, entry] of entries.entries()) addAs.run({ id: below - 1 - at, ...rowOf(entry) })
    },
    list: ({ before = Number.MAX_SAFE_INTEGER, limit, key }) => {
      const rows = key === undefined ? list.all({ before, limit }) : ofKey.all({ before, limit, key })
      return rows.map(toEntry)
    },
  }
}

const rowOf = ({ at, kind, key, account, name, details, error }: NewHistoryEntry) => ({
  at,
  kind,
  key,
  account,
  name,
  details: writeJson(details),
  error: writeOptionalJson(error),
})

const toEntry = (row: Row): HistoryEntry =>
  readValue(HistoryEntry, {
    id: row.id,
    at: row.at,
    kind: row.kind,
    key: row.key_id ?? undefined,
    account: row.account_id ?? undefined,
    name: row.name,
    details: readJson(Details, row.details),
    error: row.error === null ? undefined : readJson(ErrorOfEntry, row.error),
  })
