/** The program's folder, as a package installs it: Electron's own files, its executable renamed, the packed program, and its command. */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { packApp } from './app-archive.ts'
import { COMMAND_FOLDER, makeCommandFolder } from './command-folder.ts'
import { setFuses, type Fuse } from './fuses.ts'
import { INSTALLED, type Product } from './product.ts'

const MODES = { file: 0o644, program: 0o755, setuid: 0o4755 } as const

/** Parts of Electron's folder that the program does not need: its executable gets another name, the rest is for development. */
const LEFT_OUT = new Set(['electron', 'resources', 'version', '.stamp'])

/** Chromium's helper for systems that refuse user namespaces. It must be setuid and owned by root, or Chromium does not start there. */
const SANDBOX = 'chrome-sandbox'

export interface ProgramFolder {
  readonly dir: string
  readonly fuses: readonly Fuse[]
}

/** Recreates `dir`. `workDir` is for intermediate files. */
export async function makeProgramFolder(
  product: Product,
  dir: string,
  workDir: string,
): Promise<ProgramFolder> {
  const { electronDir, isStandIn } = product
  rmSync(dir, { recursive: true, force: true })
  const resourcesDir = join(dir, 'resources')
  mkdirSync(resourcesDir, { recursive: true })
  for (const name of readdirSync(electronDir))
    if (!LEFT_OUT.has(name)) cpSync(join(electronDir, name), join(dir, name), { recursive: true })
  const executable = join(dir, basename(INSTALLED.program))
  copyFileSync(join(electronDir, 'electron'), executable)
  if (isStandIn)
    copyFileSync(join(electronDir, 'resources', 'default_app.asar'), join(resourcesDir, 'default_app.asar'))
  const fuses = await setFuses(executable)
  await packApp(product, join(workDir, 'app'), resourcesDir)
  makeCommandFolder(join(resourcesDir, COMMAND_FOLDER), 'linux', product.commandForm)
  setModes(dir)
  return { dir, fuses }
}

/** Sets the file modes, so that they do not depend on the machine that builds, or on its umask. */
function setModes(dir: string): void {
  chmodSync(dir, MODES.program)
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, MODES.program)
    else chmodSync(path, (statSync(path).mode & 0o100) === 0 ? MODES.file : MODES.program)
  }
  for (const name of [basename(INSTALLED.program), 'chrome_crashpad_handler'])
    if (existsSync(join(dir, name))) chmodSync(join(dir, name), MODES.program)
  const sandbox = join(dir, SANDBOX)
  if (!existsSync(sandbox)) throw new Error(`Electron's folder lacks ${SANDBOX}`)
  chmodSync(sandbox, MODES.setuid)
}
