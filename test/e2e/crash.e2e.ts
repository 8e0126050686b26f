import { expect, it } from 'vitest'
import { call, inElectron } from './app.ts'

/* A crash of one of Chromium's processes does not end the program: main continues, and the window comes back. */

inElectron((open) => {
  it('reloads the page after its process has crashed, with the vault unchanged', async () => {
    const { electron, page } = await open()
    const added = await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up-secret' },
      fields: { name: 'Grafana', typedExpiry: 'never' },
    })
    expect(added).toMatchObject({ ok: true })
    const shown = await electron.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().startsWith('keyhold://app/?'),
      )!
      while (!window.isVisible()) await new Promise((resolve) => setTimeout(resolve, 50)) // the page may be read before its first paint
      const gone = new Promise<string>((resolve) =>
        window.webContents.once('render-process-gone', (_event, { reason }) => resolve(reason)),
      )
      const back = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()))
      window.webContents.forcefullyCrashRenderer()
      const reason = await gone
      await back
      const names = async () => String(await window.webContents.executeJavaScript('document.body.innerText'))
      for (let looks = 0; looks < 100 && !(await names()).includes('Grafana'); looks += 1)
        await new Promise((resolve) => setTimeout(resolve, 50))
      return { reason, text: await names(), isVisible: window.isVisible() }
    })
    expect(shown).toMatchObject({ isVisible: true })
    expect(['crashed', 'killed']).toContain(shown.reason)
    expect(shown.text).toContain('Grafana')
  })

  it('continues after the GPU process has been killed', async () => {
    const { electron, page } = await open()
    await electron.evaluate(({ app }) => {
      const drawing = app.getAppMetrics().find(({ type }) => type === 'GPU')
      if (drawing !== undefined) process.kill(drawing.pid, 'SIGKILL')
    })
    const settings = page.getByRole('heading', { name: 'Settings' }).first()
    // An empty page ignores the key press, so it is repeated until the page handles it.
    await expect
      .poll(async () => {
        await page.keyboard.press('ControlOrMeta+,')
        return settings.isVisible()
      })
      .toBe(true)
    expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true, value: { vault: 'open' } })
  })
})
