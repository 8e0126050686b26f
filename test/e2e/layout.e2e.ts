import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { call, forPage } from './app.ts'
import { chooseInPanel, openConnected, shareConnected, showKey } from './connected.ts'
import { misfits } from './fit.ts'
import { picture } from './pictures.ts'
import { smallOrCut } from './small-or-cut.ts'

/** The smallest window, and a window of 1280×800 at 200 % zoom. */
const SIZES = [
  { width: 720, height: 480 },
  { width: 640, height: 400 },
] as const

const panel = (page: Page) => page.getByRole('article')
const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))
const go = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation').getByRole('button', { name }).click()

async function fits(page: Page, what: string): Promise<void> {
  const size = page.viewportSize()
  await picture(page, `${what}-${size?.width}`)
  const found = [...(await misfits(page)), ...(await smallOrCut(page))]
  expect(found, `${what}, ${size?.width}×${size?.height}`).toEqual([])
}

async function leaveDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'hidden' })
}

async function screensFit(page: Page): Promise<void> {
  for (const name of ['Timeline', 'History', 'Settings']) {
    await go(page, name)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await fits(page, name)
  }
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
  await page.getByRole('region', { name: 'Diagnostics' }).getByRole('table').waitFor()
  await fits(page, 'Settings, the end')
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('tray')
  await fits(page, 'Settings, searched')
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('teapot')
  await fits(page, 'Settings, nothing found')
  await go(page, /^All keys/)
}

async function dialogsFit(page: Page): Promise<void> {
  await page.getByRole('grid').press('ControlOrMeta+n')
  await dialog(page).waitFor()
  await fits(page, 'Add a key')
  await dialog(page).getByText('On a date', { exact: true }).click()
  const date = dialog(page).getByRole('textbox', { name: 'Date (required)' })
  await date.fill('soon')
  await date.scrollIntoViewIfNeeded()
  await fits(page, 'Add a key, no date')
  await date.fill('')
  await dialog(page).getByRole('button', { name: 'Date: in 90 days' }).click()
  await dialog(page)
    .getByRole('button', { name: /^Add a time/ })
    .click()
  await fits(page, 'Add a key, a date')
  await page.getByRole('button', { name: 'Date: open the calendar' }).click()
  await page.getByRole('dialog', { name: 'Date: calendar' }).waitFor()
  await fits(page, 'Calendar')
  await page.keyboard.press('Escape')
  await date.fill('')
  await leaveDialog(page)
  await go(page, 'Connect account')
  await dialog(page).waitFor()
  await fits(page, 'Connect')
  await dialog(page)
    .getByRole('button', { name: /^RIPE Atlas/ })
    .click()
  await dialog(page).getByRole('button', { name: 'Test connection' }).waitFor()
  await fits(page, 'Connect form')
  await leaveDialog(page)
  await page.getByRole('button', { name: 'Review' }).click()
  await dialog(page).waitFor()
  await fits(page, 'Attention')
  await leaveDialog(page)
}

/** Saves more searches than fit into the sidebar of a low window, one of them with the longest name. */
async function searchesFit(page: Page): Promise<void> {
  const savedSearches = ['n'.repeat(60), 'Production', 'CI', 'חיפוש', '已过期的密钥'].map((name, index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    name,
    query: `is:active ${index}`,
  }))
  await call(page, 'settings:change', { savedSearches })
  await page.getByRole('list', { name: 'Saved searches' }).getByTitle('CI').click()
  await fits(page, 'Saved searches')
  await page.getByRole('combobox').fill('a search that is much longer than its field '.repeat(4))
  await fits(page, 'A long search')
  await page.keyboard.press('ControlOrMeta+s')
  await dialog(page).waitFor()
  await fits(page, 'Save a search')
  await leaveDialog(page)
  await call(page, 'settings:change', { savedSearches: [] })
  await go(page, /^All keys/)
}

async function actsFit(page: Page, emulator: AtlasEmulator): Promise<void> {
  await panel(page)
    .getByRole('button', { name: /^Replace/ })
    .click()
  await dialog(page).getByRole('button', { name: 'Create new key' }).waitFor()
  await fits(page, 'Replace')
  await leaveDialog(page)
  await chooseInPanel(page, /^Regenerate/)
  const start = dialog(page).getByRole('button', { name: /^Regenerate .* at RIPE Atlas/ })
  await start.waitFor()
  await fits(page, 'Regenerate')
  emulator.fault({ kind: 'cut-before', on: ({ method }) => method === 'PATCH' })
  await start.click()
  await dialog(page).locator('.outcome').waitFor()
  await fits(page, 'Unknown outcome')
  await leaveDialog(page)
}

forPage((open) => {
  const connected = shareConnected(open)

  it.each(SIZES)('cuts off no control and lets no controls overlap at $width×$height', async (size) => {
    const { app, emulator, key } = await openConnected(open)
    const { page } = app
    const fields = { name: 'soon-over', typedExpiry: Date.now() + 2.5 * 86_400_000 }
    await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret' }, fields })
    await page.setViewportSize(size)
    await page.getByRole('grid').waitFor()
    await fits(page, 'The list')
    await screensFit(page)
    await dialogsFit(page)
    await searchesFit(page)

    await showKey(app, key.name)
    await fits(page, 'The panel')
    await page.locator('.detail-pane').evaluate((pane) => pane.scrollTo(0, pane.scrollHeight))
    await fits(page, 'The panel, its end')
    await panel(page).getByRole('button', { name: 'Reminders', exact: true }).click()
    await panel(page).getByRole('button', { name: 'Edit reminders' }).click()
    for (const choice of await panel(page).getByText('Custom', { exact: true }).all()) await choice.click()
    await fits(page, 'Reminders of a key')
    await panel(page).getByRole('button', { name: 'Cancel' }).click()
    await actsFit(page, emulator)
  })

  it.each(SIZES)(
    'covers the list with the panel, and returns to the key’s row, at $width×$height',
    async (size) => {
      const { app, key } = await connected()
      const { page } = app
      await page.setViewportSize(size)
      const grid = page.getByRole('grid', { name: 'Keys' })
      const isInPanel = () => page.evaluate(() => document.activeElement?.closest('.detail-pane') !== null)

      for (const leave of [
        () => page.keyboard.press('Escape'),
        () => panel(page).getByRole('button', { name: 'Back to the list' }).click(),
      ]) {
        await showKey(app, key.name)
        await expect.poll(isInPanel).toBe(true)
        expect(await grid.isVisible()).toBe(false)
        expect((await page.locator('.detail-pane').boundingBox())?.width).toBe(size.width - 64)
        await leave()
        await panel(page).waitFor({ state: 'hidden' })
        await expect.poll(() => grid.evaluate((element) => element === document.activeElement)).toBe(true)
        expect(await page.locator('.key-row.active').innerText()).toContain(key.name)
      }

      await showKey(app, key.name)
      await go(page, /^All keys/)
      await grid.waitFor()
      await showKey(app, key.name)
      await page.keyboard.press('ControlOrMeta+f')
      await expect
        .poll(() => page.getByRole('combobox').evaluate((element) => element === document.activeElement))
        .toBe(true)
    },
  )

  it('folds the sidebar to icons that keep their names and counts', async () => {
    const { app } = await connected()
    const { page } = app
    await page.setViewportSize(SIZES[0])
    const all = page.getByRole('navigation').getByRole('button', { name: /^All keys\W+\d+\W+keys$/ })
    expect((await page.getByRole('navigation').boundingBox())?.width).toBe(64)
    expect((await all.locator('.count').boundingBox())?.height).toBeGreaterThan(10)
    expect(await page.getByRole('navigation').getByTitle('All keys').count()).toBe(1)
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Lab\W/ })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Lab' }).waitFor()
  })

  it('says in the history what happened to a key with a long name, and in the line above the list what to press', async () => {
    const { app } = await connected()
    const { page } = app
    const name = `long ${'measurement-scheduler-'.repeat(8)}`
    const fields = { name, typedExpiry: Date.now() + 2 * 86_400_000 }
    await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret-long' }, fields })
    await page.setViewportSize({ width: 910, height: 600 })
    await go(page, 'History')
    const line = page.locator('.history-event').filter({ hasText: name }).first()
    const parts = await line.evaluate((event) =>
      [event, ...event.children].map((part) => {
        const { left, right } = part.getBoundingClientRect()
        return { left, right, isCut: part.scrollWidth > part.clientWidth }
      }),
    )
    const [whole, title, event] = parts
    expect(title!.isCut).toBe(true)
    expect(event!.left).toBeGreaterThanOrEqual(title!.right)
    expect(event!.right).toBeLessThanOrEqual(whole!.right + 1)
    expect(event!.right - event!.left).toBeGreaterThan(30)
    // The smallest window at 200 % zoom: the event has the whole width of its line.
    await page.setViewportSize({ width: 360, height: 240 })
    const [narrow, around] = [await line.boundingBox(), await line.locator('..').boundingBox()]
    expect(narrow!.width).toBe(around!.width)
    await page.setViewportSize({ width: 910, height: 600 })

    await go(page, /^All keys/)
    await page.getByRole('grid').locator('[data-key]').first().click()
    await panel(page).waitFor()
    const review = page.getByRole('button', { name: 'Review' }).getByText('Review')
    expect(await review.evaluate((text) => text.scrollWidth > text.clientWidth)).toBe(false)
  })
})
