import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import type { KeyId } from '../../shared/model/model.ts'
import { call, inElectron, share } from './app.ts'
import { launchElectron } from './electron-app.ts'
import { busOf } from './served-bus.ts'
import { startAgain } from './start-again.ts'
import { startTrayHost, type TrayHostDouble } from './tray-host.ts'

/** How many main windows exist, and how many of them are visible. */
const windows = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().filter(({ webContents }) =>
      webContents.getURL().startsWith('keyhold://app/?'),
    )
    return { all: main.length, visible: main.filter((each) => each.isVisible()).length }
  })

const closeWindow = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows())
      if (each.webContents.getURL().startsWith('keyhold://app/?')) each.close()
  })

/** Chooses an item of the application menu, whichever submenu it is in. */
const clickMenu = (electron: ElectronApplication, label: string) =>
  electron.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
    const item = items.find((one) => one.label === wanted)!
    ;(item.click as () => void)()
  }, label)

/** A tray host on the program's session bus. */
async function hostFor(electron: ElectronApplication): Promise<TrayHostDouble> {
  const host = await startTrayHost(await busOf(electron))
  onTestFinished(() => host.close())
  return host
}

const labels = async (host: TrayHostDouble) => (await host.menu()).map(({ label }) => label)

async function addFavourite(page: Page, name: string, secret: string): Promise<KeyId> {
  const fields = { name, typedExpiry: 'never' as const, favourite: true }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: secret }, fields })
  if (!added.ok) throw new Error(added.error.kind)
  await call(page, 'key:edit', { key: added.value.key, fields: { favourite: true } })
  return added.value.key
}

/** The next main page that opens. */
async function mainPage(electron: ElectronApplication): Promise<Page> {
  const isMain = (page: Page) => page.url().startsWith('keyhold://app/?')
  await expect.poll(() => electron.windows().some(isMain)).toBe(true)
  const page = electron.windows().find(isMain)!
  await page.waitForLoadState('load')
  return page
}

inElectron((open) => {
  const openShared = share(open)

  it.runIf(process.platform === 'linux')(
    'stays in a tray that appeared late, copies from the tray menu without a window, and opens a new window',
    async () => {
      const { electron, page, readClipboard } = await open()
      await addFavourite(page, 'Grafana_prod & more', 'made-up-secret')
      await call(page, 'settings:change', { closeToTray: true })

      const host = await hostFor(electron)
      await expect.poll(() => labels(host)).toContain('Grafana_prod & more')
      expect(await call(page, 'desktop:facts')).toMatchObject({ ok: true, value: { trayHost: 'present' } })

      await closeWindow(electron)
      await expect.poll(() => windows(electron)).toEqual({ all: 0, visible: 0 })
      await host.click('Grafana_prod & more')
      await expect.poll(readClipboard).toBe('made-up-secret')

      await host.click('Settings')
      const again = await mainPage(electron)
      await again.getByRole('heading', { name: 'Settings' }).waitFor()
      await expect.poll(() => windows(electron)).toEqual({ all: 1, visible: 1 })

      await call(again, 'settings:change', { trayNames: false })
      await expect.poll(() => labels(host)).not.toContain('Grafana_prod & more')
      const shown = (await labels(host)).join('\n')
      expect(shown).toContain('key 1')
      expect(shown).not.toContain('Grafana')
    },
  )

  it('undoes from the menu the last local change, and in a field the typing', async () => {
    const { electron, page } = await openShared()
    const news = page.getByRole('region', { name: 'News' })
    await addFavourite(page, 'undo-me', 'made-up-secret')
    await page.getByRole('grid', { name: 'Keys' }).focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await news.getByText('Removed from favourites').waitFor()

    const search = page.getByRole('combobox', { name: 'Search keys' })
    await search.pressSequentially('undo')
    await clickMenu(electron, 'Undo')
    await expect.poll(() => search.inputValue()).not.toBe('undo')
    expect(await news.getByText('Undone').count()).toBe(0)

    await page.getByRole('grid', { name: 'Keys' }).focus()
    await clickMenu(electron, 'Undo')
    await news.getByText('Undone').waitFor()
  })

  it('asks before a menu command discards a half-filled dialog', async () => {
    const { electron, page } = await openShared()
    const settings = page.getByRole('heading', { name: 'Settings', level: 1 })
    const question = page.getByRole('alertdialog')
    const name = page.getByRole('dialog').getByRole('textbox', { name: /^Name/ })
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await page.keyboard.press('ControlOrMeta+n')
    await name.fill('half-filled')
    await clickMenu(electron, 'Settings')
    await question.getByRole('button', { name: 'Keep editing' }).press('Enter')
    await question.waitFor({ state: 'hidden' })
    expect(await name.inputValue()).toBe('half-filled')
    expect(await settings.count()).toBe(0)

    await clickMenu(electron, 'Settings')
    await question.getByRole('button', { name: 'Discard' }).press('Enter')
    await settings.waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)

    await page.keyboard.press('ControlOrMeta+n') // nothing was typed, so the program does not ask
    await name.waitFor()
    await clickMenu(electron, 'Timeline')
    await page.getByRole('heading', { name: 'Timeline', level: 1 }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it.runIf(process.platform === 'linux')('never hides its window while there is no tray', async () => {
    const { electron, page } = await openShared()
    await call(page, 'settings:change', { closeToTray: true })
    expect(await call(page, 'desktop:facts')).toMatchObject({ ok: true, value: { trayHost: 'absent' } })
    await closeWindow(electron)
    expect(await windows(electron)).toMatchObject({ all: 1 })
    expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true })
  })

  it.runIf(process.platform === 'linux')(
    'writes the entry that starts it with the desktop, and removes that entry',
    async () => {
      const { page, profile } = await openShared()
      const entry = () =>
        readFileSync(join(profile.homeDir, '.config', 'autostart', 'keyhold.desktop'), 'utf8')
      await call(page, 'settings:change', { startWithSystem: true })
      expect(entry()).toMatch(/^Exec="[^"]+" .*"--profile=[^"]+" "--hidden"$/m)
      expect(await call(page, 'desktop:facts')).toMatchObject({ ok: true, value: { startsWithSystem: 'on' } })
      await call(page, 'settings:change', { startHidden: false })
      expect(entry()).not.toContain('--hidden')
      await call(page, 'settings:change', { startWithSystem: false })
      expect(entry).toThrow('ENOENT')
    },
  )

  it('quits when its window is closed and there is no tray', async () => {
    const { electron } = await open()
    const program = electron.process()
    const ended = new Promise((resolve) => program.once('exit', resolve))
    await closeWindow(electron).catch(() => undefined) // The program may end before it answers.
    await ended
  })

  it('starts without a window by --hidden, and shows a window at a second start', async () => {
    const launched = await launchElectron({ args: ['--hidden'] })
    const { electron } = launched
    const shown = await electron.evaluateHandle(({ app }) => {
      const seen: string[] = []
      app.on(
        'browser-window-created',
        (_event, window) => void window.on('show', () => seen.push(window.getTitle())),
      )
      return seen
    })
    expect(await electron.evaluate(({ app }) => app.whenReady().then(() => true))).toBe(true)
    await startAgain(launched, '--hidden') // as when the desktop starts the program twice
    expect(await windows(electron)).toEqual({ all: 0, visible: 0 })
    expect(await shown.evaluate((seen) => seen)).toEqual([])

    await startAgain(launched)
    const page = await mainPage(electron)
    expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true, value: { vault: 'open' } })
    await expect.poll(() => windows(electron)).toEqual({ all: 1, visible: 1 })
  })

  it('restores the place, the size and the theme of its window', async () => {
    const bounds = { x: 137, y: 91, width: 903, height: 611 }
    const first = await open()
    await call(first.page, 'settings:change', { theme: 'dark' })
    await first.electron.evaluate(({ BrowserWindow, Menu }, given) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().startsWith('keyhold://app/?'),
      )!
      window.setBounds(given)
      const view = Menu.getApplicationMenu()!.items.find(({ label }) => label === '&View')!
      const zoomIn = view.submenu!.items.find(({ label }) => label === 'Zoom In')!
      ;(zoomIn.click as () => void)()
    }, bounds)
    await first.close()

    const again = await open({ profile: first.profile })
    const back = await again.electron.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().startsWith('keyhold://app/?'),
      )!
      return { bounds: window.getBounds(), zoom: window.webContents.getZoomLevel() }
    })
    expect(back).toEqual({ bounds, zoom: 0.5 })
    expect(again.page.url()).toContain('theme=dark')
  })
})
