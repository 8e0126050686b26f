/** Arranges the files of a package below one folder, with the paths that they get on the system. The .deb and the .rpm are made from this folder. */
import {
  chmodSync,
  copyFileSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { SCRIPTS, type Shell } from '../../electron/command-line/completion-scripts.ts'
import { ROOT } from '../bootstrap/place.mjs'
import { HELPERS } from './command-folder.ts'
import { COMPONENT, INSTALLED, type Product } from './product.ts'

const SOURCES = join(ROOT, 'resources', 'package')
export const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512] as const
export const DOC_DIR = '/usr/share/doc/keyhold'

export const ZSH_COMPLETION = '/usr/share/zsh/vendor-completions/_keyhold'

/** The folder where each shell looks for completions of packages. PowerShell has no such folder. */
export const COMPLETIONS: readonly (readonly [Shell, string])[] = [
  ['bash', '/usr/share/bash-completion/completions/keyhold'],
  ['zsh', ZSH_COMPLETION],
  ['fish', '/usr/share/fish/vendor_completions.d/keyhold.fish'],
]

/** A text for the documentation folder. */
export interface Document {
  readonly name: string
  readonly text: string
}

/** Recreates `treeDir`. The program's files are hard-linked instead of copied if the file system permits. */
export function makeSystemTree(
  product: Product,
  programDir: string,
  documents: readonly Document[],
  treeDir: string,
): void {
  rmSync(treeDir, { recursive: true, force: true })
  const put = (path: string, content: string | Buffer) => {
    const target = join(treeDir, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
    chmodSync(target, 0o644)
  }
  const source = (name: string) => readFileSync(join(SOURCES, name), 'utf8')
  const filled = (name: string) => fillIn(source(name), product)

  linkFolder(programDir, join(treeDir, INSTALLED.dir))
  put(`${INSTALLED.dir}/apparmor-profile`, source('apparmor'))
  putLauncher(treeDir)
  for (const [shell, path] of COMPLETIONS) put(path, SCRIPTS[shell])
  put('/usr/share/applications/keyhold.desktop', source('keyhold.desktop'))
  put(`/usr/share/metainfo/${COMPONENT}.metainfo.xml`, filled('metainfo.xml'))
  put('/usr/share/man/man1/keyhold.1.gz', zipped(filled('keyhold.1')))
  for (const size of ICON_SIZES)
    put(
      `/usr/share/icons/hicolor/${size}x${size}/apps/keyhold.png`,
      readFileSync(join(SOURCES, 'icons', `${size}.png`)),
    )
  put('/usr/share/icons/hicolor/scalable/apps/keyhold.svg', readFileSync(join(ROOT, 'resources', 'icon.svg')))
  put(`${DOC_DIR}/changelog.gz`, zipped(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')))
  for (const { name, text } of documents)
    put(`${DOC_DIR}/${name}`, name.endsWith('.gz') ? zipped(text) : text)
  setTimes(treeDir, product.epoch)
}

/**
 * The command that `keyhold` runs in a terminal. The desktop entry and the autostart entry start the program itself. The names by which git and
 * docker look for the command are placed beside it.
 */
function putLauncher(treeDir: string): void {
  const [shown, own] = [dirname(INSTALLED.launcher), dirname(INSTALLED.command)]
  mkdirSync(join(treeDir, shown), { recursive: true })
  symlinkSync(relative(shown, INSTALLED.command), join(treeDir, INSTALLED.launcher))
  for (const name of HELPERS) symlinkSync(relative(shown, join(own, name)), join(treeDir, shown, name))
}

/** Puts version and date into a text. */
export const fillIn = (text: string, { manifest, epoch }: Pick<Product, 'manifest' | 'epoch'>): string =>
  text.replaceAll('@VERSION@', manifest.version).replaceAll('@DATE@', dateOf(epoch))

/** `2026-11-29`, in UTC. */
export const dateOf = (epoch: number): string => new Date(epoch * 1_000).toISOString().slice(0, 10)

/** The gzip header has no name and no time. */
const zipped = (text: string): Buffer => gzipSync(text, { level: 9 })

function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkFolder(source, target)
    else linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
    chmodSync(target, statSync(source).mode) // including its setuid bit
  }
}

/** Gives all files and folders the same time, and all folders the same mode. Links have a time, too. */
export function setTimes(dir: string, epoch: number): void {
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, 0o755)
    lutimesSync(path, epoch, epoch)
  }
  chmodSync(dir, 0o755)
  lutimesSync(dir, epoch, epoch)
}
