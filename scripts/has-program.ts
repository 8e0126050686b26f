/** Which programs this machine has. */
import { spawnSync } from 'node:child_process'

/** Whether a program of that name is in the search path. */
export const hasProgram = (name: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' }).status === 0

/**
 * Whether a program of that name also runs. A compiler may be in the search path and compile nothing: rustup's `rustc` before a toolchain is chosen, and
 * macOS's `cc` before its tools are installed.
 */
export const runsProgram = (name: string): boolean =>
  spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0
