/** Keeps memory, and the secrets in it, out of core files: a crash would write all of it to the disk. */
import { readFileSync, readdirSync } from 'node:fs'
import type { Programs } from './programs.ts'

interface Options {
  readonly platform: NodeJS.Platform
  readonly programs: Pick<Programs, 'run'>
}

/**
 * Sets the limit for core files of this process and its children to nothing. Those that they start later inherit it. Only on Linux, by
 * `prlimit` (util-linux, on every Debian and Fedora); macOS and Windows write no core files of signed programs by default. Gives how many
 * processes it holds for. Never rejects: the program runs without it.
 */
export async function forbidCoreDumps({ platform, programs }: Options): Promise<number> {
  if (platform !== 'linux') return 0
  const done = await Promise.all(
    familyOf(process.pid).map((pid) => programs.run('prlimit', [`--pid=${pid}`, '--core=0:0'])),
  )
  return done.filter((ran) => ran?.code === 0).length
}

/** A process and all below it, as proc(5) tells. */
function familyOf(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
    return [pid, ...children.flatMap(familyOf)]
  } catch {
    return [pid] // it has just ended, or /proc is not there
  }
}
