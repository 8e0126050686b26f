/** Backups on disk: written under a temporary name, flushed, read back, and only then named. */
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import * as files from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../shared/contract/errors.ts'
import type { BackupFiles, FoundFile, NewBackupFile } from '../core/ports/backup-files.ts'
import { FILE_MODE, syncFolder } from './durable.ts'

/** Encrypted. The content is bounded by itself, this one bounds what is read from a disk at all. */
const MAX_FILE_BYTES = 300_000_000
const PIECE_BYTES = 256_000

export type Disk = Pick<typeof files, 'open' | 'rename' | 'rm' | 'realpath' | 'readdir' | 'stat'>

/** `disk` is replaced by tests. */
export function createBackupFiles(disk: Disk = files): BackupFiles {
  async function begin(path: string): Promise<NewBackupFile> {
    const target = await disk.realpath(path).catch(() => path) // a symbolic link is followed to its target
    const beside = join(
      dirname(target),
      `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
    )
    const file = await onDisk(() => disk.open(beside, 'wx+', FILE_MODE))
    let isOpen = true
    let isCommitted = false
    const close = async () => {
      if (isOpen) await file.close()
      isOpen = false
    }
    return {
      write: (bytes) => onDisk(() => file.writeFile(bytes)),
      sync: () =>
        onDisk(async () => {
          await file.sync()
          await close()
        }),
      read: () => bytesOf(beside),
      commit: () =>
        onDisk(async () => {
          await disk.rename(beside, target)
          isCommitted = true
          syncFolderQuietly(dirname(target))
        }),
      async discard() {
        await close().catch(() => undefined)
        if (!isCommitted) await disk.rm(beside, { force: true }).catch(() => undefined)
      },
    }
  }

  return {
    begin,
    read: (path) => bounded(path),
    has: (path) =>
      disk.stat(path).then(
        () => true,
        () => false,
      ),
    hasFolderOf: (path) =>
      disk.stat(dirname(path)).then(
        (stats) => stats.isDirectory(),
        () => false,
      ),
    async list(folder) {
      const entries = await disk.readdir(folder, { withFileTypes: true }).catch(() => {
        throw new Failure({ kind: 'backup', why: 'folder-gone' })
      })
      const found = entries
        .filter((entry) => entry.isFile())
        .map(async ({ name }): Promise<FoundFile[]> => {
          const stats = await disk.stat(join(folder, name)).catch(() => undefined) // deleted meanwhile
          return stats === undefined ? [] : [{ name, at: Math.round(stats.mtimeMs) }]
        })
      return (await Promise.all(found)).flat()
    },
    remove: (path) => onDisk(() => disk.rm(path, { force: true })),
    join,
  }

  async function* bounded(path: string): AsyncGenerator<Uint8Array> {
    const stats = await disk.stat(path).catch(() => undefined)
    if (stats?.isFile() !== true) throw new Failure({ kind: 'backup', why: 'unreadable' })
    if (stats.size > MAX_FILE_BYTES) throw new Failure({ kind: 'backup', why: 'too-large' })
    yield* bytesOf(path)
  }
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  let total = 0
  try {
    for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
      total += (piece as Buffer).byteLength
      if (total > MAX_FILE_BYTES) throw new Failure({ kind: 'backup', why: 'too-large' }) // it grows while it is read
      yield new Uint8Array(piece as Buffer)
    }
  } catch (error) {
    throw error instanceof Failure ? error : new Failure({ kind: 'backup', why: 'unreadable' })
  }
}

/** A folder on a server may refuse it. The file itself is flushed. */
function syncFolderQuietly(folder: string): void {
  try {
    syncFolder(folder)
  } catch {
    // The name reaches the disk a little later.
  }
}

/** The Failure has no cause: the error's message names the path. */
async function onDisk<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Failure({ kind: 'backup', why: 'folder-gone' })
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    throw new Failure({ kind: 'file', why: isFull ? 'disk-full' : 'refused' })
  }
}
