/** Builds the two forms of the `keyhold` command, each if its sources differ from those of its last build. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/place.mjs'
import type { Build } from './build.ts'
import { runsProgram } from './has-program.ts'
import { hashOf } from './hash.ts'

const OUT_DIR = join(ROOT, 'out', 'cli')
/** The script form, which runs in Node. */
export const COMMAND_SCRIPT = join(OUT_DIR, 'keyhold.mjs')
/** The native form. It exists only after a build that found a Rust compiler, and never on Windows. */
export const COMMAND_RELAY = join(OUT_DIR, 'keyhold')

const SCRIPT_SOURCES = ['package-lock.json', 'shared/contract/*.ts', 'cli/*.ts']
const RELAY_SOURCES = ['cli/relay/*.rs']
const RUSTC = ['--edition=2021', '-C', 'opt-level=2', '-C', 'strip=symbols', '-C', 'panic=abort']
/** In the stamp of a build without a relay. */
const WITHOUT = 'without '

const DONE: Build = { ok: true, output: '' }
const stampOf = (program: string) => join(OUT_DIR, `.${program}-built-from`)
const isBuiltFrom = (stamp: string, sources: string) =>
  existsSync(stamp) && readFileSync(stamp, 'utf8') === sources
const sourcesOf = (patterns: readonly string[]) => hashOf(globSync(patterns, { cwd: ROOT }), RUSTC.join(' '))

/** The program that a package ships as `keyhold`: the native form if there is one. */
export const commandProgram = (): string => (existsSync(COMMAND_RELAY) ? COMMAND_RELAY : COMMAND_SCRIPT)

/** Builds both forms. Without a working Rust compiler, builds only the script, and prints a line that says so. */
export async function buildCommand(print: (line: string) => void): Promise<Build> {
  const script = await buildCommandScript()
  return script.ok ? buildRelay(print) : script
}

/** Restores `NODE_ENV`: Vite sets it, and npm and later tests would read it. */
export async function buildCommandScript(): Promise<Build> {
  const sources = sourcesOf(SCRIPT_SOURCES)
  const stamp = stampOf('script')
  if (existsSync(COMMAND_SCRIPT) && isBuiltFrom(stamp, sources)) return DONE
  const environment = process.env.NODE_ENV
  try {
    const { build } = await import('vite')
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: 'cli/main.ts',
        outDir: OUT_DIR,
        emptyOutDir: false,
        target: 'node20',
        minify: true,
        rolldownOptions: { output: { entryFileNames: 'keyhold.mjs', codeSplitting: false } },
      },
    })
  } catch (error) {
    return { ok: false, output: String(error) }
  } finally {
    if (environment === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = environment
  }
  chmodSync(COMMAND_SCRIPT, 0o755)
  writeFileSync(stamp, sources)
  return DONE
}

function buildRelay(print: (line: string) => void): Build {
  if (process.platform === 'win32') return DONE
  const sources = sourcesOf(RELAY_SOURCES)
  const stamp = stampOf('relay')
  if (existsSync(COMMAND_RELAY) && isBuiltFrom(stamp, sources)) return DONE
  if (!runsProgram('rustc') || !runsProgram('cc')) {
    if (!isBuiltFrom(stamp, `${WITHOUT}${sources}`))
      print('keyhold: no Rust compiler runs here (rustc and cc), so the command is built as a script alone.')
    mkdirSync(OUT_DIR, { recursive: true })
    rmSync(COMMAND_RELAY, { force: true }) // built from other sources
    writeFileSync(stamp, `${WITHOUT}${sources}`)
    return DONE
  }
  const main = join('cli', 'relay', 'main.rs') // relative, because the program contains this path and must be the same in every folder
  mkdirSync(OUT_DIR, { recursive: true })
  // Another build may be running, and so may the command itself.
  const fresh = `${COMMAND_RELAY}-${String(process.pid)}`
  const { status, stdout, stderr, error } = spawnSync('rustc', [...RUSTC, '-o', fresh, main], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (status !== 0) return { ok: false, output: error?.message ?? `${stdout}${stderr}` }
  renameSync(fresh, COMMAND_RELAY)
  writeFileSync(stamp, sources)
  return DONE
}
