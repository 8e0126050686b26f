import { expect, it } from 'vitest'
import { call, forEachWorld, inElectron, share } from './app.ts'
import { press } from './outside.ts'
import { palettePage } from './palette-page.ts'
import { startAgain } from './start-again.ts'
import type { Page } from 'playwright-core'

/** Adds a manual key and copies it. */
async function copyMadeUp(page: Page): Promise<void> {
  const fields = { name: 'Grafana', typedExpiry: 'never' as const }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret' }, fields })
  if (!added.ok) throw new Error(added.error.kind)
  expect(await call(page, 'key:copy', { key: added.value.key })).toMatchObject({ ok: true })
}

forEachWorld((openNew) => {
  const open = share(openNew)

  it('clears a copied secret on request', async () => {
    const { page, readClipboard } = await open()
    await copyMadeUp(page)
    expect(await call(page, 'clipboard:clear')).toMatchObject({ ok: true })
    expect(await readClipboard()).toBe('')
  })

  it('does not clear a text that another program copied', async () => {
    const { page, readClipboard, copyElsewhere } = await open()
    await copyMadeUp(page)
    await copyElsewhere('a shopping list')
    await call(page, 'clipboard:clear')
    expect(await readClipboard()).toBe('a shopping list')
  })
})

inElectron((openNew) => {
  const open = share(openNew)

  it('shows the first window at a second start on the same profile', async () => {
    const app = await open()
    const { electron } = app
    const calledForward = electron.evaluate(
      ({ app: program }) =>
        new Promise<true>((resolve) => void program.once('second-instance', () => resolve(true))),
    )
    const code = await startAgain(app)
    expect(code).toBe(0)
    expect(await calledForward).toBe(true)
    await palettePage(electron) // the second window
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2)
  })

  it('opens the https address that the provider’s definition names, and no other, in the user’s browser', async () => {
    const { electron, page } = await open()
    const handedOver = await electron.evaluateHandle(({ shell }) => {
      const addresses: string[] = []
      shell.openExternal = async (address) => void addresses.push(address)
      return addresses
    })
    await press(page)
    expect(await call(page, 'app:open-link', { to: 'provider-docs', provider: 'ripe-atlas' })).toMatchObject({
      ok: true,
    })
    expect(await handedOver.evaluate((addresses) => addresses)).toEqual([
      expect.stringMatching(/^https:\/\/[a-z.]*ripe\.net\//),
    ])
  })

  it('quits although another start asks for the palette while the windows close', async () => {
    const { electron } = await openNew()
    await palettePage(electron)
    const ended = electron.waitForEvent('close')
    await electron.evaluate(({ app, BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows())
        if (window.webContents.getURL().startsWith('keyhold://app/palette.html')) window.destroy()
        else window.once('close', () => app.emit('second-instance', {}, ['keyhold', '--quick']))
      setTimeout(() => app.quit()) // runs after the call has been answered
    })
    await ended
  })

  it('clears its own secret from the clipboard before it quits', async () => {
    const { electron, page } = await openNew()
    await copyMadeUp(page)
    // After the quit nobody can ask the process, so the process reports its state as its last output.
    const last = electron.evaluate(
      ({ app, clipboard }) =>
        new Promise<string>((resolve) => {
          const exit = app.exit.bind(app)
          app.exit = (code) => {
            const read = clipboard.readText()
            void read.then(resolve).then(() => exit(code))
          }
          app.quit()
        }),
    )
    expect(await last).toBe('')
  })
})
