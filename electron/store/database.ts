/** Creates, opens and migrates the database file. Before that, `inspect.ts` decides whether the file may be opened. */
import { chmodSync, closeSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { onDisk } from './failures.ts'
import { FILE_MODE, syncFile, syncFolder } from './durable.ts'
import { SIDECARS } from './beside.ts'
import { APPLICATION_ID, migrate, migrations, versionOf } from './migrations.ts'

/** How long SQLite waits for another program's lock, in milliseconds: enough for a virus scanner, not for a second vault. */
const BUSY_MS = 200

/**
 * Creates a new vault under another name and moves it into place when it is whole, so that a crash cannot leave an incomplete one. Throws Failure
 * `vault`.
 */
export function makeDatabase(path: string, steps: readonly string[] = migrations): void {
  onDisk('writing', () => {
    const draft = `${path}.new`
    for (const suffix of ['', ...SIDECARS]) rmSync(draft + suffix, { force: true })
    closeSync(openSync(draft, 'wx', FILE_MODE))
    const db = new Database(draft)
    try {
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma('journal_mode = WAL')
      migrate(db, steps)
    } finally {
      db.close()
    }
    syncFile(draft)
    renameSync(draft, path)
    syncFolder(dirname(path))
  })
}

/**
 * Opens a file that was found good, as the only program that has it open. An older schema is migrated after `beforeMigrating` has made a copy.
 * Throws Failure `vault`; in that case the file is closed again.
 */
export function openDatabase(
  path: string,
  beforeMigrating: (db: Database.Database) => void,
  steps: readonly string[] = migrations,
): Database.Database {
  return onDisk('writing', () => {
    chmodSync(path, FILE_MODE) // before SQLite creates the log, which gets the same mode
    const db = new Database(path, { fileMustExist: true, timeout: BUSY_MS })
    try {
      configure(db)
      if (versionOf(db) < steps.length) {
        beforeMigrating(db)
        migrate(db, steps)
      }
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

function configure(db: Database.Database): void {
  // The core keeps the current state in memory and allows one operation per key at a time: two programs on one vault would break both. Exclusive
  // mode also means that there is no shared-memory file.
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL') // per connection; the journal of operations depends on it
  if (process.platform === 'darwin') {
    db.pragma('fullfsync = ON') // on macOS, fsync alone leaves the bytes in the drive's cache
    db.pragma('checkpoint_fullfsync = ON')
  }
  // 16 MB, not 4: a first sync changes pages all over the indices, and would write each of them back several times.
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF') // SECURITY: a tampered schema may call no function with side effects
  db.pragma('cell_size_check = ON')
}
