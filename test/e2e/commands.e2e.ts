import { expect, it } from 'vitest'
import type { BrowserWindow } from 'electron'
import type { JSHandle, Page } from 'playwright-core'
import { call, forPage, inElectron } from './app.ts'
import { findings } from './axe-findings.ts'
import { shareConnected } from './connected.ts'
import { VERSION } from '../../shared/desktop/version.ts'

const grid = (page: Page) => page.getByRole('grid', { name: 'Keys' })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const field = (page: Page) => page.getByRole('combobox', { name: 'Search commands, views and keys' })
const option = (page: Page, name: RegExp | string) => page.getByRole('option', { name })
const menu = (page: Page) => page.getByRole('menu')

/** Moves the focus to the first row of the list. */
async function onFirstRow(page: Page): Promise<string> {
  await grid(page).focus()
  await page.keyboard.press('Home')
  return (await page.locator('.key-row.active .name').textContent()) ?? ''
}

/** Opens the palette and waits until its field has the focus. Text that is typed earlier would go to the page. */
async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect.poll(() => field(page).evaluateAll(([one]) => one === document.activeElement)).toBe(true)
}

inElectron((open) => {
  it('gets the text that is typed right after Ctrl+K, before the palette is drawn', async () => {
    const { electron, page } = await open()
    await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up-secret' },
      fields: { name: 'one' },
    })
    await grid(page).focus()
    const window = (await electron.browserWindow(page)) as JSHandle<BrowserWindow>
    for (const typed of ['timeline', 'settings']) {
      // All key presses are sent before the page has handled the first.
      await window.evaluate(({ webContents }, text) => {
        const press = (keyCode: string, modifiers: 'control'[] = []) => {
          webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
          if (modifiers.length === 0) webContents.sendInputEvent({ type: 'char', keyCode })
          webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers })
        }
        press('k', ['control'])
        for (const letter of text) press(letter)
      }, typed)
      await expect.poll(() => field(page).inputValue()).toBe(typed)
      await page.keyboard.press('Escape')
      await dialog(page, 'All commands').waitFor({ state: 'hidden' })
    }
  })
})

forPage((open) => {
  const connected = shareConnected(open)

  it('reaches every screen, view and key from one field, by the keyboard alone', async () => {
    const { app, key } = await connected()
    const { page } = app
    await grid(page).focus()
    await openPalette(page)
    expect(await findings(page)).toEqual([])
    await page.keyboard.type('timelne') // a typing error
    await option(page, /^Timeline/).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Timeline' }).waitFor()
    expect(await dialog(page, 'All commands').count()).toBe(0)

    await openPalette(page)
    await page.keyboard.type(`"${key.name}"`)
    await page.getByText(`↵ Open ${key.name}`, { exact: true }).waitFor() // the command of Enter
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: key.name }).waitFor()

    await page.keyboard.press('Alt+ArrowLeft')
    await page.getByRole('heading', { name: 'Timeline' }).waitFor()

    await openPalette(page)
    await page.keyboard.type('no such thing anywhere')
    await option(page, 'Add “no such thing anywhere”…').waitFor()
    await page.keyboard.press('Enter')
    const form = dialog(page, 'Add a key manually')
    expect(await form.getByLabel(/^Name/).inputValue()).toBe('no such thing anywhere')
  })

  it('opens the menu of a key and of selected keys by Shift+F10, the Menu key and a right-click', async () => {
    const { app } = await connected()
    const { page } = app
    const name = await onFirstRow(page)
    for (const press of ['Shift+F10', 'ContextMenu']) {
      await page.keyboard.press(press)
      await page.getByRole('menu', { name: `Commands for ${name}` }).waitFor()
      await page.keyboard.press('Escape')
      await menu(page).waitFor({ state: 'hidden' })
      await expect.poll(() => grid(page).evaluate((list) => list === document.activeElement)).toBe(true)
    }
    await page.keyboard.press('Shift+F10')
    await menu(page).waitFor()
    expect(await findings(page)).toEqual([])
    await menu(page)
      .getByRole('menuitem', { name: /^Add to favourites/ })
      .press('Enter')
    await page.locator('.key-row.active .star.on').waitFor()

    const second = grid(page).locator('[data-key]').nth(1)
    await second.locator('.cell-name').click({ button: 'right' })
    await page
      .getByRole('menu', { name: `Commands for ${(await second.locator('.name').textContent()) ?? ''}` })
      .waitFor()
    await page.keyboard.press('Escape')
    await menu(page).waitFor({ state: 'hidden' })

    await grid(page).focus()
    await page.keyboard.press('Shift+Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+F10')
    const many = page.getByRole('menu', { name: 'Commands for 2 keys' })
    await many.getByRole('menuitem', { name: 'Tags…' }).press('Enter')
    await dialog(page, 'Tags of 2 keys').waitFor()
  })

  it('shows every shortcut by "?", and the version of the program under "About"', async () => {
    const { app } = await connected()
    const { page } = app
    await grid(page).focus()
    await page.keyboard.press('Shift+?')
    const sheet = dialog(page, 'Keyboard shortcuts')
    await sheet.getByText('Copy secret').waitFor()
    await sheet.getByText('Ctrl+K', { exact: true }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })

    await openPalette(page)
    await page.keyboard.type('about')
    await page.keyboard.press('Enter')
    await dialog(page, 'About Keyhold')
      .getByText(/^Version \d/)
      .waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('copies diagnostics that name no key, and shows the licences of third-party software', async () => {
    const { app, key } = await connected()
    const { page } = app
    await openPalette(page)
    await page.keyboard.type('about')
    await page.keyboard.press('Enter')
    const about = dialog(page, 'About Keyhold')
    await about.getByRole('button', { name: 'Copy diagnostics' }).click()
    await expect.poll(() => app.readClipboard()).toContain(`Keyhold ${VERSION} on this machine`)
    expect(await app.readClipboard()).not.toContain(key.name)

    await about.getByRole('button', { name: 'Third-party licences' }).click()
    const notices = dialog(page, 'Third-party licences')
    await notices.getByText(/^Keyhold is made with the software of others\./).waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('supports the usual keys: "/", first letters, F6, F2, Delete, a double-click', async () => {
    const { app, key } = await connected()
    const { page } = app
    await onFirstRow(page)
    await page.keyboard.press('/')
    const search = page.getByRole('combobox', { name: 'Search keys' })
    await expect.poll(() => search.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(await search.inputValue()).toBe('')

    await grid(page).focus()
    await page.keyboard.type(key.name.slice(0, 3))
    const active = page.locator('.key-row.active .name')
    await expect.poll(() => active.textContent()).toMatch(new RegExp(`^${key.name.slice(0, 3)}`))

    await page.keyboard.press('F6')
    const pane = () =>
      page.evaluate(() => document.activeElement?.closest('nav, main, aside, footer')?.tagName)
    await expect.poll(pane).not.toBe('MAIN')
    await page.keyboard.press('Shift+F6')
    await expect.poll(pane).toBe('MAIN')

    await page.keyboard.press('F2') // F2 renames the key at its provider
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await grid(page).focus()
    await page.keyboard.press('Delete') // The program asks first, and names the provider.
    await page.getByRole('alertdialog', { name: /^Delete .* at RIPE Atlas\?$/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' })
  })

  it('deletes a key from Keyhold by keyboard, and undoes the deletion together with the secret', async () => {
    const { app } = await connected()
    const { page } = app
    const added = await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up-secret' },
      fields: { name: 'by-hand-one' },
    })
    expect(added.ok).toBe(true)
    await page.getByRole('combobox', { name: 'Search keys' }).fill('by-hand-one')
    const row = grid(page).getByText('by-hand-one', { exact: true })
    await row.waitFor()
    await onFirstRow(page)
    await page.keyboard.press('Delete')
    const asked = page.getByRole('alertdialog', { name: 'Remove by-hand-one from Keyhold?' })
    await asked.getByText('You can undo this for 10 seconds.').waitFor()
    await asked.getByLabel('Name').fill('by-hand-one')
    await page.keyboard.press('Enter')
    await asked.waitFor({ state: 'hidden' })
    await row.waitFor({ state: 'hidden' })
    await page.getByText('Removed from Keyhold').last().waitFor()
    await page.getByRole('main').first().focus()
    await page.keyboard.press('Control+z')
    await row.waitFor()
    await onFirstRow(page)
    await page.keyboard.press('Control+c')
    await expect.poll(() => app.readClipboard()).toBe('made-up-secret')
  })

  it('disables several keys, copies them as .env, and warns that a deletion at the provider is final', async () => {
    const { app, emulator } = await connected()
    const { page } = app
    const disabled = () => emulator.keys.filter(({ enabled }) => !enabled).length
    const before = disabled()
    for (const [name, environment] of [
      ['pair-one', 'ONE'],
      ['pair-two', 'TWO'],
    ] as const) {
      const fields = { name, environment }
      await call(page, 'key:add', { secret: { from: 'typed', text: `secret-of-${name}` }, fields })
    }
    const search = page.getByRole('combobox', { name: 'Search keys' })
    await search.fill('pair-')
    await grid(page).getByText('pair-two', { exact: true }).waitFor()
    await grid(page).focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Shift+F10')
    await menu(page).getByRole('menuitem', { name: 'Copy as .env' }).press('Enter')
    await expect
      .poll(() => app.readClipboard())
      .toMatch(
        /^(ONE=secret-of-pair-one\nTWO=secret-of-pair-two|TWO=secret-of-pair-two\nONE=secret-of-pair-one)\n$/,
      )
    await page.keyboard.press('Escape')

    await search.fill('is:active -keyhold -pair -by-hand')
    await onFirstRow(page)
    await page.keyboard.press('Shift+Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+F10')
    await menu(page).getByRole('menuitem', { name: 'Disable keys…' }).press('Enter')
    const asked = page.getByRole('alertdialog', { name: 'Disable 2 keys?' })
    await asked.waitFor()
    expect(await findings(page)).toEqual([])
    await asked.getByRole('button', { name: 'Disable 2 keys' }).press('Enter')
    await page.getByText('2 keys disabled').last().waitFor()
    expect(disabled()).toBe(before + 2)

    await grid(page).focus()
    await page.keyboard.press('Delete')
    const final = page.getByRole('alertdialog', { name: 'Delete 2 keys?' })
    await final.getByText(/deleted at the provider.*can’t be undone/).waitFor()
    expect(await final.getByRole('button', { name: 'Delete 2 keys' }).isDisabled()).toBe(true)
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await final.waitFor({ state: 'hidden' })
  })
})
