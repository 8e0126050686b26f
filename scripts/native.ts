/**
 * Compiles the addon for Unix functions that Node does not offer. Without the addon the program still runs, but it starts more slowly, and the
 * command line asks the user before each secret.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unixAddonIn } from '../electron/os/unix-addon.ts'
import { ROOT, say } from './bootstrap/place.mjs'

export const ADDON = unixAddonIn(join(ROOT, 'out'))

const SOURCE = join(ROOT, 'electron', 'native', 'unix.c')
const HEADERS = join(ROOT, 'node_modules', 'node-api-headers', 'include')
const COMPILER = process.env.CC ?? 'cc'
/** The loader resolves Node's own functions when Node loads the addon. */
const LINKING = process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']

export type Compiled = 'compiled' | 'not-needed' | 'no-compiler' | { readonly refused: string }

/** Removes an older addon. Does nothing on Windows, which is not Unix. */
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

/** Prints why there is no addon, as one sentence. */
export function buildAddon(): void {
  const compiled = compileAddon(ADDON)
  const without = 'so the command line will ask each time before it hands out a secret'
  if (compiled === 'no-compiler') say(`there is no C compiler (${COMPILER}), ${without}.`)
  if (typeof compiled === 'object')
    say(`the C compiler could not build the addon, ${without}:\n${compiled.refused}`)
}

if (import.meta.main) buildAddon()
