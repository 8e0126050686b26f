/** Makes the packages of this system from the built program and a local Electron. Uses no network. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../bootstrap/place.mjs'
import { makeAptRepository } from './apt-repository.ts'
import { makeArchive } from './archive.ts'
import { commandFormWords } from './command-folder.ts'
import { readComponents } from './components.ts'
import { debDocuments, makeDeb } from './deb.ts'
import { aboveFloor, GLIBC_FLOOR, glibcNeeds } from './glibc.ts'
import { NOTICES_FILE, noticesText } from './notices.ts'
import type { Product } from './product.ts'
import { makeProgramFolder } from './program-folder.ts'
import { hasProgram } from '../has-program.ts'
import { makeRpm } from './rpm.ts'
import { packageBom, npmBom } from './sbom.ts'
import { writeSums } from './sums.ts'
import { makeSystemTree, setTimes } from './system-tree.ts'

export const OUT_DIR = join(ROOT, 'dist')

export interface Made {
  readonly product: Product
  readonly programDir: string
  readonly treeDir: string
  readonly deb: string
}

interface Options {
  /** Written anew. */
  readonly outDir?: string
  readonly say: (line: string) => void
}

/** Makes the program's folder, the system tree and the .deb. */
export async function makeDebPackage(product: Product, { outDir = OUT_DIR, say }: Options): Promise<Made> {
  rmSync(outDir, { recursive: true, force: true })
  const workDir = join(outDir, 'work')
  mkdirSync(workDir, { recursive: true })
  const name = `${product.manifest.name}-${product.packageVersion}-linux-${product.arch}`
  const { dir: programDir, fuses } = await makeProgramFolder(product, join(workDir, name), workDir)
  const notices = { name: NOTICES_FILE, text: noticesText(readComponents(), product.electronVersion) }
  writeFileSync(join(programDir, NOTICES_FILE), notices.text)
  setTimes(programDir, product.epoch)
  say(`fuses: ${fuses.map(({ name: fuse, isOn }) => `${fuse} ${isOn ? 'on' : 'off'}`).join(', ')}`)
  say(commandFormWords(product.commandForm))
  checkLibrary(programDir, say)
  const treeDir = join(workDir, 'tree')
  makeSystemTree(product, programDir, [...debDocuments(product), notices], treeDir)
  return { product, programDir, treeDir, deb: makeDeb(product, treeDir, outDir) }
}

/**
 * Makes everything that is handed out: the .deb, the .rpm where rpm's tool is, the folder as an archive, the bill of materials, the checksums, and
 * the layout of an apt repository. Returns the paths.
 */
export async function makePackages(product: Product, options: Options): Promise<readonly string[]> {
  const { outDir = OUT_DIR, say } = options
  const { deb, treeDir, programDir } = await makeDebPackage(product, options)
  const rpm = hasProgram('rpmbuild') ? [makeRpm(product, treeDir, join(outDir, 'work'), outDir)] : []
  if (rpm.length === 0) say('no .rpm: rpmbuild is not on this machine')
  const archive = makeArchive(product, programDir, outDir)
  const bom = join(outDir, `keyhold-${product.packageVersion}.cdx.json`)
  writeFileSync(bom, `${JSON.stringify(packageBom(npmBom(), readComponents(), product), undefined, 2)}\n`)
  const files = [deb, ...rpm, archive, bom]
  const apt = makeAptRepository(product, deb, outDir)
  rmSync(join(outDir, 'work'), { recursive: true, force: true })
  return [...files, writeSums(files, outDir), apt]
}

/** Throws if a file needs a newer C library than the packages promise. */
function checkLibrary(programDir: string, say: (line: string) => void): void {
  const needs = glibcNeeds(programDir)
  const above = aboveFloor(needs)
  if (above.length > 0)
    throw new Error(
      `Newer than glibc ${GLIBC_FLOOR}: ${above.map(({ file, glibc }) => `${file} needs ${glibc}`).join(', ')}`,
    )
  say(`glibc: ${needs.length} files of machine code need ${GLIBC_FLOOR} or older`)
}
