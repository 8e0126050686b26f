/** Keeps memory, and the secrets in it, out of core files: a crash would write all of it to the disk. */
import { readFileSync, readdirSync } from 'node:fs'
import type { Programs } from './programs.ts'
import type { UnixAddon } from './unix-addon.ts'

interface Options {
  readonly platform: NodeJS.Platform
  /** `undefined`: there is no addon, so `prlimit` is started for each process. */
  readonly addon: Pick<UnixAddon, 'forbidCoreFile'> | undefined
  readonly programs: Pick<Programs, 'run'>
}

/** A child that starts while its parent still has the old limit inherits the old limit. The next check finds that child. */
const MOST_CHECKS = 5

/**
 * Sets the limit for core files of this process and its children to zero; children that start later inherit it. Only on Linux, by
 * the addon, or else by `prlimit` (util-linux, on every Debian and Fedora): each start of a program blocks main for some 30 ms. macOS and Windows
 * write no core files of signed programs by default. Returns the number of processes with the new limit. Never rejects: the program runs without the
 * limit.
 */
export async function forbidCoreDumps({ platform, addon, programs }: Options): Promise<number> {
  if (platform !== 'linux') return 0
  const held = new Set<number>()
  /** Returns `undefined` if neither the addon nor `prlimit` exists. */
  const limit = async (pid: number): Promise<boolean | undefined> => {
    if (addon !== undefined) return addon.forbidCoreFile(pid)
    const ran = await programs.run('prlimit', [`--pid=${pid}`, '--core=0:0'])
    return ran === undefined ? undefined : ran.code === 0
  }
  for (let check = 0; check < MOST_CHECKS; check += 1) {
    const left = familyOf(process.pid).filter((pid) => !held.has(pid))
    if (left.length === 0) break
    const limited = await Promise.all(left.map(limit))
    if (limited.includes(undefined)) break
    left.forEach((pid, at) => limited[at] === true && held.add(pid))
  }
  return held.size
}

/** The ids of a process and all its descendants, from proc(5). */
const familyOf = (pid: number): number[] => [
  pid,
  ...tasksOf(pid)
    .flatMap((task) => childrenOf(pid, task))
    .flatMap(familyOf),
]

/** Returns nothing if the process has just ended, or /proc does not exist. */
function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Returns nothing if the task has just ended; its children then belong to another task. */
function childrenOf(pid: number, task: string): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}
