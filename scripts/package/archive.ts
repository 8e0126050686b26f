/** The program's folder as one .tar.gz, for systems without .deb or .rpm. */
import { writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import type { Product } from './product.ts'

export const archiveName = ({ manifest, packageVersion, arch }: Product): string =>
  `${manifest.name}-${packageVersion}-linux-${arch}.tar.gz`

/** A folder as the bytes of a tar: sorted, owned by root, all with the same time. */
export const tarOf = ({ epoch }: Pick<Product, 'epoch'>, dir: string): Buffer =>
  execFileSync(
    'tar',
    [
      '--sort=name',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--format=ustar',
      `--mtime=@${epoch}`,
      // The user who unpacks the archive is not root, so a setuid bit would be lost, and Chromium then refuses to start if it needs the helper.
      '--mode=u-s,go-w',
      '--create',
      '--directory',
      dirname(dir),
      basename(dir),
    ],
    { maxBuffer: 2_000_000_000 },
  )

/** Writes the archive into `outDir` and returns its path. The gzip header has no name and no time. */
export function makeArchive(product: Product, programDir: string, outDir: string): string {
  const target = join(outDir, archiveName(product))
  writeFileSync(target, gzipSync(tarOf(product, programDir), { level: 6 }))
  return target
}
