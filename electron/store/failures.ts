/** Turns what SQLite and the file system throw into the vault's own failures. */
import Database from 'better-sqlite3'
import { Failure, type VaultTrouble } from '../../shared/contract/errors.ts'

/** By the beginning of SQLite's extended result code; the first match counts. */
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
  ENOSPC: 'disk-full', // a look at a leftover log works on a copy
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
 * A `Failure` of kind `vault` for what SQLite says about the file, with SQLite's error as its cause. Anything else
 * comes back as it is: a broken constraint is a fault of ours and must not be told as damage.
 */
export function sqliteFailure(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const why = SQLITE.find(([code]) => error.code.startsWith(code))?.[1]
  return why === undefined ? error : new Failure({ kind: 'vault', why }, { cause: error })
}

/** The same for an error of `node:fs`. It carries no cause: its message names the path. */
export function fileFailure(error: unknown, doing: 'reading' | 'writing'): unknown {
  if (error instanceof Failure || error instanceof Database.SqliteError) return sqliteFailure(error)
  const code = codeOf(error)
  if (code === undefined) return error
  const known = doing === 'reading' ? READING : WRITING
  return new Failure({ kind: 'vault', why: known[code] ?? 'unreadable' })
}

/** Runs `act`, mapping what the file system and SQLite throw. */
export function onDisk<T>(doing: 'reading' | 'writing', act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw fileFailure(error, doing)
  }
}

/** Nothing is there, which is an answer and not an error. */
export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** This user may not write there. */
export const isRefused = (error: unknown): boolean => WRITING[codeOf(error) ?? ''] === 'read-only'
