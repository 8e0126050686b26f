/** Reads and writes files for a command, with the rights of the user who runs it. */
import { constants } from 'node:fs'
import { lstat, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { basename, dirname, join, resolve } from 'node:path'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { encodingOf } from '../../shared/model/text-encoding.ts'
import { CommandStop } from './command.ts'
import { FILES } from './files-messages.ts'

/** In bytes. Longer than any template or `.env` file that a person writes. */
export const LARGEST_FILE = 1_000_000
/** Windows has no such flag. */
const O_NONBLOCK = 'O_NONBLOCK' in constants ? constants.O_NONBLOCK : 0
const OWNER_ONLY = 0o600

const stop = (words: string): CommandStop => new CommandStop(EXIT.failed, words)

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/**
 * Reads text in UTF-8, or in UTF-16 with a byte order mark (as editors on Windows save it). Removes the mark. `path` is relative to `folder`.
 * Throws {@link CommandStop} if the file is missing, is no file, is too large, or has another encoding.
 */
export async function readText(folder: string, path: string): Promise<string> {
  const bytes = await readBytes(folder, path)
  const decoder = new TextDecoder(encodingOf(bytes).encoding, { fatal: true })
  return decodedBy(decoder, bytes, FILES.notText(path), path)
}

/** Reads UTF-8 text and keeps a byte order mark. Throws as `readText` does. */
export const readTemplate = async (folder: string, path: string): Promise<string> =>
  decoded(await readBytes(folder, path), path)

async function readBytes(folder: string, path: string): Promise<Buffer> {
  let file: FileHandle
  try {
    // Opening a pipe that has no writer would block the program.
    file = await open(resolve(folder, path), constants.O_RDONLY | O_NONBLOCK)
  } catch (error) {
    throw stop(FILES.unread(path, codeOf(error)))
  }
  try {
    const facts = await file.stat()
    if (!facts.isFile()) throw stop(FILES.noFile(path))
    if (facts.size > LARGEST_FILE) throw stop(FILES.tooLarge(path, LARGEST_FILE))
    return await readAtMost(file)
  } finally {
    await file.close()
  }
}

/** The file may grow while it is read. */
async function readAtMost(file: FileHandle): Promise<Buffer> {
  const buffer = Buffer.alloc(LARGEST_FILE + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length)
    length += bytesRead
    if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length)
  }
}

/** Decodes UTF-8 and keeps a byte order mark. Throws {@link CommandStop} for other bytes, or too many. `path` appears in the error. */
export const decoded = (bytes: Uint8Array, path: string): string =>
  decodedBy(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }), bytes, FILES.notUtf8(path), path)

function decodedBy(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Uint8Array,
  refusal: string,
  path: string,
): string {
  if (bytes.length > LARGEST_FILE) throw stop(FILES.tooLarge(path, LARGEST_FILE))
  try {
    return decoder.decode(bytes)
  } catch {
    throw stop(refusal)
  }
}

/**
 * Replaces the file as a whole or not at all: writes a new file in the same folder, readable only by its owner, syncs it and renames it.
 * Throws {@link CommandStop} for a folder, and for a symbolic link unless `force`, which replaces the link itself.
 */
export async function writeText(
  folder: string,
  path: string,
  text: string,
  { force }: { readonly force: boolean },
): Promise<void> {
  const target = resolve(folder, path)
  await refuseOddPlace(target, path, force)
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`)
  try {
    const file = await open(draft, 'wx', OWNER_ONLY)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw stop(FILES.unwritten(path, codeOf(error)))
  }
}

async function refuseOddPlace(target: string, path: string, force: boolean): Promise<void> {
  const there = await lstat(target).catch(() => undefined)
  if (there === undefined || there.isFile()) return
  if (there.isDirectory()) throw stop(FILES.folder(path))
  if (!there.isSymbolicLink()) throw stop(FILES.special(path))
  if (!force) throw stop(FILES.link(path))
}
