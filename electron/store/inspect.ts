/** Inspects a database file without changing a byte of it or leaving a file beside it. */
import { constants, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Failure, type VaultTrouble } from '../../shared/contract/errors.ts'
import { NOTE } from './commit-note.ts'
import { readCommits, type Commits } from './commits.ts'
import { fileFailure, isAbsent, isRefused } from './failures.ts'
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

/** SQLite's own files beside a database; moved and read together with it. */
export const SIDECARS = ['-wal', '-shm', '-journal'] as const

/** All files beside a database that belong to it. */
export const BESIDE = [...SIDECARS, NOTE] as const

/** Of the folders that hold a copy for a moment; one that a program left behind is deleted by {@link removeCopies}. */
export const COPY_PREFIX = '.keyhold-look-'

/** Deletes copies in the vault's folder that a program left when it ended during an inspection. Throws the error of `node:fs`. */
export function removeCopies(databasePath: string): void {
  const folder = dirname(databasePath)
  for (const name of readdirSync(folder))
    if (name.startsWith(COPY_PREFIX)) rmSync(join(folder, name), { recursive: true, force: true })
}

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
  const logs = SIDECARS.filter((suffix) => suffix !== '-shm' && sizeOf(path + suffix) > 0)
  if (logs.length === 0) return inspectOpen(openInMemory(path), steps)
  try {
    return inspectCopy(path, logs, dirname(path), steps)
  } catch (error) {
    // No space or no permission in that folder: the vault can still be inspected if there is another place for the copy.
    return elsewhere(() => inspectCopy(path, logs, tmpdir(), steps), error)
  }
}

function elsewhere(attempt: () => Inspection, first: unknown): Inspection {
  try {
    return attempt()
  } catch {
    throw isRefused(first) ? new Failure({ kind: 'vault', why: 'read-only' }) : first
  }
}

/** Inspects a copy in a new folder below `place`, and deletes that folder afterwards. */
function inspectCopy(
  path: string,
  logs: readonly string[],
  place: string,
  steps: readonly string[],
): Inspection {
  const before = fingerprint(path, logs)
  const folder = mkdtempSync(join(place, COPY_PREFIX)) // mode 0700; the copy holds no secret
  try {
    const copy = join(folder, basename(path))
    for (const suffix of ['', ...logs]) {
      copyFileSync(path + suffix, copy + suffix, constants.COPYFILE_FICLONE)
    }
    const inspection = orTrouble(() => inspectOpen(new Database(copy, { fileMustExist: true }), steps))
    // A copy of a file that another program is writing at this moment may be torn although nothing is damaged.
    return inspection.state === 'bad' && fingerprint(path, logs) !== before ? bad('in-use') : inspection
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
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
    return { state: 'good', version, keys, ...(isCurrent && { commits: readCommits(db) }) }
  } finally {
    db.close()
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

function fingerprint(path: string, logs: readonly string[]): string {
  const states = ['', ...logs].map((suffix) => statSync(path + suffix, { bigint: true }))
  return states.map(({ size, mtimeNs }) => `${size}:${mtimeNs}`).join()
}
