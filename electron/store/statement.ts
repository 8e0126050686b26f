/** Prepared statements whose errors are the vault's own. Every repository speaks SQL through here. */
import type Database from 'better-sqlite3'
import { sqliteFailure } from './failures.ts'

type Bound = string | number | undefined
export type Parameters = Readonly<Record<string, Bound>>

export interface Statement<Row> {
  all(parameters?: Parameters): Row[]
  get(parameters?: Parameters): Row | undefined
  run(parameters: Parameters): void
}

/** Prepares at once, so that a schema that does not fit is found when the vault opens. `undefined` is bound as NULL. */
export function prepare<Row = never>(db: Database.Database, sql: string): Statement<Row> {
  const statement = db.prepare<[Parameters], Row>(sql)
  const mapped = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw sqliteFailure(error)
    }
  }
  return {
    all: (parameters = {}) => mapped(() => statement.all(parameters)),
    get: (parameters = {}) => mapped(() => statement.get(parameters)),
    run: (parameters) => void mapped(() => statement.run(parameters)),
  }
}

/** Inserts a row or changes the one with the same primary key (never REPLACE, which would delete and cascade). */
export function prepareUpsert(
  db: Database.Database,
  table: string,
  primaryKey: readonly string[],
  columns: readonly string[],
): Statement<never> {
  const changes = columns.map((column) => `${column} = excluded.${column}`)
  return prepare(
    db,
    `INSERT INTO ${table} (${[...primaryKey, ...columns].join(', ')})
     VALUES (${[...primaryKey, ...columns].map((column) => `@${column}`).join(', ')})
     ON CONFLICT (${primaryKey.join(', ')}) DO UPDATE SET ${changes.join(', ')}`,
  )
}
