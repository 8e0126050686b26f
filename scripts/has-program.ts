/** Whether this machine has a program of that name in its search path. */
import { spawnSync } from 'node:child_process'

export const hasProgram = (name: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' }).status === 0
