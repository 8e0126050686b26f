/** Opens what the database holds for reading alone: no lock, no log, no migration, and not a byte of the files changes. */
import { constants, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { OpenedToRead } from '../core/ports/store.ts'
import type { Clock, Paths } from '../core/ports/world.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { isAbsent, onDisk } from './failures.ts'
import { COPY_PREFIX, SIDECARS } from './inspect.ts'
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

/** The file's bytes, with what a crash has left in the log beside it. */
function contentOf(path: string): Buffer {
  const logs = SIDECARS.filter((suffix) => suffix !== '-shm' && sizeOf(path + suffix) > 0)
  if (logs.length === 0) return readFileSync(path)
  try {
    return mergedIn(dirname(path), path, logs)
  } catch {
    return mergedIn(tmpdir(), path, logs) // no space or no permission in that folder
  }
}

/** Merges a copy, in a new folder below `place` that nobody else may read, and deletes it. */
function mergedIn(place: string, path: string, logs: readonly string[]): Buffer {
  const folder = mkdtempSync(join(place, COPY_PREFIX))
  try {
    const copy = join(folder, basename(path))
    for (const suffix of ['', ...logs]) copyFileSync(path + suffix, copy + suffix, constants.COPYFILE_FICLONE)
    const db = new Database(copy, { fileMustExist: true })
    try {
      db.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
    return readFileSync(copy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch (error) {
    if (isAbsent(error)) return 0
    throw error
  }
}
