/** Opens what the database holds for reading alone: no lock, no log, no migration, and not a byte of the files changes. */
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { OpenedToRead } from '../core/ports/store.ts'
import type { Clock, Paths } from '../core/ports/world.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { logsBeside } from './beside.ts'
import { readWhole, withCopy } from './copies.ts'
import { onDisk } from './failures.ts'
import { migrate, migrations, versionOf } from './migrations.ts'
import { createStorage } from './storage.ts'
import { createStore } from './store.ts'

interface Deps {
  readonly paths: Paths
  readonly clock: Pick<Clock, 'now'>
  readonly steps?: readonly string[]
}

/** The content is read into memory, where an older schema is brought up to date: writes to this store change nothing but that copy. */
export function openToRead({ paths, clock, steps = migrations }: Deps): OpenedToRead {
  const found = createStorage({ paths, clock, steps }).check()
  if (found === 'none') return { state: 'none' }
  // A folder that cannot be written to can be read.
  if (found !== 'good' && found !== 'read-only')
    return { state: 'shut', why: found === 'busy' ? 'in-use' : found }
  try {
    return { state: 'open', store: onDisk('reading', () => createStore(inMemory(paths.databasePath, steps))) }
  } catch (error) {
    if (error instanceof Failure && error.error.kind === 'vault')
      return { state: 'shut', why: error.error.why }
    throw error
  }
}

function inMemory(path: string, steps: readonly string[]): Database.Database {
  const bytes = contentOf(path)
  bytes.fill(1, 18, 20) // a database in memory has no write-ahead log
  const db = new Database(bytes)
  try {
    if (versionOf(db) < steps.length) migrate(db, steps)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The file's bytes, with what a crash has left in the log beside it. Throws Failure `vault` (`in-use`) while another program writes. */
function contentOf(path: string): Buffer {
  const logs = logsBeside(path)
  if (logs.length === 0) return readWhole(path)
  return withCopy(path, logs, (copy, isTorn) => {
    if (isTorn) throw new Failure({ kind: 'vault', why: 'in-use' })
    const db = new Database(copy, { fileMustExist: true })
    try {
      db.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
    return readFileSync(copy)
  })
}
