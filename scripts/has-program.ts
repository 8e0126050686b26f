/** Finds out which programs this machine has. */
import { spawnSync } from 'node:child_process'

/** Whether a program of that name is in the search path. */
export const hasProgram = (name: string): boolean =>
  process.platform === 'win32'
    ? spawnSync('where', [name], { stdio: 'ignore' }).status === 0
    : spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' }).status === 0

/**
 * Whether a program of that name also runs. A compiler may be in the search path and still not work: rustup's `rustc` before a toolchain is chosen,
 * and macOS's `cc` before its tools are installed.
 */
export const runsProgram = (name: string): boolean =>
  spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0

/**
 * Third-party programs that a test needs. Append the note to the test's name, so that a skipped test says which program is missing. On Debian and
 * Ubuntu, the commands of the README install all of them (scripts/bootstrap/system.mjs).
 */
export function needed(...names: readonly string[]): { readonly isMissing: boolean; readonly note: string } {
  const missing = names.filter((name) => !hasProgram(name))
  if (missing.length === 0) return { isMissing: false, note: '' }
  return { isMissing: true, note: ` (not on this machine: ${missing.join(', ')})` }
}
