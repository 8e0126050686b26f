/**
 * Electron's entry while a start is measured: opens either the built program or an empty window, and prints when the page shows
 * an element that matches `KEYHOLD_BENCH_SELECTOR`. This file is transpiled before it runs, because Electron strips no types.
 */
import { app, BrowserWindow } from 'electron'

const { KEYHOLD_BENCH_MAIN: main = '', KEYHOLD_BENCH_SELECTOR: selector = '' } = process.env

/** Runs in the page: resolves with the time (epoch milliseconds) of the frame after the one that shows the element. */
const WAIT = `new Promise((resolve) => {
  const now = () => performance.timeOrigin + performance.now()
  const painted = () => requestAnimationFrame(() => setTimeout(() => resolve(now())))
  const look = () => (document.querySelector(${JSON.stringify(selector)}) === null ? setTimeout(look, 2) : painted())
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(WAIT).then((at: number) => {
      process.stdout.write(`shown ${at}\n`)
      app.quit()
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
