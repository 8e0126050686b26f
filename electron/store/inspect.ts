/** Inspects a database file without changing a byte of it or leaving a file beside it. */
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Failure, type VaultTrouble } from '../../shared/contract/errors.ts'
import { logsBeside } from './beside.ts'
import { commitsReader, type Commits } from './commits.ts'
import { withCopy } from './copies.ts'
import { fileFailure } from './failures.ts'
import { readHeader, type Header } from './header.ts'
import { migrations, versionOf } from './migrations.ts'
import { createStore } from './store.ts'

/** `not-sqlite` and `empty` are plain findings; their meaning depends on the files around the database. */
export type Inspection =
  | {
      readonly state: 'good'
      readonly version: number
      readonly keys: number
      /** How often the database was written; an older schema does not record it. */
      readonly commits?: Commits
    }
  | { readonly state: 'bad'; readonly why: VaultTrouble | 'not-sqlite' | 'empty' }

/** Never throws, whatever the file is or holds. Takes no lock: whether another program has the file open shows only when it is opened. */
export function inspect(path: string, steps: readonly string[] = migrations): Inspection {
  return orTrouble(() => refusal(readHeader(path), steps) ?? inspectContent(path, steps))
}

/** The same by the header alone: fast, and sufficient for counting. */
export const seemsGood = (path: string, steps: readonly string[]): boolean =>
  orTrouble(() => refusal(readHeader(path), steps) ?? { state: 'good', version: 0, keys: 0 }).state === 'good'

function orTrouble(attempt: () => Inspection): Inspection {
  try {
    return attempt()
  } catch (error) {
    // The file has Keyhold's mark and version, but not its tables or columns.
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR') return bad('damaged')
    const failure = fileFailure(error, 'reading')
    if (failure instanceof Failure && failure.error.kind === 'vault') return bad(failure.error.why)
    throw failure
  }
}

const bad = (why: VaultTrouble | 'not-sqlite' | 'empty'): Inspection => ({ state: 'bad', why })

function refusal(header: Header, steps: readonly string[]): Inspection | undefined {
  if (header.kind === 'empty') return bad('empty')
  if (header.kind === 'broken') return bad('damaged')
  if (header.kind === 'other') return bad('not-sqlite')
  if (!header.ours) return bad('foreign')
  return header.version > steps.length ? bad('newer') : undefined
}

/** A log that a crash has left is part of the content, and SQLite would write it back: in that case a copy is inspected. */
function inspectContent(path: string, steps: readonly string[]): Inspection {
  const logs = logsBeside(path)
  if (logs.length === 0) return inspectOpen(openInMemory(path), steps)
  return withCopy(path, logs, (copy, isTorn) => {
    const inspection = orTrouble(() => inspectOpen(new Database(copy, { fileMustExist: true }), steps))
    return inspection.state === 'bad' && isTorn ? bad('in-use') : inspection
  })
}

/** Opens the content alone. A database in memory has no write-ahead log, so the header of the copy is set to "rollback journal". */
function openInMemory(path: string): Database.Database {
  const bytes = readFileSync(path)
  bytes.fill(1, 18, 20)
  return new Database(bytes, { readonly: true })
}

function inspectOpen(db: Database.Database, steps: readonly string[]): Inspection {
  try {
    const version = versionOf(db)
    if (version > steps.length) return bad('newer')
    if (version < 1 || db.pragma('quick_check(1)', { simple: true }) !== 'ok') return bad('damaged')
    const isCurrent = version === steps.length
    if (isCurrent) createStore(db) // throws if one of Keyhold's statements cannot be prepared
    const keys = db.prepare<[], number>('SELECT count(*) FROM keys').pluck().get() ?? 0
    return { state: 'good', version, keys, ...(isCurrent && { commits: commitsReader(db)() }) }
  } finally {
    db.close()
  }
}
