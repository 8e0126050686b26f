/** The program's folder as one .tar.gz, for systems without .deb or .rpm. */
import { writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import type { Product } from './product.ts'

export const archiveName = ({ manifest, packageVersion, arch }: Product): string =>
  `${manifest.name}-${packageVersion}-linux-${arch}.tar.gz`

/** Writes the archive into `outDir` and returns its path: sorted, root's, with the one time, and no name in gzip's header. */
export function makeArchive(product: Product, programDir: string, outDir: string): string {
  const fixed = [
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--format=ustar',
    `--mtime=@${product.epoch}`,
  ]
  // Whoever unpacks it is not root: a setuid bit would be lost, and Chromium then refuses to start where it needs the helper.
  const plain = ['--mode=u-s,go-w']
  const bytes = execFileSync(
    'tar',
    [...fixed, ...plain, '--create', '--directory', dirname(programDir), basename(programDir)],
    { maxBuffer: 2_000_000_000 },
  )
  const target = join(outDir, archiveName(product))
  writeFileSync(target, gzipSync(bytes, { level: 6 }))
  return target
}
