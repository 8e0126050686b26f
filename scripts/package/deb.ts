/** Makes the .deb from the system tree, with dpkg's own tool. */
import { chmodSync, copyFileSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from '../bootstrap/place.mjs'
import { DEB_DEPENDS, debRecommends } from './dependencies.ts'
import type { Product } from './product.ts'
import { runProgram } from './programs.ts'
import { setTimes, type Document } from './system-tree.ts'

/** Scripts that dpkg runs, from `resources/package`. */
const SCRIPTS = ['postinst', 'postrm']

/** Debian 12, Ubuntu 22.04 and later versions can read zstd, which unpacks in a second. */
const COMPRESSION = ['-Zzstd', '-z9']

export const debName = ({ manifest, packageVersion, debArch }: Product): string =>
  `${manifest.name}_${packageVersion}_${debArch}.deb`

/** The control file. `installedKb`: the size of the installed files. Pure. */
export function controlText(product: Product, installedKb: number): string {
  const { manifest, packageVersion, debArch, isStandIn, electronVersion } = product
  return [
    `Package: ${manifest.name}`,
    `Version: ${packageVersion}`,
    `Architecture: ${debArch}`,
    `Maintainer: ${manifest.author}`,
    `Installed-Size: ${installedKb}`,
    `Depends: ${DEB_DEPENDS.join(', ')}`,
    `Recommends: ${debRecommends(product).join(', ')}`,
    'Section: utils',
    'Priority: optional',
    'Description: key vault for developers',
    ' Keyhold lists the API keys of provider accounts, shows what expires when, copies',
    ' a key in a second, and regenerates keys without ever losing one. Secrets stay in',
    " the system's keychain.",
    ...(isStandIn
      ? [' .', ` For checks only: Electron ${electronVersion} stands in for the pinned one.`]
      : []),
    '',
  ].join('\n')
}

/** The documents that Debian requires: the licence, and the changelog of the package. */
export function debDocuments({ manifest, packageVersion, epoch }: Product): readonly Document[] {
  const at = new Date(epoch * 1_000).toUTCString().replace('GMT', '+0000')
  return [
    {
      name: 'changelog.Debian.gz',
      text: `${manifest.name} (${packageVersion}) stable; urgency=medium\n\n  * What has changed is in changelog.gz.\n\n -- ${manifest.author}  ${at}\n`,
    },
    {
      name: 'copyright',
      text: [
        'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
        'Upstream-Name: Keyhold',
        '',
        'Files: *',
        'Copyright: The Keyhold maintainers',
        'License: none',
        ' No licence to copy or to change Keyhold is granted.',
        ' .',
        ' The software of others in it is under its own licences: THIRD-PARTY-NOTICES.txt beside this file,',
        ' LICENSE.electron.txt and LICENSES.chromium.html in /usr/lib/keyhold.',
        '',
      ].join('\n'),
    },
  ]
}

/** Writes the .deb into `outDir` and returns its path. Adds dpkg's folder to the tree. The same tree always makes the same .deb. */
export function makeDeb(
  product: Product,
  treeDir: string,
  outDir: string,
  compression: readonly string[] = COMPRESSION,
): string {
  const { epoch } = product
  const files = filesOf(treeDir).filter((file) => !file.startsWith('DEBIAN/'))
  const controlDir = join(treeDir, 'DEBIAN')
  mkdirSync(controlDir, { recursive: true })
  const bytes = files.reduce((sum, file) => sum + lstatSync(join(treeDir, file)).size, 0)
  writeFileSync(join(controlDir, 'control'), controlText(product, Math.ceil(bytes / 1_024)))
  writeFileSync(join(controlDir, 'md5sums'), sumsOf(treeDir, files))
  for (const name of SCRIPTS) {
    copyFileSync(join(ROOT, 'resources', 'package', name), join(controlDir, name))
    chmodSync(join(controlDir, name), 0o755)
  }
  for (const name of ['control', 'md5sums']) chmodSync(join(controlDir, name), 0o644)
  setTimes(controlDir, epoch)
  setTimes(treeDir, epoch)
  const target = join(outDir, debName(product))
  runProgram('dpkg-deb', ['--root-owner-group', ...compression, '--build', treeDir, target], {
    env: { SOURCE_DATE_EPOCH: String(epoch) },
  })
  return target
}

/** Regular files and links, sorted, relative to the tree's folder. */
function filesOf(treeDir: string): string[] {
  return readdirSync(treeDir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(treeDir, join(entry.parentPath, entry.name)))
    .sort()
}

/** dpkg verifies files by MD5 only. */
function sumsOf(treeDir: string, files: readonly string[]): string {
  return files
    .filter((file) => lstatSync(join(treeDir, file)).isFile())
    .map((file) => {
      const sum = createHash('md5')
        .update(readFileSync(join(treeDir, file)))
        .digest('hex')
      return `${sum}  ${file}\n`
    })
    .join('')
}
