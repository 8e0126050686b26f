/** Packs the built program into `app.asar`: the bundles, the images and the two packages with machine code. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackageFromFiles } from '@electron/asar'
import { BUNDLED_LIST } from '../bundled-packages.ts'
import { ROOT } from '../bootstrap/place.mjs'
import { NOTICES_FILE } from './notices.ts'
import type { Product } from './product.ts'
import { standInEntry } from './stand-in.ts'

/** The system loads machine code and cannot read it inside the archive, so it is in `app.asar.unpacked`. */
const UNPACKED = '**/*.node'

interface NativePackage {
  readonly name: string
  /** The files that the package needs at run time, relative to its own folder. */
  readonly files: readonly string[]
}

/** The packages that are not bundled. `platform` is one of Node's names. */
export const nativePackages = (platform: string, arch: Product['arch']): readonly NativePackage[] => [
  { name: 'better-sqlite3', files: ['package.json', 'LICENSE', 'lib', `prebuilds/${platform}-${arch}.node`] },
  { name: 'keytar', files: ['package.json', 'LICENSE.md', 'lib', 'build/Release/keytar.node'] },
]

/**
 * Writes `resourcesDir/app.asar` and the files that must be outside of it. Recreates `stageDir`. The result is reproducible: the archive contains no
 * times, and its files are sorted.
 */
export async function packApp(product: Product, stageDir: string, resourcesDir: string): Promise<void> {
  stageApp(product, stageDir, 'linux')
  const files = filesUnder(stageDir)
  const archive = join(resourcesDir, 'app.asar')
  rmSync(archive, { force: true })
  rmSync(`${archive}.unpacked`, { recursive: true, force: true })
  await createPackageFromFiles(stageDir, archive, files, {}, { unpack: UNPACKED })
}

/** Recreates `stageDir` with the whole program for that system. */
export function stageApp({ manifest, arch, isStandIn }: Product, stageDir: string, platform: string): void {
  rmSync(stageDir, { recursive: true, force: true })
  mkdirSync(stageDir, { recursive: true })
  const { name, productName, version, description, author, desktopName } = manifest
  const program = 'out/main/main.js'
  const main = isStandIn ? 'stand-in.js' : program
  const own = { name, productName, version, description, author, desktopName, type: 'module', main }
  writeFileSync(join(stageDir, 'package.json'), `${JSON.stringify(own, undefined, 2)}\n`)
  if (isStandIn) writeFileSync(join(stageDir, main), standInStart(program))
  for (const folder of ['main', 'preload', 'renderer'])
    cpSync(join(ROOT, 'out', folder), join(stageDir, 'out', folder), {
      recursive: true,
      filter: (path) => !path.endsWith(BUNDLED_LIST),
    })
  cpSync(join(ROOT, 'out', NOTICES_FILE), join(stageDir, 'out', NOTICES_FILE))
  // Windows needs no addon. Elsewhere, a machine without a compiler makes a package without the addon, as it builds a program without it.
  const native = join(ROOT, 'out', 'native')
  if (existsSync(native)) cpSync(native, join(stageDir, 'out', 'native'), { recursive: true })
  for (const picture of ['icon.png', 'tray'])
    cpSync(join(ROOT, 'resources', picture), join(stageDir, 'resources', picture), { recursive: true })
  stageNative(nativePackages(platform, arch), stageDir)
  for (const path of filesUnder(stageDir)) if (path.endsWith('.node')) chmodSync(path, 0o644)
}

function stageNative(packages: readonly NativePackage[], stageDir: string): void {
  for (const { name: packageName, files } of packages)
    for (const file of files) {
      const from = join(ROOT, 'node_modules', packageName, file)
      if (!existsSync(from))
        throw new Error(`${packageName} lacks ${file}: install the packages again (npm ci)`)
      cpSync(from, join(stageDir, 'node_modules', packageName, file), { recursive: true })
    }
}

/** The default app can start a file or a folder. The folder's package.json names this very start file, so the file is started. */
const standInStart = (program: string): string =>
  `import { join } from 'node:path'
${standInEntry(
  `join(import.meta.dirname, ${JSON.stringify(program)})`,
  `join(process.resourcesPath, 'default_app.asar', 'main.mjs')`,
)}`

/** All files, sorted, so that their order does not depend on the file system. */
function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
