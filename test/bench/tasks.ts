/** Measures the processor time of each task of a page's main thread, with Chromium's own trace. */
import type { CDPSession, Page } from 'playwright-core'

/** The part of a trace event that is used here. Times are microseconds. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Processor time of the thread; missing where the system does not report it. */
  readonly tdur?: number
}

/** Identifies the page's thread among all traced threads. */
const MARK = 'keyhold-bench'
const TASK = 'ThreadControllerImpl::RunTask'

/** Starts the measurement. The returned function stops it and returns the processor time of each task, in milliseconds. */
export async function watchTasks(page: Page, cdp: CDPSession): Promise<() => Promise<number[]>> {
  const events: TraceEvent[] = []
  const take = ({ value }: { readonly value: readonly unknown[] }) =>
    void events.push(...(value as TraceEvent[]))
  cdp.on('Tracing.dataCollected', take)
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] },
  })
  await page.evaluate((mark) => void performance.mark(mark), MARK)
  return async () => {
    const ended = new Promise<void>((resolve) => void cdp.once('Tracing.tracingComplete', () => resolve()))
    await cdp.send('Tracing.end')
    await ended
    cdp.off('Tracing.dataCollected', take)
    const marked = events.find(({ name }) => name === MARK)
    if (marked === undefined) throw new Error('The trace does not name the page')
    return events
      .filter(({ name, pid, tid }) => name === TASK && pid === marked.pid && tid === marked.tid)
      .map(({ tdur = 0 }) => tdur / 1_000)
  }
}
