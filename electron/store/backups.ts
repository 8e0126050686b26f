/** Makes and lists dated copies of the database in a folder of their own, and deletes the oldest readable ones. */
import type Database from 'better-sqlite3'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../shared/contract/errors.ts'
import type { Instant } from '../../shared/model/model.ts'
import type { Backup } from '../../shared/contract/snapshot.ts'
import { FILE_MODE, FOLDER_MODE, syncFile, syncFolder } from './durable.ts'
import { isAbsent, onDisk } from './failures.ts'
import { inspect, seemsGood } from './inspect.ts'

const KEPT = 7
const SECOND_MS = 1_000
const NAME = /^keyhold-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.sqlite$/
const DRAFT = /^keyhold-[\dTZ-]+\.sqlite\.new(?:-journal)?$/

/** `2026-11-21T03-50-00Z`: precise to the second, and valid as a file name on every system. */
export const stampOf = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`

/** When a backup of this name was made; `undefined`: not the name of a backup. */
export function timeOf(name: string): Instant | undefined {
  const [, day, hours, minutes, seconds] = NAME.exec(name) ?? []
  const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`)
  return Number.isNaN(at) ? undefined : at
}

/** Names, newest first. A missing folder has none. Throws Failure `vault` if the folder cannot be read. */
export const backupNames = (folder: string): string[] =>
  onDisk('reading', () => filesIn(folder))
    .filter((name) => timeOf(name) !== undefined)
    .sort()
    .reverse()

/** The inspected backups: this program can open those that are `good`. Newest first. Throws Failure `vault`. */
export function listBackups(folder: string, steps: readonly string[]): Backup[] {
  return backupNames(folder).map((name) => {
    const found = inspect(join(folder, name), steps)
    const good = found.state === 'good'
    return { name, madeAt: timeOf(name) ?? 0, keys: good ? found.keys : 0, good }
  })
}

/**
 * Writes a copy of the open database, verifies that the copy can be read, gives it its dated name, and only then deletes the oldest backup.
 * Throws Failure `vault`; in that case the earlier backups are unchanged.
 */
export function makeBackup(
  db: Database.Database,
  folder: string,
  now: Instant,
  steps: readonly string[],
): void {
  onDisk('writing', () => {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
    for (const stray of filesIn(folder).filter((name) => DRAFT.test(name))) rmSync(join(folder, stray))
    const path = join(folder, freeName(folder, now))
    const draft = `${path}.new`
    try {
      closeSync(openSync(draft, 'wx', FILE_MODE)) // SQLite fills an empty file; a file that it created itself would be readable for others
      db.prepare('VACUUM INTO ?').run(draft)
      syncFile(draft)
      if (inspect(draft, steps).state !== 'good') throw new Failure({ kind: 'vault', why: 'damaged' })
      renameSync(draft, path)
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
    syncFolder(folder)
    letGo(folder, steps)
  })
}

/** The name for now, or for the next second without a backup: no backup is overwritten. */
function freeName(folder: string, now: Instant): string {
  const name = `keyhold-${stampOf(now)}.sqlite`
  return existsSync(join(folder, name)) ? freeName(folder, now + SECOND_MS) : name
}

/** Keeps the newest seven. A backup that cannot be read is neither counted nor deleted. */
function letGo(folder: string, steps: readonly string[]): void {
  const paths = backupNames(folder).map((name) => join(folder, name))
  const surplus = paths.filter((path) => seemsGood(path, steps)).slice(KEPT)
  for (const path of surplus) if (inspect(path, steps).state === 'good') rmSync(path)
}

/** Names in a folder; empty if there is no folder. Throws the error of `node:fs`. */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}
