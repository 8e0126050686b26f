/** Builds the program and its command if their sources differ from those of the last build. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './bootstrap/place.mjs'
import { buildCommand } from './build-command.ts'
import { hashOf } from './hash.ts'
import { buildAddon } from './native.ts'
import { readComponents } from './package/components.ts'
import { NOTICES_FILE, noticesText } from './package/notices.ts'
import { readManifest } from './package/product.ts'

const OUT_DIR = join(ROOT, 'out')
const STAMP = join(OUT_DIR, '.built-from')
const FOLDERS = ['electron', 'renderer', 'shared', 'resources']
const FILES = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'scripts/bundled-packages.ts',
  'scripts/package/components.ts',
  'scripts/package/notices.ts',
  'tsconfig.json',
]

export interface Build {
  readonly ok: boolean
  /** The bundler's output, if it failed. */
  readonly output: string
}

/** Does nothing if `out/` was built from exactly these sources, compared by content. A failed build leaves no stamp. */
export async function buildIfNeeded(print: (line: string) => void = console.error): Promise<Build> {
  const program = await buildProgram(print)
  return program.ok ? buildCommand(print) : program
}

async function buildProgram(print: (line: string) => void): Promise<Build> {
  const sources = hashOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return { ok: true, output: '' }
  rmSync(STAMP, { force: true })
  print('keyhold: building…')
  const build = await runBundler()
  if (build.ok) buildAddon()
  if (build.ok) writeNotices()
  if (build.ok) writeFileSync(STAMP, sources)
  return build
}

/** The page shows the notices under "About". */
function writeNotices(): void {
  const electronVersion = readManifest().devDependencies.electron
  writeFileSync(join(OUT_DIR, NOTICES_FILE), noticesText(readComponents(), electronVersion))
}

function hashOfSources(): string {
  const inFolders = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  )
  return hashOf([...FILES, ...inFolders])
}

function runBundler(): Promise<Build> {
  const bundler = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const child = spawn(process.execPath, [bundler, 'build'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  const keep = (chunk: Buffer) => void chunks.push(chunk)
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve) => {
    const end = (ok: boolean) => resolve({ ok, output: Buffer.concat(chunks).toString('utf8') })
    child.on('error', () => end(false))
    child.on('close', (code) => end(code === 0))
  })
}
