/** Detects the loss of changes that the vault had already written, and keeps the rest of their log aside. */
import { chmodSync, constants, copyFileSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LostChanges } from '../core/ports/store.ts'
import type { Instant } from '../../shared/model/model.ts'
import { readNote } from './commit-note.ts'
import type { Commits } from './commits.ts'
import { FILE_MODE, syncFile, syncFolder } from './durable.ts'
import { readFrames } from './log-frames.ts'
import { BESIDE } from './beside.ts'
import { freeAside } from './restore.ts'

/**
 * Compares the readable content of the database with the note beside it. Without a note that fits, only the checksums of the log itself can show
 * a loss. `undefined`: nothing is missing. Throws the error of `node:fs`.
 */
export function lostChanges(databasePath: string, commits: Commits | undefined): LostChanges | undefined {
  const note = readNote(databasePath)
  if (note !== undefined && note.vault === commits?.vault) {
    if (note.count <= commits.count) return undefined
    const secrets = Math.max(0, note.secrets - commits.secrets)
    return { changes: note.count - commits.count, since: commits.at, secrets }
  }
  const { unreadable } = readFrames(`${databasePath}-wal`)
  if (unreadable === 0) return undefined
  return { changes: unreadable, since: commits?.at, secrets: undefined }
}

/**
 * Copies the database with its log, byte for byte, to a dated name beside it, and waits for the disk: opening the database writes over both. The
 * log is copied with the database because it is worthless without that file. Does nothing if there is no log. Throws the error of `node:fs`.
 */
export function keepLogAside(databasePath: string, now: Instant): void {
  if (!existsSync(`${databasePath}-wal`)) return
  const aside = freeAside(databasePath, now)
  for (const suffix of ['', ...BESIDE].filter((one) => existsSync(databasePath + one))) {
    copyFileSync(databasePath + suffix, aside + suffix, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    chmodSync(aside + suffix, FILE_MODE)
    syncFile(aside + suffix)
  }
  syncFolder(dirname(databasePath))
}
