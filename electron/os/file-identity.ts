/** Reads a file once for an import, and checks later whether it is still the same. */
import { webcrypto } from 'node:crypto'
import { constants, type BigIntStats } from 'node:fs'
import { lstat, open, type FileHandle } from 'node:fs/promises'
import type { FileIdentity } from '../core/ports/import-files.ts'

/** Windows has neither flag. Without them, opening a pipe that has no writer would block the program. */
const O_NONBLOCK = 'O_NONBLOCK' in constants ? constants.O_NONBLOCK : 0

export type ReadAs =
  | { readonly kind: 'read'; readonly bytes: Buffer; readonly identity: FileIdentity | undefined }
  | { readonly kind: 'too-large' }
  /** The path is no file, or the file became shorter while it was read. */
  | { readonly kind: 'unreadable' }

/**
 * Opens the file read-only and reads at most the limit, even if the file grows meanwhile. Follows a symbolic link, which then has no identity.
 * Rejects with the error of `node:fs`.
 */
export async function readWithIdentity(path: string, largest: number): Promise<ReadAs> {
  const handle = await open(path, constants.O_RDONLY | O_NONBLOCK)
  try {
    const facts = await handle.stat({ bigint: true })
    if (!facts.isFile()) return { kind: 'unreadable' }
    if (facts.size > BigInt(largest)) return { kind: 'too-large' }
    const bytes = Buffer.alloc(Number(facts.size))
    if (await isFilled(bytes, handle))
      return { kind: 'read', bytes, identity: await identityOf(path, facts, bytes) }
    bytes.fill(0)
    return { kind: 'unreadable' }
  } finally {
    await handle.close()
  }
}

/** Returns `false` if the file is shorter than its reported size, because it may then be incomplete. */
async function isFilled(bytes: Buffer, file: FileHandle): Promise<boolean> {
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, at)
    if (bytesRead === 0) return false
    at += bytesRead
  }
  return true
}

async function identityOf(
  path: string,
  facts: BigIntStats,
  bytes: Buffer,
): Promise<FileIdentity | undefined> {
  const named = await lstat(path, { bigint: true })
  if (!named.isFile() || named.nlink > 1n || named.ino !== facts.ino || named.dev !== facts.dev)
    return undefined
  const hash = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
  return { device: facts.dev, inode: facts.ino, size: facts.size, modifiedNs: facts.mtimeNs, hash }
}

export const isSameFile = (one: FileIdentity, other: FileIdentity | undefined): boolean =>
  one.device === other?.device &&
  one.inode === other.inode &&
  one.size === other.size &&
  one.modifiedNs === other.modifiedNs &&
  one.hash === other.hash
