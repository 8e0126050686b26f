/** What a CPU profile says of one stretch of time: which functions it went to. Pure but for the recorder. */
import { Session, type Profiler } from 'node:inspector/promises'

export interface Reason {
  readonly name: string
  readonly ms: number
}

export interface Reasons {
  /** By the function that was running. */
  readonly self: readonly Reason[]
  /** By everything on the stack that is the program's own code. */
  readonly total: readonly Reason[]
}

const TOP = 4

/** Starts recording this thread; the returned function stops it. */
export async function recordProfile(): Promise<() => Promise<Profiler.Profile>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 250 })
  await session.post('Profiler.start')
  return async () => {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    return profile
  }
}

/** `from` and `to` by `performance.now()` of the thread that was recorded. */
export function reasonsIn(profile: Profiler.Profile, from: number, to: number): Reasons {
  const stacks = stacksOf(profile)
  const self = new Map<string, number>()
  const total = new Map<string, number>()
  const origin = originMs()
  let at = profile.startTime
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const ms = (profile.timeDeltas?.[index] ?? 0) / 1_000
    at += ms * 1_000
    const moment = at / 1_000 - origin
    if (moment < from || moment > to) continue
    const [running, ...callers] = stacks(id)
    const own = [running, ...callers].filter((node) => node?.callFrame.url.includes('/out/main/'))
    add(self, nameOf(running), ms)
    for (const name of new Set(own.map(nameOf))) add(total, name, ms)
  }
  return { self: top(self), total: top(total) }
}

/** From a node to the outermost caller. */
function stacksOf({ nodes }: Profiler.Profile) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  return (id: number): Profiler.ProfileNode[] => {
    const stack: Profiler.ProfileNode[] = []
    for (let each: number | undefined = id; each !== undefined; each = parents.get(each)) {
      const node = byId.get(each)
      if (node !== undefined) stack.push(node)
    }
    return stack
  }
}

const add = (sums: Map<string, number>, name: string, ms: number) =>
  sums.set(name, (sums.get(name) ?? 0) + ms)

/** The profile counts from when the system's steady clock began, `performance.now()` from the start of the process. */
const originMs = (): number => Number(process.hrtime.bigint()) / 1e6 - performance.now()

const nameOf = (node: Profiler.ProfileNode | undefined): string => {
  if (node === undefined) return '(unknown)'
  const { functionName, url, lineNumber } = node.callFrame
  const file = url.split('/').at(-1) ?? ''
  const name = functionName === '' ? '(anonymous)' : functionName
  return file === '' ? name : `${name} ${file}:${String(lineNumber + 1)}`
}

const top = (sums: ReadonlyMap<string, number>): Reason[] =>
  [...sums]
    .map(([name, ms]) => ({ name, ms }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, TOP)

export const reasonWords = ({ self, total }: Reasons): string => {
  const words = (reasons: readonly Reason[]) =>
    reasons.map(({ name, ms }) => `${name} ${ms.toFixed(1)} ms`).join(', ')
  return `in: ${words(total)}; at: ${words(self)}`
}
