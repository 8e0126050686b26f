/**
 * Makes an apt repository as a folder that any web server can serve. The repository is not signed: its publisher signs `dists/stable/Release` with a
 * key of their own (`gpg --clearsign -o InRelease Release`).
 */
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tarOf } from './archive.ts'
import type { Product } from './product.ts'
import { runProgram } from './programs.ts'

const SUITE = 'stable'
const SECTION = 'main'

interface Sized {
  /** The path relative to the folder of `Release`. */
  readonly name: string
  readonly bytes: Buffer
}

/** The entry of one package: its control fields and its file name. `control` is the text of its control file. Pure. */
export function packagesEntry(control: string, filename: string, deb: Buffer): string {
  return [
    control.trimEnd(),
    `Filename: ${filename}`,
    `Size: ${deb.length}`,
    `SHA256: ${sha256(deb)}`,
    '',
    '',
  ].join('\n')
}

/** The `Release` file, which lists the other files and gets signed. Pure. */
export function releaseText(
  { debArch, epoch }: Pick<Product, 'debArch' | 'epoch'>,
  lists: readonly Sized[],
): string {
  return [
    'Origin: Keyhold',
    'Label: Keyhold',
    `Suite: ${SUITE}`,
    `Codename: ${SUITE}`,
    `Date: ${new Date(epoch * 1_000).toUTCString()}`,
    `Architectures: ${debArch}`,
    `Components: ${SECTION}`,
    'Description: Keyhold, a key vault for developers',
    'SHA256:',
    ...lists.map(({ name, bytes }) => ` ${sha256(bytes)} ${bytes.length} ${name}`),
    '',
  ].join('\n')
}

/** Recreates `outDir/apt` and returns its path. */
export function makeAptRepository(product: Product, deb: string, outDir: string): string {
  const dir = join(outDir, 'apt')
  rmSync(dir, { recursive: true, force: true })
  const poolDir = join('pool', SECTION, 'k', 'keyhold')
  mkdirSync(join(dir, poolDir), { recursive: true })
  linkSync(deb, join(dir, poolDir, basename(deb)))
  const control = runProgram('dpkg-deb', ['--field', deb])
  const packages = Buffer.from(packagesEntry(control, `${poolDir}/${basename(deb)}`, readFileSync(deb)))
  const listDir = `${SECTION}/binary-${product.debArch}`
  const lists = [
    { name: `${listDir}/Packages`, bytes: packages },
    { name: `${listDir}/Packages.gz`, bytes: gzipSync(packages, { level: 9 }) },
  ]
  const suiteDir = join(dir, 'dists', SUITE)
  mkdirSync(join(suiteDir, listDir), { recursive: true })
  for (const { name, bytes } of lists) writeFileSync(join(suiteDir, name), bytes)
  writeFileSync(join(suiteDir, 'Release'), releaseText(product, lists))
  return dir
}

/** Packs the folder into one file, for checksums and attestations. The .deb inside is already compressed. Returns the archive's path. */
export function archiveAptRepository(product: Product, aptDir: string, outDir: string): string {
  const target = join(outDir, `${product.manifest.name}-${product.packageVersion}-apt-${product.debArch}.tar`)
  writeFileSync(target, tarOf(product, aptDir))
  return target
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
