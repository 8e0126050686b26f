/** Makes the .rpm from the system tree, with rpm's own tool. */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { HELPERS } from './command-folder.ts'
import { RPM_REQUIRES, rpmRecommends } from './dependencies.ts'
import type { Product } from './product.ts'
import { runProgram } from './programs.ts'
import { ZSH_COMPLETION } from './system-tree.ts'

/** The folder where zsh looks on Fedora and openSUSE; Debian's zsh has a separate folder for packages. */
const RPM_ZSH_COMPLETION = '/usr/share/zsh/site-functions/_keyhold'

export const rpmName = ({ manifest, packageVersion, rpmArch }: Product): string =>
  `${manifest.name}-${packageVersion}-1.${rpmArch}.rpm`

/**
 * The spec file. `treeDir` contains the files. rpm must not change the package: no stripping, no automatic dependencies, no name of this machine, no
 * time of this build. Pure.
 */
export function specText(product: Product, treeDir: string): string {
  const { manifest, packageVersion } = product
  return [
    '%global debug_package %{nil}',
    '%global __os_install_post %{nil}',
    '%global _build_id_links none',
    '%global _buildhost localhost',
    '%global use_source_date_epoch_as_buildtime 1',
    '%global clamp_mtime_to_source_date_epoch 1',
    '%global _binary_payload w9.zstdio',
    'AutoReqProv: no',
    `Name: ${manifest.name}`,
    `Version: ${packageVersion}`,
    'Release: 1',
    'Summary: Key vault for developers',
    'License: LicenseRef-Proprietary',
    `Packager: ${manifest.author}`,
    ...RPM_REQUIRES.map((name) => `Requires: ${name}`),
    ...rpmRecommends(product).map((name) => `Recommends: ${name}`),
    '',
    '%description',
    'Keyhold lists the API keys of provider accounts, shows what expires when, copies a key in a second, and',
    "regenerates keys without ever losing one. Secrets stay in the system's keychain.",
    '',
    '%install',
    'mkdir -p %{buildroot}',
    `cp -a ${treeDir}/usr %{buildroot}/`,
    `mkdir -p %{buildroot}${dirname(RPM_ZSH_COMPLETION)}`,
    `mv %{buildroot}${ZSH_COMPLETION} %{buildroot}${RPM_ZSH_COMPLETION}`,
    `rmdir %{buildroot}${dirname(ZSH_COMPLETION)}`,
    '',
    '%files',
    '%defattr(-,root,root,-)',
    '/usr/bin/keyhold',
    ...HELPERS.map((name) => `/usr/bin/${name}`),
    '%dir /usr/lib/keyhold',
    '/usr/lib/keyhold/*',
    '%attr(4755,root,root) /usr/lib/keyhold/chrome-sandbox',
    '/usr/share/applications/keyhold.desktop',
    '/usr/share/bash-completion/completions/keyhold',
    '/usr/share/fish/vendor_completions.d/keyhold.fish',
    '/usr/share/icons/hicolor/*/apps/keyhold.*',
    '/usr/share/man/man1/keyhold.1.gz',
    '/usr/share/metainfo/*.metainfo.xml',
    RPM_ZSH_COMPLETION,
    '%doc /usr/share/doc/keyhold',
    '',
  ].join('\n')
}

/** Writes the .rpm into `outDir` and returns its path. */
export function makeRpm(product: Product, treeDir: string, workDir: string, outDir: string): string {
  const topDir = join(workDir, 'rpm')
  rmSync(topDir, { recursive: true, force: true })
  mkdirSync(topDir, { recursive: true })
  const spec = join(topDir, 'keyhold.spec')
  writeFileSync(spec, specText(product, treeDir))
  const macros = [
    ['_topdir', topDir],
    ['_dbpath', join(topDir, 'db')],
  ].flatMap(([name, value]) => ['--define', `${name} ${value}`])
  runProgram('rpmbuild', ['-bb', '--target', `${product.rpmArch}-linux`, ...macros, spec], {
    env: { SOURCE_DATE_EPOCH: String(product.epoch) },
  })
  const madeDir = join(topDir, 'RPMS', product.rpmArch)
  const [made] = readdirSync(madeDir)
  if (made === undefined) throw new Error('rpmbuild made nothing')
  const target = join(outDir, rpmName(product))
  copyFileSync(join(madeDir, made), target)
  return target
}
