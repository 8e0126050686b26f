/** Checks the vault's folder: who may read it, whether it can be written, and how much space is free. */
import { mkdtempSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { PlaceFacts } from '../../shared/diagnostics/machine.ts'
import { writeNewFile } from './durable.ts'
import { isAbsent } from './failures.ts'

/** As large as a page of the database. */
const PROBE = Buffer.alloc(4_096, 'keyhold')
const NOT_OURS_ALONE = 0o077

/** Free bytes on the disk of the nearest folder that exists. Throws the error of `node:fs`. */
export function freeBytesAt(path: string): number {
  const folder = dirname(path)
  if (!isThere(folder) && basename(folder) !== '') return freeBytesAt(folder)
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Checks by reading and by a trial write; never throws, creates no folder and leaves nothing behind. */
export function inspectPlace(databasePath: string): PlaceFacts {
  const folder = dirname(databasePath)
  const free = attempt(() => freeBytesAt(databasePath))
  return {
    folder: folderState(folder),
    isWritable: attempt(() => writesAndReads(folder)) ?? false,
    ...(free !== undefined && { freeBytes: free }),
  }
}

function folderState(folder: string): PlaceFacts['folder'] {
  try {
    const { mode } = statSync(folder)
    if (process.platform === 'win32') return 'unknown' // file modes on Windows do not show who may read
    return (mode & NOT_OURS_ALONE) === 0 ? 'private' : 'open'
  } catch (error) {
    return isAbsent(error) ? 'missing' : 'unknown'
  }
}

function writesAndReads(folder: string): boolean {
  const trial = mkdtempSync(join(folder, '.keyhold-'))
  try {
    const path = join(trial, 'probe')
    writeNewFile(path, PROBE)
    return readFileSync(path).equals(PROBE)
  } finally {
    rmSync(trial, { recursive: true, force: true })
  }
}

function isThere(folder: string): boolean {
  try {
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
