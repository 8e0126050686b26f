/** A file that is there whole or not at all. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import * as files from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Written beside and then given its name: whoever reads meanwhile sees the old text or the new one. Throws the error of `node:fs`. */
export function writeWholeFile(path: string, text: string, mode: number): void {
  const beside = `${path}.new`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(beside, text, { mode })
  renameSync(beside, path)
}

/**
 * The same for a file of the user's choice, on the disk before it gets its name. A file that was there is replaced, whatever its mode; where
 * that fails it stays as it was and nothing else is left. Rejects with the error of `node:fs`.
 */
export async function saveWholeFile(
  path: string,
  text: string,
  mode: number,
  { open, rename, rm, realpath }: Pick<typeof files, 'open' | 'rename' | 'rm' | 'realpath'> = files,
): Promise<void> {
  const target = await realpath(path).catch(() => path) // through a link, to the file that it names
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
