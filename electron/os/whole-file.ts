/** Writes a file completely or not at all. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import * as files from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Writes a temporary file beside the target and then renames it: a reader sees either the old text or the new text. Throws the error of `node:fs`.
 */
export function writeWholeFile(path: string, text: string, mode: number): void {
  const beside = `${path}.new`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(beside, text, { mode })
  renameSync(beside, path)
}

/**
 * The same for a file that the user chose, flushed to the disk before it gets its name. An existing file is replaced, whatever its mode; on an error
 * it stays unchanged and no other file is left. Rejects with the error of `node:fs`.
 */
export async function saveWholeFile(
  path: string,
  text: string,
  mode: number,
  { open, rename, rm, realpath }: Pick<typeof files, 'open' | 'rename' | 'rm' | 'realpath'> = files,
): Promise<void> {
  const target = await realpath(path).catch(() => path) // a symbolic link is followed to its target
  const beside = join(
    dirname(target),
    `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
  )
  try {
    const file = await open(beside, 'wx', mode)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
