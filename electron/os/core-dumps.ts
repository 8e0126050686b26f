/** Keeps memory, and the secrets in it, out of core files: a crash would write all of it to the disk. */
import { readFileSync, readdirSync } from 'node:fs'
import type { Programs } from './programs.ts'

interface Options {
  readonly platform: NodeJS.Platform
  readonly programs: Pick<Programs, 'run'>
}

/** A child that is started while its parent has the old limit still inherits that one. The next look finds it. */
const MOST_CHECKS = 5

/**
 * Sets the limit for core files of this process and its children to nothing. Those that they start later inherit it. Only on Linux, by
 * `prlimit` (util-linux, on every Debian and Fedora); macOS and Windows write no core files of signed programs by default. Gives how many
 * processes it holds for. Never rejects: the program runs without it.
 */
export async function forbidCoreDumps({ platform, programs }: Options): Promise<number> {
  if (platform !== 'linux') return 0
  const held = new Set<number>()
  for (let check = 0; check < MOST_CHECKS; check += 1) {
    const left = familyOf(process.pid).filter((pid) => !held.has(pid))
    if (left.length === 0) break
    const ran = await Promise.all(left.map((pid) => programs.run('prlimit', [`--pid=${pid}`, '--core=0:0'])))
    if (ran.includes(undefined)) break
    left.forEach((pid, at) => ran[at]?.code === 0 && held.add(pid))
  }
  return held.size
}

/** A process and all below it, as proc(5) tells. */
const familyOf = (pid: number): number[] => [
  pid,
  ...tasksOf(pid)
    .flatMap((task) => childrenOf(pid, task))
    .flatMap(familyOf),
]

/** None where the process has just ended, or /proc is not there. */
function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** None where the task has just ended; the children of it are those of another task by then. */
function childrenOf(pid: number, task: string): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}
