/** Changes files that an import has read: moves them to the system's trash, or rewrites them. Changes only files that are still the same. */
import { randomBytes } from 'node:crypto'
import * as files from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../shared/contract/errors.ts'
import { LARGEST_IMPORT } from '../../shared/model/import-formats.ts'
import type { KnownFile, SourceFilesPort } from '../core/ports/source-files.ts'
import { isSameFile, readWithIdentity } from './file-identity.ts'

/** The suffix of an original's name in the trash. */
const ORIGINAL = '.before-keyhold'
const MOST_ORIGINALS = 100

interface Owner {
  readonly uid: number
  readonly gid: number
}

type Disk = Pick<typeof files, 'open' | 'rename' | 'rm' | 'lstat'>

/** `moveToTrash` is the system's function and rejects if it fails. Tests replace `disk`. */
export function createSourceFiles(
  moveToTrash: (path: string) => Promise<void>,
  disk: Disk = files,
): SourceFilesPort {
  async function read({ path, identity }: KnownFile): Promise<Buffer> {
    const now = await readWithIdentity(path, LARGEST_IMPORT).catch(() => undefined)
    if (now?.kind === 'read' && isSameFile(identity, now.identity)) return now.bytes
    if (now?.kind === 'read') now.bytes.fill(0)
    throw new Failure({ kind: 'import', why: 'file-changed' })
  }

  async function check(file: KnownFile): Promise<void> {
    const bytes = await read(file)
    bytes.fill(0)
  }

  /** Checks that the file is gone, because the system may report a move that did not happen. */
  async function toTrash(path: string): Promise<void> {
    const isMoved = await moveToTrash(path).then(
      () => true,
      () => false,
    )
    const isGone =
      isMoved &&
      (await disk.lstat(path).then(
        () => false,
        (error: unknown) => codeOf(error) === 'ENOENT',
      ))
    if (!isGone) throw new Failure({ kind: 'import', why: 'no-trash' })
  }

  const remove = (path: string): Promise<void> => disk.rm(path, { force: true }).catch(() => undefined)

  /** Writes a file that must not exist yet. Leaves no file after an error. */
  async function write(path: string, bytes: Uint8Array, mode: number, owner?: Owner): Promise<void> {
    const file = await disk.open(path, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      if (owner !== undefined) await giveTo(owner, file)
      await file.chmod(mode)
      await file.sync()
      await file.close()
    } catch (error) {
      await file.close().catch(() => undefined)
      await remove(path)
      throw error
    }
  }

  /** Uses the first free name, because an earlier original may have been restored from the trash. Returns the path. */
  async function writeCopy(path: string, bytes: Uint8Array): Promise<string> {
    for (let number = 1; ; number += 1) {
      const copy = `${path}${ORIGINAL}${number === 1 ? '' : `-${number}`}`
      try {
        await write(copy, bytes, 0o600)
        return copy
      } catch (error) {
        if (codeOf(error) !== 'EEXIST' || number === MOST_ORIGINALS) throw error
      }
    }
  }

  /** Moves a copy of the file to the trash, and leaves no other copy. */
  async function keepOriginal({ path, identity }: KnownFile): Promise<void> {
    const bytes = await read({ path, identity })
    let copy: string
    try {
      copy = await writeCopy(path, bytes)
    } finally {
      bytes.fill(0)
    }
    try {
      await toTrash(copy)
    } catch (error) {
      await remove(copy)
      throw error
    }
  }

  return {
    read,

    async trash(file) {
      await check(file)
      await toTrash(file.path)
    },

    async replace(file, bytes) {
      const { path } = file
      const beside = join(
        dirname(path),
        `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
      )
      try {
        const { mode, uid, gid } = await disk.lstat(path)
        await write(beside, bytes, mode & 0o777, { uid, gid })
        await keepOriginal(file)
        await check(file)
        await disk.rename(beside, path)
      } catch (error) {
        await remove(beside)
        if (error instanceof Failure) throw error
        const isFull = codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT'
        throw new Failure({ kind: 'file', why: isFull ? 'disk-full' : 'refused' })
      }
    },
  }
}

/** Keeps the owner and group, because a service may read the file by its group. Rejects if the system does not allow it. */
async function giveTo({ uid, gid }: Owner, file: files.FileHandle): Promise<void> {
  const now = await file.stat()
  if (now.uid !== uid || now.gid !== gid) await file.chown(uid, gid)
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
