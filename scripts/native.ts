/** Compiles the addon for what Unix offers and Node does not. The program runs without it: it permits once at a time then, and starts more slowly. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unixAddonIn } from '../electron/os/unix-addon.ts'
import { ROOT, say } from './bootstrap/place.mjs'

export const ADDON = unixAddonIn(join(ROOT, 'out'))

const SOURCE = join(ROOT, 'electron', 'native', 'unix.c')
const HEADERS = join(ROOT, 'node_modules', 'node-api-headers', 'include')
const COMPILER = process.env.CC ?? 'cc'
/** Node's own functions are found when it loads the addon. */
const LINKING = process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']

export type Compiled = 'compiled' | 'not-needed' | 'no-compiler' | { readonly refused: string }

/** Leaves no older addon behind. Windows is no Unix. */
export function compileAddon(path: string): Compiled {
  rmSync(path, { force: true })
  if (process.platform === 'win32') return 'not-needed'
  mkdirSync(dirname(path), { recursive: true })
  const args = [
    '-O2',
    '-fPIC',
    ...['-Wall', '-Wextra', '-Werror'],
    ...LINKING,
    '-I',
    HEADERS,
    '-o',
    path,
    SOURCE,
  ]
  const { error, status, stderr } = spawnSync(COMPILER, args, { encoding: 'utf8' })
  if (error !== undefined) return 'no-compiler'
  return status === 0 ? 'compiled' : { refused: stderr }
}

/** Says in a sentence why there is no addon. */
export function buildAddon(): void {
  const compiled = compileAddon(ADDON)
  const without = 'so the command line will ask each time before it hands out a secret'
  if (compiled === 'no-compiler') say(`there is no C compiler (${COMPILER}), ${without}.`)
  if (typeof compiled === 'object')
    say(`the C compiler could not build the addon, ${without}:\n${compiled.refused}`)
}

if (import.meta.main) buildAddon()
