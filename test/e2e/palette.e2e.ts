import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { call, inElectron, share } from './app.ts'
import type { ElectronApp } from './electron-app.ts'
import { openInHost } from './host-app.ts'
import { isPaletteSeen, palettePage } from './palette-page.ts'
import { startAgain } from './start-again.ts'

/** Adds a manual key; its secret is `made-up <name>`. */
async function addKey(page: Page, name: string): Promise<void> {
  const added = await call(page, 'key:add', {
    secret: { from: 'typed', text: `made-up ${name}` },
    fields: { name, typedExpiry: 'never' },
  })
  if (!added.ok) throw new Error(added.error.kind)
}

/** Opens the palette as a desktop's own shortcut does. */
async function openQuick(app: ElectronApp): Promise<Page> {
  expect(await startAgain(app, '--quick')).toBe(0)
  await expect.poll(() => isPaletteSeen(app.electron)).toBe(true)
  return palettePage(app.electron)
}

const field = (palette: Page) => palette.getByRole('combobox', { name: 'Copy secret of' })

inElectron((openNew) => {
  const open = share(openNew)

  it('opens at a second start, finds a key, copies its secret and closes', async () => {
    const app = await open()
    for (const name of ['grafana-prod', 'grafana-lab', 'dns']) await addKey(app.page, name)
    const palette = await openQuick(app)
    await palette.getByRole('option').nth(2).waitFor()
    await field(palette).fill('lab')
    await palette.getByRole('option', { name: /^grafana-lab/, selected: true }).waitFor()
    await field(palette).press('Enter')
    await palette.getByText(/^Copied\. Clears in \d+ s/).waitFor()
    await expect.poll(app.readClipboard).toBe('made-up grafana-lab')
    await expect.poll(() => isPaletteSeen(app.electron)).toBe(false)
    expect(await field(palette).inputValue()).toBe('') // the typed text has been cleared
  })

  it('exists hidden before its first use, runs no timer while hidden, and shows later changes', async () => {
    const app = await openNew()
    const palette = await palettePage(app.electron)
    expect(await isPaletteSeen(app.electron)).toBe(false)
    await palette.evaluate(() => {
      const counted = window as unknown as { timers: number }
      counted.timers = 0
      const set = window.setTimeout.bind(window)
      const draw = window.requestAnimationFrame.bind(window)
      window.setTimeout = ((...args: Parameters<typeof set>) => {
        counted.timers += 1
        return set(...args)
      }) as typeof set
      window.requestAnimationFrame = (run) => {
        counted.timers += 1
        return draw(run)
      }
    })
    await addKey(app.page, 'grafana')
    await palette.getByText('There are no keys yet').waitFor({ state: 'detached' })
    expect(await palette.evaluate(() => (window as unknown as { timers: number }).timers)).toBe(0)
    await openQuick(app)
    await palette.getByRole('option', { name: /^grafana/ }).waitFor()
  })

  it('closes on Escape and when another window gets the focus', async () => {
    const app = await open()
    await addKey(app.page, 'grafana')
    const palette = await openQuick(app)
    await field(palette).press('Escape')
    await expect.poll(() => isPaletteSeen(app.electron)).toBe(false)
    await openQuick(app)
    // Without a window manager no window loses the focus by itself, so the test emits the system's event.
    await app.electron.evaluate(({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows()
      windows
        .find((window) => window.webContents.getURL().startsWith('keyhold://app/palette.html'))
        ?.emit('blur')
    })
    await expect.poll(() => isPaletteSeen(app.electron)).toBe(false)
  })

  it('shows the other commands for a key, and opens the key in the main window', async () => {
    const app = await open()
    await addKey(app.page, 'traefik')
    const palette = await openQuick(app)
    await field(palette).fill('traefik')
    await palette.getByRole('option', { name: /^traefik/, selected: true }).waitFor()
    await field(palette).press('Tab')
    await palette.getByRole('listbox', { name: 'Commands for traefik' }).waitFor()
    await palette.getByRole('option', { name: 'Open in Keyhold' }).click()
    await app.page.getByRole('article').waitFor()
    await expect.poll(() => isPaletteSeen(app.electron)).toBe(false)
  })

  it('is refused the calls that it does not need', async () => {
    const app = await open()
    const palette = await palettePage(app.electron)
    for (const name of ['keychain:check', 'account:sync-all', 'clipboard:clear'] as const)
      expect(await call(palette, name)).toEqual({ ok: false, error: { kind: 'forbidden' } })
    expect(await call(palette, 'app:snapshot')).toMatchObject({ ok: true })
  })

  it('reports the state of its shortcut after each change of the setting', async () => {
    const { page } = await open()
    const stateOf = async () => {
      const answer = await call(page, 'shortcut:state')
      return answer.ok ? answer.value.state : answer.error.kind
    }
    // The tests may run on a desktop that does not confirm a shortcut.
    expect(['registered', 'unproven']).toContain(await stateOf())
    await call(page, 'settings:change', { shortcut: '' })
    expect(await stateOf()).toBe('off')
    await call(page, 'settings:change', { shortcut: 'CommandOrControl+Alt+F9' })
    expect(['registered', 'unproven']).toContain(await stateOf())
  })

  it('gets a new window after its page has crashed', async () => {
    const app = await openNew()
    await addKey(app.page, 'grafana')
    const palette = await palettePage(app.electron)
    await app.electron.evaluate(({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows()
      windows
        .find((window) => window.webContents.getURL().startsWith('keyhold://app/palette.html'))
        ?.webContents.forcefullyCrashRenderer()
    })
    await expect.poll(() => app.electron.windows().includes(palette)).toBe(false)
    const again = await openQuick(app)
    await again.getByRole('option', { name: /^grafana/ }).waitFor()
  })

  it('opens the view that a link names, and ignores an invalid link', async () => {
    const app = await open()
    await startAgain(app, 'keyhold://open/settings')
    await app.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await startAgain(app, 'keyhold://open/key/x/copy')
    await startAgain(app, 'keyhold://app/palette.html')
    await app.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    expect(await isPaletteSeen(app.electron)).toBe(false)
  })
})

describe('in the browser host', () => {
  it('finds a key and copies its secret', async () => {
    const app = await openInHost()
    for (const name of ['grafana-prod', 'dns']) await addKey(app.page, name)
    await app.page.goto(new URL('/palette.html', app.page.url()).href)
    await call(app.page, 'palette:show')
    const search = field(app.page)
    await app.page.getByRole('option').nth(1).waitFor()
    await search.pressSequentially('prod')
    await app.page.getByRole('option', { name: /^grafana-prod/, selected: true }).waitFor()
    await search.press('Enter')
    await expect.poll(app.readClipboard).toBe('made-up grafana-prod')
    await expect.poll(() => search.inputValue()).toBe('') // main has hidden the palette
  })
})
