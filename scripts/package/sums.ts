/** The checksums of all published files, in the format of `sha256sum --check`. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Writes `outDir/SHA256SUMS` and returns its path. */
export function writeSums(files: readonly string[], outDir: string): string {
  const lines = files
    .map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
  const target = join(outDir, 'SHA256SUMS')
  writeFileSync(target, lines.join(''))
  return target
}
