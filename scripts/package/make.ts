/** Makes the packages of this system from the built program and a local Electron. Uses no network. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../bootstrap/place.mjs'
import { archiveAptRepository, makeAptRepository } from './apt-repository.ts'
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

/** Everything that is published, and the folders that it was made from. */
export interface MadeAll extends Made {
  /** `undefined` if this machine lacks rpm's tool. */
  readonly rpm: string | undefined
  readonly archive: string
  readonly bom: string
  /** The apt repository, as a folder and as an archive. */
  readonly aptDir: string
  readonly aptArchive: string
  readonly sums: string
}

interface Options {
  /** Is recreated. */
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

/** Makes everything that is published, and leaves the folder `work` in `outDir`. */
export async function makeAll(product: Product, options: Options): Promise<MadeAll> {
  const { outDir = OUT_DIR, say } = options
  const made = await makeDebPackage(product, options)
  const { deb, treeDir, programDir } = made
  const rpm = hasProgram('rpmbuild') ? makeRpm(product, treeDir, join(outDir, 'work'), outDir) : undefined
  if (rpm === undefined) say('no .rpm: rpmbuild is not on this machine')
  const archive = makeArchive(product, programDir, outDir)
  const bom = join(outDir, `keyhold-${product.packageVersion}.cdx.json`)
  writeFileSync(bom, `${JSON.stringify(packageBom(npmBom(), readComponents(), product), undefined, 2)}\n`)
  const aptDir = makeAptRepository(product, deb, outDir)
  const aptArchive = archiveAptRepository(product, aptDir, outDir)
  const files = [deb, ...(rpm === undefined ? [] : [rpm]), archive, bom, aptArchive]
  return { ...made, rpm, archive, bom, aptDir, aptArchive, sums: writeSums(files, outDir) }
}

/**
 * Makes everything that is published: the .deb, the .rpm if rpm's tool is installed, the folder as an archive, the bill of materials, the checksums,
 * and the apt repository. Returns the paths.
 */
export async function makePackages(product: Product, options: Options): Promise<readonly string[]> {
  const { deb, rpm, archive, bom, aptArchive, sums, aptDir } = await makeAll(product, options)
  rmSync(join(options.outDir ?? OUT_DIR, 'work'), { recursive: true, force: true })
  return [deb, ...(rpm === undefined ? [] : [rpm]), archive, bom, aptArchive, sums, aptDir]
}

/** Throws if a file needs a newer C library than the packages require. */
function checkLibrary(programDir: string, say: (line: string) => void): void {
  const needs = glibcNeeds(programDir)
  const above = aboveFloor(needs)
  if (above.length > 0)
    throw new Error(
      `Newer than glibc ${GLIBC_FLOOR}: ${above.map(({ file, glibc }) => `${file} needs ${glibc}`).join(', ')}`,
    )
  say(`glibc: ${needs.length} files of machine code need ${GLIBC_FLOOR} or older`)
}
