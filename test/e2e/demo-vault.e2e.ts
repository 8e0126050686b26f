import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import type { ElectronApplication, JSHandle, Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { call, forEachWorld, inElectron, share } from './app.ts'
import { findings } from './axe-findings.ts'
import { launchElectron } from './electron-app.ts'
import { misfits } from './fit.ts'
import { tabTo } from './keyboard.ts'
import { startAgain } from './start-again.ts'

const LINE = 'Demo vault. Nothing here is real; it is deleted when you close it.'

/** The demos' folders in the system's folder for temporary files, by the process id of each demo's program. */
const demoDirs = (): ReadonlyMap<number, string> =>
  new Map(
    readdirSync(tmpdir()).flatMap((name) => {
      const pid = /^keyhold-demo-(\d+)-/.exec(name)?.[1]
      return pid === undefined ? [] : [[Number(pid), join(tmpdir(), name)] as const]
    }),
  )

/** Ends a program that nothing else in the tests ends. */
function endLater(pid: number): void {
  onTestFinished(() => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // The process has already ended.
    }
  })
}

async function openDemo() {
  const { electron, close, profile, takeViolations } = await launchElectron({ args: ['--demo'] })
  const page = await electron.firstWindow()
  await page.waitForLoadState('load')
  await page.getByText(LINE).waitFor()
  const pid = await electron.evaluate(() => process.pid)
  return { electron, page, close, profile, takeViolations, pid, demoDir: demoDirs().get(pid)! }
}

/** The texts of the first page that do not fit into their tiles. */
const cutTexts = (page: Page) =>
  page
    .locator('.first-run .choice-card :is(strong, .soft)')
    .evaluateAll((texts) =>
      texts.filter((text) => text.scrollWidth > text.clientWidth).map((text) => text.textContent),
    )

/** The title of the page's own window: the quick palette has a window and a title, too. */
const titleOf = async (electron: ElectronApplication, page: Page) =>
  (await electron.browserWindow(page)).evaluate((window: BrowserWindow) => window.getTitle())

async function rowsNamed(page: Page, name: string) {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value.keys.filter((key) => key.name === name)
}

inElectron((openNew) => {
  const open = share(openNew)
  const openSameDemo = share(openDemo)

  it('opens from the first start by keyboard as a separate program, and leaves the real vault unchanged', async () => {
    const { electron, page, profile } = await open()
    const before = new Set(demoDirs().keys())
    await tabTo(page, /^Try the demo vault/)
    await page.keyboard.press('Enter')
    const started = () => [...demoDirs()].filter(([pid]) => !before.has(pid))
    await expect.poll(() => started().length, { timeout: 20_000 }).toBe(1)
    const [[pid, demoDir] = [0, '']] = started()
    endLater(pid)
    await expect.poll(() => existsSync(join(demoDir, 'keyhold.sqlite')), { timeout: 20_000 }).toBe(true)
    if (process.platform === 'linux') {
      const words = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
        .split('\0')
        .join(' ')
      expect(words).toContain('--demo')
      expect(words).not.toContain(profile.profileDir)
    }
    expect(await titleOf(electron, page)).toBe('Keyhold')
    expect(await page.getByText(LINE).count()).toBe(0)
    const real = await call(page, 'app:snapshot')
    expect(real).toMatchObject({ value: { keys: [], accounts: [], demo: 'offered' } })
    process.kill(pid, 'SIGTERM')
    await expect.poll(() => existsSync(demoDir), { timeout: 20_000 }).toBe(false)
  })

  it('shows “Demo” in its title and its first line, replaces and retires a key by keyboard, and leaves no file behind', async () => {
    const { electron, page, close, demoDir } = await openDemo()
    expect(await titleOf(electron, page)).toBe('Keyhold Demo')
    expect(await electron.evaluate(({ app }) => app.getPath('userData'))).toBe(demoDir)
    await page.getByRole('grid').getByText('grafana-prod', { exact: true }).waitFor()

    await page.keyboard.press('ControlOrMeta+f')
    await page.keyboard.type('sla-report')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('article')
    await panel.getByText('sla-report').first().waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('Replace…')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
    await dialog.getByRole('button', { name: 'Create new key' }).waitFor()
    await tabTo(page, /^Create new key/)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await panel.getByText('Both keys work').waitFor()
    expect(await rowsNamed(page, 'sla-report')).toHaveLength(2)

    const copied = (await rowsNamed(page, 'status-page'))[0]!
    expect(await call(page, 'key:copy', { key: copied.id })).toMatchObject({ ok: true })
    expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/-decaf0[0-9a-f]{6}$/)
    await close()
    expect(existsSync(demoDir)).toBe(false)
  })

  it('deletes at the next start the files that a killed demo has left', async () => {
    const { pid, demoDir } = await openDemo()
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => existsSync(join(demoDir, 'keyhold.sqlite'))).toBe(true)
    await openNew()
    await expect.poll(() => existsSync(demoDir), { timeout: 10_000 }).toBe(false)
  })

  it('shows the window of the running demo at a second start, and changes nothing in it', async () => {
    const { electron, page, demoDir, profile } = await openSameDemo()
    const keysOf = async () => {
      const taken = await call(page, 'app:snapshot')
      if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
      return taken.value.keys.map(({ id }) => id)
    }
    const window = (await electron.browserWindow(page)) as JSHandle<BrowserWindow>
    const isVisible = () => window.evaluate((shown) => shown.isVisible())
    const keys = await keysOf()
    const dirs = [...demoDirs().values()]
    await window.evaluate((shown) => shown.hide())
    expect(await isVisible()).toBe(false)

    expect(await startAgain({ profile }, '--demo')).toBe(0)
    await expect.poll(isVisible).toBe(true)
    expect([...demoDirs().values()]).toEqual(dirs)
    expect(dirs).toContain(demoDir)
    expect(await keysOf()).toEqual(keys)
    expect(existsSync(join(profile.profileDir, 'keyhold.sqlite'))).toBe(false)
  })

  it.each(['light', 'dark'] as const)(
    'has a demo line and a list that fit into small windows and have no finding of axe, %s',
    async (theme) => {
      const { page } = await openSameDemo()
      await call(page, 'settings:change', { theme })
      await page.locator(`html[data-theme="${theme}"]`).waitFor()
      expect(await findings(page, '.demo-line')).toEqual([])
      for (const size of [
        { width: 1280, height: 800 },
        { width: 720, height: 480 },
        { width: 640, height: 400 },
      ]) {
        await page.setViewportSize(size)
        const line = page.getByText(LINE)
        expect(await line.evaluate((span) => span.scrollWidth <= span.clientWidth)).toBe(true)
        expect(await misfits(page), `${size.width}×${size.height}`).toEqual([])
        const folder = process.env.KEYHOLD_TEST_PICTURES
        const name = `demo-vault-${theme}-${String(size.width)}.png`
        if (folder !== undefined) await page.screenshot({ path: join(folder, name) })
      }
    },
  )

  it('has no tray, no shortcut and no menu entry for another demo, and ends with its window', async () => {
    const { electron, page, demoDir } = await openSameDemo()
    const facts = await call(page, 'desktop:facts')
    expect(facts).toMatchObject({ value: { trayIcon: 'hidden', startsWithSystem: 'off' } })
    expect(await call(page, 'shortcut:state')).toMatchObject({ value: { state: 'off' } })
    expect(await call(page, 'desktop:open-demo')).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
    const labels = await electron.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
        (submenu?.items ?? []).map(({ label }) => label),
      ),
    )
    expect(labels).toContain('Keyboard shortcuts')
    expect(labels).not.toContain('Open the demo vault')
    await electron
      .evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((window) => window.getTitle() === 'Keyhold Demo')
          ?.close(),
      )
      .catch(() => undefined) // The program may end before it answers.
    await expect.poll(() => existsSync(demoDir), { timeout: 10_000 }).toBe(false)
  })

  it.each(['light', 'dark'] as const)('is offered by the first start in both themes, %s', async (theme) => {
    const { page } = await open()
    await call(page, 'settings:change', { theme })
    await page.locator(`html[data-theme="${theme}"]`).waitFor()
    await page.getByRole('button', { name: /^Try the demo vault/ }).waitFor()
    expect(await findings(page, '.first-run')).toEqual([])
    const folder = process.env.KEYHOLD_TEST_PICTURES
    for (const [width, height] of [
      [1280, 800],
      [720, 480],
      [640, 400], // 1280×800 at 200 % zoom
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const end of ['start', 'end'] as const) {
        await page.locator('.first-run').evaluate((part, block) => part.scrollIntoView({ block }), end)
        expect(await misfits(page), `${width}×${height}, its ${end}`).toEqual([])
        const name = `first-start-${theme}-${String(width)}-${end}.png`
        if (folder !== undefined) await page.screenshot({ path: join(folder, name) })
      }
      expect(await cutTexts(page)).toEqual([])
    }
    await page.emulateMedia({ forcedColors: 'active' })
    const borders = await page
      .locator('.first-run .choice-card')
      .evaluateAll((cards) => cards.map((card) => getComputedStyle(card).borderTopWidth))
    expect(new Set(borders)).toEqual(new Set(['1px']))
    const name = `first-start-${theme}-forced-colours.png`
    if (folder !== undefined) await page.screenshot({ path: join(folder, name) })
    await page.emulateMedia({ forcedColors: null })
  })
})

forEachWorld((open) => {
  it('is offered only where a second window can be opened', async () => {
    const { page, world } = await open()
    await page.getByRole('heading', { name: 'All your API keys, and when they expire' }).waitFor()
    const isOffered = world === 'electron'
    expect(await page.getByRole('button', { name: /^Try the demo vault/ }).count()).toBe(isOffered ? 1 : 0)
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('demo')
    const option = page.getByRole('option', { name: /^Open the demo vault/ })
    if (isOffered) await option.waitFor()
    else expect(await option.count()).toBe(0)
  })
})
