/** The cost of a process and all its descendants together, as Linux reports it (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs'
import { sum } from 'simple-statistics'

/** Clock ticks per second: USER_HZ, which has been 100 on every architecture that Electron supports. */
const TICKS_PER_SECOND = 100

interface Stat {
  readonly parent: number
  readonly ticks: number
}

/**
 * Returns `undefined` for a process that has just ended. The name in the second field may contain any character, so fields are counted from the end
 * of that name.
 */
function statOf(pid: number): Stat | undefined {
  const text = read(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** `root` and every process below it. */
export function treeOf(root: number): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const parents = new Map(pids.map((pid) => [pid, statOf(pid)?.parent]))
  const below = (pid: number): number[] => [
    pid,
    ...pids.filter((one) => parents.get(one) === pid).flatMap(below),
  ]
  return below(root)
}

/** Bytes of memory that only the tree uses, plus its share of shared pages (PSS). */
export function memoryOf(root: number): number {
  const kilobytes = treeOf(root).map((pid) =>
    Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0),
  )
  return sum(kilobytes) * 1_024
}

/** Milliseconds of processor time that the tree has used so far. */
export const processorMsOf = (root: number): number => sum(treeOf(root).map(ownProcessorMsOf))

/** The same for the process alone. */
export const ownProcessorMsOf = (pid: number): number =>
  ((statOf(pid)?.ticks ?? 0) / TICKS_PER_SECOND) * 1_000

/** How often the threads of the tree have woken up after waiting. */
export const wakeUpsOf = (root: number): number => sum(treeOf(root).flatMap(wakeUpsOfThreads))

function wakeUpsOfThreads(pid: number): number[] {
  return threadsOf(pid).map((thread) =>
    Number(
      /^voluntary_ctxt_switches:\s+(\d+)$/m.exec(read(`/proc/${pid}/task/${thread}/status`) ?? '')?.[1] ?? 0,
    ),
  )
}

/** None for a process that has just ended. */
function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}
