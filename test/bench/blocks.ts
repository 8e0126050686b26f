/** Watches an event loop: how long it was blocked, when, and how much of that time this thread itself worked. */

export interface Block {
  /** `performance.now()` at both ends, milliseconds. */
  readonly from: number
  readonly to: number
  readonly ms: number
  /** Processor time that this thread used in the block. If it is much less than `ms`, the thread waited for the disk or for a busy processor. */
  readonly cpuMs: number
}

/** The shortest interval of a timer. */
const EVERY_MS = 1

/**
 * Starts watching; the returned function stops and returns every block over `worthTellingMs`. A timer is due every millisecond; a block is the time
 * between two of its calls, minus that millisecond.
 */
export function watchLoop(worthTellingMs = 5): () => Block[] {
  const blocks: Block[] = []
  const cpu = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1_000
  }
  let [last, lastCpu] = [performance.now(), cpu()]
  const timer = setInterval(() => {
    const [now, nowCpu] = [performance.now(), cpu()]
    const ms = now - last - EVERY_MS
    if (ms > worthTellingMs) blocks.push({ from: last, to: now, ms, cpuMs: nowCpu - lastCpu })
    ;[last, lastCpu] = [now, nowCpu]
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    return blocks
  }
}
