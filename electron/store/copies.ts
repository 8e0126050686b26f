/** Copies of a database and its logs, which exist for a moment: SQLite would write to the files that it reads a log with. */
import { constants, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../shared/contract/errors.ts'
import { isRefused } from './failures.ts'

/** Of the folders that hold a copy; one that a program left behind is deleted by {@link removeCopies}. */
const COPY_PREFIX = '.keyhold-look-'

/** Deletes copies in the vault's folder that a program left when it ended during an inspection. Throws the error of `node:fs`. */
export function removeCopies(databasePath: string): void {
  const folder = dirname(databasePath)
  for (const name of readdirSync(folder))
    if (name.startsWith(COPY_PREFIX)) rmSync(join(folder, name), { recursive: true, force: true })
}

/**
 * Runs `use` on a copy of the database at `path` and of its `logs`, and deletes the copy. `isTorn`: another program wrote to the files meanwhile, so
 * that the copy may mix two states although nothing is damaged.
 *
 * The copy is made in the same folder. If that or `use` fails there, it is made in the temporary folder: there may be no space or no permission.
 * Throws Failure `vault` (`read-only`), and what the first try threw.
 */
export function withCopy<T>(
  path: string,
  logs: readonly string[],
  use: (copy: string, isTorn: boolean) => T,
): T {
  try {
    return withCopyIn(dirname(path), path, logs, use)
  } catch (first) {
    try {
      return withCopyIn(tmpdir(), path, logs, use)
    } catch {
      throw isRefused(first) ? new Failure({ kind: 'vault', why: 'read-only' }) : first
    }
  }
}

function withCopyIn<T>(
  place: string,
  path: string,
  logs: readonly string[],
  use: (copy: string, isTorn: boolean) => T,
): T {
  const folder = mkdtempSync(join(place, COPY_PREFIX)) // mode 0700; the copy holds no secret
  try {
    const copy = join(folder, basename(path))
    const isTorn = changes(path, logs, () => {
      for (const suffix of ['', ...logs])
        copyFileSync(path + suffix, copy + suffix, constants.COPYFILE_FICLONE)
    })
    return use(copy, isTorn)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The database's bytes. Throws Failure `vault` (`in-use`) if another program wrote to it meanwhile. */
export function readWhole(path: string): Buffer {
  let bytes = Buffer.alloc(0)
  if (changes(path, [], () => (bytes = readFileSync(path))))
    throw new Failure({ kind: 'vault', why: 'in-use' })
  return bytes
}

/** Whether the files were written to while `run` ran. */
function changes(path: string, logs: readonly string[], run: () => unknown): boolean {
  const before = fingerprint(path, logs)
  run()
  return fingerprint(path, logs) !== before
}

function fingerprint(path: string, logs: readonly string[]): string {
  const states = ['', ...logs].map((suffix) => statSync(path + suffix, { bigint: true }))
  return states.map(({ size, mtimeNs }) => `${size}:${mtimeNs}`).join()
}
