/** Counts the transactions of a database inside the database, and reports each that has ended. */
import type Database from 'better-sqlite3'
import type { Instant } from '../../shared/model/model.ts'

/** Facts that a database records about itself. `count`: transactions since the vault was made. `secrets`: rows that name a keychain entry. */
export interface Commits {
  readonly vault: string
  readonly count: number
  readonly at: Instant
  readonly secrets: number
}

/** `lasting`: the transaction waited for the disk, which covers all transactions before it as well. */
export type Committed = (kind: 'lasting' | 'repeatable') => void

interface Counter {
  readonly atomically: Database.Transaction<(run: () => unknown) => unknown>
  readonly count: Database.Statement<[]>
  committed: Committed
}

const counters = new WeakMap<Database.Database, Counter>()

function counterOf(db: Database.Database): Counter {
  const known = counters.get(db)
  if (known !== undefined) return known
  const counter: Counter = {
    atomically: db.transaction((run: () => unknown) => run()),
    count: db.prepare(
      `UPDATE commits SET count = count + 1, at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = 1`,
    ),
    committed: () => undefined,
  }
  counters.set(db, counter)
  return counter
}

/** Calls `committed` after every transaction of `db` that {@link commit} has ended. */
export function onCommit(db: Database.Database, committed: Committed): void {
  counterOf(db).committed = committed
}

/** Runs `run` as one counted transaction; inside another transaction as its savepoint. Throws SQLite's own errors. */
export function commit<T>(
  db: Database.Database,
  run: () => T,
  kind: Parameters<Committed>[0] = 'lasting',
): T {
  const { atomically, count, committed } = counterOf(db)
  if (db.inTransaction) return atomically(run) as T
  const result = atomically.immediate(() => {
    const value = run()
    count.run()
    return value
  })
  committed(kind)
  return result as T
}

/** Returns what {@link Commits} of `db` are when it is called. Both throw SQLite's own errors. */
export function commitsReader(db: Database.Database): () => Commits {
  const statement = db.prepare<[], Commits>(
    'SELECT vault, count, at, (SELECT count(*) FROM versions) AS secrets FROM commits WHERE id = 1',
  )
  return () => statement.get() ?? { vault: '', count: 0, at: 0, secrets: 0 }
}
