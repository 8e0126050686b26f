/** Backups on disk: written under a temporary name, flushed, read back, and only then named. */
import { randomBytes } from 'node:crypto'
import * as files from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../shared/contract/errors.ts'
import type { BackupFiles, FoundFile, NewBackupFile } from '../core/ports/backup-files.ts'
import { FILE_MODE } from './durable.ts'

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
          await syncFolder(dirname(target))
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

  async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
    let total = 0
    try {
      const file = await disk.open(path, 'r')
      try {
        for (;;) {
          const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES)
          if (bytesRead === 0) return
          total += bytesRead
          if (total > MAX_FILE_BYTES) throw new Failure({ kind: 'backup', why: 'too-large' }) // it grows while it is read
          yield buffer.subarray(0, bytesRead)
        }
      } finally {
        await file.close()
      }
    } catch (error) {
      throw error instanceof Failure ? error : new Failure({ kind: 'backup', why: 'unreadable' })
    }
  }

  /** A folder on a server may not know of this; the file itself is flushed. A disk that fails is a failure: older backups must stay then. */
  async function syncFolder(folder: string): Promise<void> {
    if (process.platform === 'win32') return // Windows cannot open a folder for fsync; NTFS journals names itself
    try {
      const handle = await disk.open(folder, 'r')
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
    } catch (error) {
      if (DISK_FAULTS.has(codeOf(error))) throw error
    }
  }

  async function* bounded(path: string): AsyncGenerator<Uint8Array> {
    const stats = await disk.stat(path).catch(() => undefined)
    if (stats?.isFile() !== true) throw new Failure({ kind: 'backup', why: 'unreadable' })
    if (stats.size > MAX_FILE_BYTES) throw new Failure({ kind: 'backup', why: 'too-large' })
    yield* bytesOf(path)
  }
}

const DISK_FAULTS: ReadonlySet<unknown> = new Set(['EIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'ENOENT', 'ENOTDIR'])

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** The Failure has no cause: the error's message names the path. */
async function onDisk<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Failure({ kind: 'backup', why: 'folder-gone' })
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    throw new Failure({ kind: 'file', why: isFull ? 'disk-full' : 'refused' })
  }
}
