/** Packs the built program into `app.asar`: the bundles, the pictures and the two packages with machine code. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackageFromFiles } from '@electron/asar'
import { BUNDLED_LIST } from '../bundled-packages.ts'
import { ROOT } from '../bootstrap/place.mjs'
import { NOTICES_FILE } from './notices.ts'
import type { Product } from './product.ts'
import { standInEntry } from './stand-in.ts'

/** Machine code is loaded by the system, which cannot read it inside the archive: it lies in `app.asar.unpacked`. */
const UNPACKED = '**/*.node'

interface NativePackage {
  readonly name: string
  /** What it runs with, from its own folder on. */
  readonly files: readonly string[]
}

/** The packages that are not bundled. `platform` is one of Node's names. */
export const nativePackages = (platform: string, arch: Product['arch']): readonly NativePackage[] => [
  { name: 'better-sqlite3', files: ['package.json', 'LICENSE', 'lib', `prebuilds/${platform}-${arch}.node`] },
  { name: 'keytar', files: ['package.json', 'LICENSE.md', 'lib', 'build/Release/keytar.node'] },
]

/**
 * Writes `resourcesDir/app.asar` and what belongs outside of it. `stageDir` is written anew. Twice the same from the same build:
 * the archive holds no times, and its files are sorted.
 */
export async function packApp(product: Product, stageDir: string, resourcesDir: string): Promise<void> {
  stageApp(product, stageDir, 'linux')
  const files = filesUnder(stageDir)
  const archive = join(resourcesDir, 'app.asar')
  rmSync(archive, { force: true })
  rmSync(`${archive}.unpacked`, { recursive: true, force: true })
  await createPackageFromFiles(stageDir, archive, files, {}, { unpack: UNPACKED })
}

/** Writes `stageDir` anew with all that the program is, for that system. */
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
  // Windows needs none. Elsewhere a machine without a compiler makes a package without it, as it makes a program.
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

/** The default app starts a file as well as a folder; a folder would be read by its package.json, which names this start. */
const standInStart = (program: string): string =>
  `import { join } from 'node:path'
${standInEntry(
  `join(import.meta.dirname, ${JSON.stringify(program)})`,
  `join(process.resourcesPath, 'default_app.asar', 'main.mjs')`,
)}`

/** All files, sorted, so that the order does not depend on the disk. */
function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
