/** Prepared statements that throw the vault's own failures. Every repository runs its SQL through this module. */
import type Database from 'better-sqlite3'
import { commit } from './commits.ts'
import { sqliteFailure } from './failures.ts'

type Bound = string | number | undefined
export type Parameters = Readonly<Record<string, Bound>>

export interface Statement<Row> {
  all(parameters?: Parameters): Row[]
  get(parameters?: Parameters): Row | undefined
  run(parameters: Parameters): void
}

/** Prepares at once, so that a wrong schema is found when the vault opens. `undefined` is bound as NULL. */
export function prepare<Row = never>(db: Database.Database, sql: string): Statement<Row> {
  const statement = db.prepare<[Parameters], Row>(sql)
  return {
    all: (parameters = {}) => mapped(() => statement.all(parameters)),
    get: (parameters = {}) => mapped(() => statement.get(parameters)),
    run: (parameters) => void mapped(() => counted(db, () => statement.run(parameters))),
  }
}

/** Outside a transaction, a statement counts as a transaction of its own. */
const counted = (db: Database.Database, run: () => unknown): unknown =>
  db.inTransaction ? run() : commit(db, run)

function mapped<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw sqliteFailure(error)
  }
}

/** Inserts a row or changes the one with the same primary key (never REPLACE, which would delete and cascade). */
export function prepareUpsert(
  db: Database.Database,
  table: string,
  primaryKey: readonly string[],
  columns: readonly string[],
): Pick<Statement<never>, 'run'> {
  const all = [...primaryKey, ...columns]
  const changes = columns.map((column) => `${column} = excluded.${column}`)
  const statement = db.prepare<[Bound[]]>(
    `INSERT INTO ${table} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})
     ON CONFLICT (${primaryKey.join(', ')}) DO UPDATE SET ${changes.join(', ')}`,
  )
  // Bound by position: thirty named parameters per row cost a fifth of the whole statement.
  return {
    run: (parameters) =>
      void mapped(() => counted(db, () => statement.run(all.map((column) => parameters[column])))),
  }
}
