/** Puts a backup in the database's place and keeps the previous files under a dated name beside it. */
import { copyFileSync, constants, chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Failure } from '../../shared/contract/errors.ts'
import type { Instant } from '../../shared/model/model.ts'
import { stampOf, timeOf } from './backups.ts'
import { BESIDE } from './beside.ts'
import { makeDatabase } from './database.ts'
import { FILE_MODE, FOLDER_MODE, syncFile, syncFolder } from './durable.ts'
import { onDisk } from './failures.ts'
import { inspect } from './inspect.ts'

const SECOND_MS = 1_000

interface Restore {
  readonly databasePath: string
  readonly backupDir: string
  /** A file name in `backupDir`. */
  readonly name: string
  readonly now: Instant
  readonly steps: readonly string[]
}

/**
 * Throws Failure `not-found`/`backup`, or `vault`: `damaged` if the backup itself is damaged, `in-use` while a program has the database open.
 * After a crash in between, all files still exist, and the restore can be repeated.
 */
export function restoreBackup({ databasePath, backupDir, name, now, steps }: Restore): void {
  const backup = join(backupDir, name)
  if (timeOf(name) === undefined || !existsSync(backup)) {
    throw new Failure({ kind: 'not-found', what: 'backup' })
  }
  if (inspect(backup, steps).state !== 'good') throw new Failure({ kind: 'vault', why: 'damaged' })
  onDisk('writing', () => {
    mkdirSync(dirname(databasePath), { recursive: true, mode: FOLDER_MODE })
    const draft = `${databasePath}.restored`
    rmSync(draft, { force: true })
    try {
      copyFileSync(backup, draft, constants.COPYFILE_EXCL)
      chmodSync(draft, FILE_MODE)
      syncFile(draft)
      refuseWhileInUse(databasePath)
      setAside(databasePath, now)
      renameSync(draft, databasePath)
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
    syncFolder(dirname(databasePath))
  })
}

/**
 * Puts an empty vault in the place of one that is missing or unreadable; existing files are kept aside. Throws Failure `vault`: `in-use` while a
 * program has the vault open.
 */
export function startAnew(databasePath: string, now: Instant, steps: readonly string[]): void {
  onDisk('writing', () => {
    mkdirSync(dirname(databasePath), { recursive: true, mode: FOLDER_MODE })
    refuseWhileInUse(databasePath)
    setAside(databasePath, now)
    makeDatabase(databasePath, steps)
  })
}

/**
 * Moves the database first: without its log, a database left in place would open as if nothing were missing. A log left in place would be read
 * into the backup, so all files must be moved before the backup is put there.
 */
function setAside(databasePath: string, now: Instant): void {
  const aside = freeAside(databasePath, now)
  for (const suffix of ['', ...BESIDE]) {
    if (existsSync(databasePath + suffix)) renameSync(databasePath + suffix, aside + suffix)
  }
  syncFolder(dirname(databasePath))
}

/** A dated, unused name beside the database. */
export function freeAside(databasePath: string, now: Instant): string {
  const aside = `${databasePath}.damaged-${stampOf(now)}`
  const taken = ['', ...BESIDE].some((suffix) => existsSync(aside + suffix))
  return taken ? freeAside(databasePath, now + SECOND_MS) : aside
}

/** A program that has the database open would continue to write into the file that was moved aside. */
function refuseWhileInUse(databasePath: string): void {
  if (!existsSync(databasePath)) return
  try {
    const db = new Database(databasePath, { readonly: true, timeout: 0 })
    try {
      db.pragma('schema_version')
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw error
    // Any other error is the reason for the replacement.
  }
}
