/** Maps errors of SQLite and the file system to the vault's own failures. */
import Database from 'better-sqlite3'
import { Failure, type VaultTrouble } from '../../shared/contract/errors.ts'

/** Matched by the prefix of SQLite's extended result code; the first match counts. */
const SQLITE: readonly (readonly [code: string, why: VaultTrouble])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_FORMAT', 'damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged'],
  ['SQLITE_BUSY', 'in-use'],
  ['SQLITE_LOCKED', 'in-use'],
  ['SQLITE_PROTOCOL', 'in-use'],
  ['SQLITE_CANTOPEN', 'unreadable'],
  ['SQLITE_IOERR', 'unreadable'],
]

const READING: Readonly<Record<string, VaultTrouble>> = {
  ENOSPC: 'disk-full', // inspecting a leftover log needs space for a copy
  EDQUOT: 'disk-full',
  EBUSY: 'in-use',
}

const WRITING: Readonly<Record<string, VaultTrouble>> = {
  ...READING,
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/**
 * A `Failure` of kind `vault` for SQLite's error about the file, with that error as its cause. Any other error is returned unchanged: a broken
 * constraint is a bug and must not be reported as damage.
 */
export function sqliteFailure(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const why = SQLITE.find(([code]) => error.code.startsWith(code))?.[1]
  return why === undefined ? error : new Failure({ kind: 'vault', why }, { cause: error })
}

/** The same for an error of `node:fs`. The Failure has no cause: the error's message names the path. */
export function fileFailure(error: unknown, doing: 'reading' | 'writing'): unknown {
  if (error instanceof Failure || error instanceof Database.SqliteError) return sqliteFailure(error)
  const code = codeOf(error)
  if (code === undefined) return error
  const known = doing === 'reading' ? READING : WRITING
  return new Failure({ kind: 'vault', why: known[code] ?? 'unreadable' })
}

/** Runs `run` and maps errors of the file system and SQLite. */
export function onDisk<T>(doing: 'reading' | 'writing', run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw fileFailure(error, doing)
  }
}

/** Whether the file does not exist, which is a valid result and not an error. */
export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** Whether this user may not write to the path. */
export const isRefused = (error: unknown): boolean => WRITING[codeOf(error) ?? ''] === 'read-only'
