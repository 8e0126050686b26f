/** One hash of many files, from their names and contents. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/place.mjs'

/** @param files paths relative to the project's folder @param more further text to include */
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
