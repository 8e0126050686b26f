/** A small file that is there whole or not at all. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Written beside and then given its name: whoever reads meanwhile sees the old text or the new one. Throws the error of `node:fs`. */
export function writeWholeFile(path: string, text: string, mode: number): void {
  const beside = `${path}.new`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(beside, text, { mode })
  renameSync(beside, path)
}
