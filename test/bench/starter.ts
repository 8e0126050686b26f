/**
 * Electron's entry while a start is measured: opens either the built program or an empty window. Prints when the page first painted, when it showed
 * an element that matches `KEYHOLD_BENCH_SELECTOR`, and the marks of main. This file is transpiled before it runs, because Electron does not strip
 * types.
 */
import { app, BrowserWindow } from 'electron'

/** Times are epoch milliseconds. */
export interface PrintedTimes {
  /** The first paint of the page. */
  readonly framedAt: number
  readonly shownAt: number
  /** Seconds of processor time that all processes had used when the element was shown. */
  readonly processorS: number
  readonly marks: readonly (readonly [name: string, at: number])[]
}

/** The page reports its first rows to main soon after they are painted. */
const AFTER_SHOWN_MS = 100

const { KEYHOLD_BENCH_MAIN: main = '', KEYHOLD_BENCH_SELECTOR: selector = '' } = process.env

/**
 * Runs in the page. Resolves with two times (epoch milliseconds): that of the first paint with content, and that of the frame after the one that
 * shows the element.
 */
const WAIT = `Promise.all([
  new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const paint = list.getEntriesByName('first-contentful-paint')[0]
      if (paint === undefined) return
      observer.disconnect()
      resolve(performance.timeOrigin + paint.startTime)
    }).observe({ type: 'paint', buffered: true })
  }),
  new Promise((resolve) => {
    const now = () => performance.timeOrigin + performance.now()
    const painted = () => requestAnimationFrame(() => setTimeout(() => resolve(now())))
    const look = () => (document.querySelector(${JSON.stringify(selector)}) === null ? setTimeout(look, 2) : painted())
    look()
  }),
])`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(WAIT).then(([framedAt, shownAt]: [number, number]) => {
      const used = app.getAppMetrics().map(({ cpu }) => cpu.cumulativeCPUUsage ?? 0)
      setTimeout(() => {
        const { timeOrigin } = performance
        const times: PrintedTimes = {
          framedAt,
          shownAt,
          processorS: used.reduce((sum, one) => sum + one, 0),
          marks: performance
            .getEntriesByType('mark')
            .map(({ name, startTime }) => [name, timeOrigin + startTime]),
        }
        process.stdout.write(`shown ${JSON.stringify(times)}\n`)
        app.quit()
      }, AFTER_SHOWN_MS)
    })
  })
})

if (main === '')
  void app.whenReady().then(() => {
    const window = new BrowserWindow({
      width: 1_200,
      height: 800,
      show: false,
      webPreferences: { sandbox: true },
    })
    window.once('ready-to-show', () => window.show())
    void window.loadURL('data:text/html,<title>Empty</title><p>Empty')
  })
else await import(main)
