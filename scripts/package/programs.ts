/** Runs a program of the system to its end, as a step of making a package. */
import { spawnSync } from 'node:child_process'

interface Options {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Returns the standard output. Throws with the program's output if it failed or does not exist. */
export function runProgram(program: string, args: readonly string[], { cwd, env }: Options = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256_000_000,
    env: { ...process.env, ...env },
  })
  if (status === 0) return stdout
  throw new Error(`${program} failed: ${error?.message ?? (stderr || stdout).trim()}`)
}
