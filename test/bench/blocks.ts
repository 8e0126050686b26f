/** Watches an event loop: how long it was blocked, when, and how much of that was this thread's own work. */

export interface Block {
  /** `performance.now()` at both ends, milliseconds. */
  readonly from: number
  readonly to: number
  readonly ms: number
  /** Processor time of this thread in it: much less than `ms` means that it waited (for the disk, or for its turn on a busy machine). */
  readonly cpuMs: number
}

/** As often as the loop lets it. */
const EVERY_MS = 1

/**
 * Starts watching; the returned function stops it and tells every block over `worthTellingMs`. A block is what lies between two
 * turns of a timer that is due every millisecond, less that millisecond.
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
