/** One hash of many files, by their names and contents. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/place.mjs'

/** @param files paths from the project's folder on @param more what else counts */
export function hashOf(files: readonly string[], more = ''): string {
  const hash = createHash('sha256').update(more)
  for (const file of files.toSorted())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
      .update('\0')
  return hash.digest('hex')
}
