/** Saved searches in the sidebar, used by keyboard alone and by mouse. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { findings } from './axe-findings.ts'
import { openConnected, shareConnected } from './connected.ts'
import { tabTo } from './keyboard.ts'
import { picture } from './pictures.ts'

const box = (page: Page) => page.getByRole('combobox', { name: 'Search keys' })
const dialog = (page: Page) => page.getByRole('dialog')
const list = (page: Page) => page.getByRole('navigation').getByRole('list', { name: 'Saved searches' })
const rows = (page: Page) => list(page).getByRole('button')
const row = (page: Page, name: string) => rows(page).filter({ has: page.getByText(name, { exact: true }) })
const names = (page: Page) => rows(page).locator('.cut').allTextContents()
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector('.cut')?.textContent)

async function accessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await findings(page), `${what}, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}

/** Saves a search as a user without a mouse does. */
async function save(page: Page, query: string, name: string): Promise<void> {
  await box(page).fill(query)
  await page.keyboard.press('ControlOrMeta+s')
  await dialog(page).waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await dialog(page).waitFor({ state: 'hidden' })
  await row(page, name).waitFor()
}

const searches = (...ofNames: readonly string[]) =>
  ofNames.map((name, index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    name,
    query: `is:active ${name}`,
  }))

forPage((open) => {
  const connected = shareConnected(open)

  it('saves the typed search, counts its keys, applies it, and moves and renames it by keyboard alone', async () => {
    const { app } = await openConnected(open)
    const { page } = app
    await page.getByRole('grid', { name: 'Keys' }).waitFor()
    expect(await page.getByText('Saved searches').count()).toBe(0)
    const all = await page
      .getByRole('navigation')
      .getByRole('button', { name: /^All keys/ })
      .innerText()
    const total = /\d+/.exec(all)?.[0]

    await save(page, '-nothing-is-called-so', 'Everything')
    expect(await row(page, 'Everything').getAttribute('aria-current')).toBe('page')
    await expect.poll(() => row(page, 'Everything').locator('.count').innerText()).toContain(total!)
    await page.getByRole('heading', { level: 1, name: 'Everything' }).waitFor()
    await page.getByRole('button', { name: 'Saved as Everything' }).waitFor()

    await box(page).fill('is:expired')
    expect(await row(page, 'Everything').getAttribute('aria-current')).toBeNull()
    await tabTo(page, /^Save search/)
    await page.keyboard.press('Enter')
    await dialog(page).waitFor()
    const name = dialog(page).getByRole('textbox', { name: /^Name/ })
    expect(await name.inputValue()).toBe('is:expired')
    await name.fill('everything')
    await page.keyboard.press('Enter')
    await dialog(page).getByText('Another saved search has this name.').waitFor()
    await accessible(page, 'a name that is taken')
    await picture(page, 'searches-dialog')
    await name.fill('Over')
    await page.keyboard.press('Enter')
    await row(page, 'Over').waitFor()
    await expect.poll(() => row(page, 'Over').locator('.count').innerText()).toContain('0')
    await save(page, 'tag:ci', 'CI')
    expect(await names(page)).toEqual(['Everything', 'Over', 'CI'])

    await box(page).fill('')
    await tabTo(page, /^Over,/)
    await page.keyboard.press('Enter')
    await expect.poll(() => box(page).inputValue()).toBe('is:expired')
    expect(await row(page, 'Over').getAttribute('aria-current')).toBe('page')
    expect(await page.locator('.sidebar [aria-current]').count()).toBe(1)

    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => names(page)).toEqual(['Over', 'Everything', 'CI'])
    await page
      .getByRole('status')
      .filter({ hasText: 'Over moved to place 1 of 3' })
      .waitFor({ state: 'attached' })
    await page.keyboard.press('Alt+ArrowDown') // twice without a pause: the second move starts from the result of the first
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => names(page)).toEqual(['Everything', 'CI', 'Over'])
    expect(await focused(page)).toBe('Over')

    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Move up' }).press('Enter')
    await expect.poll(() => names(page)).toEqual(['Everything', 'Over', 'CI'])
    await page
      .getByRole('status')
      .filter({ hasText: 'Over moved to place 2 of 3' })
      .waitFor({ state: 'attached' })
    await expect.poll(() => focused(page)).toBe('Over')
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => names(page)).toEqual(['Everything', 'CI', 'Over'])

    await page.keyboard.press('F2')
    await dialog(page).waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Expired')
    await page.keyboard.press('Enter')
    await expect.poll(() => names(page)).toEqual(['Everything', 'CI', 'Expired'])
    await picture(page, 'searches-sidebar')
    await accessible(page, 'the sidebar with saved searches')
    await app.close()

    const again = await open({ profile: app.profile })
    await expect.poll(() => names(again.page)).toEqual(['Everything', 'CI', 'Expired'])
    await expect.poll(() => row(again.page, 'Everything').locator('.count').innerText()).toContain(total!)
  })

  it('opens the menu of a search, removes the search, moves the focus to the next one, and undoes the removal', async () => {
    const { app } = await connected()
    const { page } = app
    await call(page, 'settings:change', { savedSearches: searches('one', 'two', 'three') })
    await expect.poll(() => names(page)).toEqual(['one', 'two', 'three'])
    await tabTo(page, /^two/)
    await page.keyboard.press('Shift+F10')
    const menu = page.getByRole('menu', { name: 'Commands for the saved search two' })
    await menu.waitFor()
    expect(await menu.getByRole('menuitem').allInnerTexts()).toHaveLength(4)
    await accessible(page, 'the menu of a saved search')
    await picture(page, 'searches-menu')
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'hidden' })
    await expect.poll(() => focused(page)).toBe('two')

    await page.keyboard.press('Delete')
    await expect.poll(() => names(page)).toEqual(['one', 'three'])
    await expect.poll(() => focused(page)).toBe('three')
    await page.getByText('Saved search removed').first().waitFor()
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => names(page)).toEqual(['one', 'two', 'three'])
  })

  it('replaces a saved search by the typed one, and undoes that', async () => {
    const { app } = await connected()
    const { page } = app
    await call(page, 'settings:change', { savedSearches: searches('one') })
    await box(page).fill('tag:other')
    await row(page, 'one').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Change to the current search' }).click()
    await expect.poll(() => row(page, 'one').getAttribute('aria-current')).toBe('page')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => row(page, 'one').getAttribute('aria-current')).toBeNull()
    await row(page, 'one').click()
    await expect.poll(() => box(page).inputValue()).toBe('is:active one')
  })

  it('moves a search by dragging it before or after another', async () => {
    const { app } = await connected()
    const { page } = app
    await call(page, 'settings:change', { savedSearches: searches('one', 'two', 'three') })
    await expect.poll(() => names(page)).toEqual(['one', 'two', 'three'])
    await row(page, 'three').dragTo(row(page, 'one'), { targetPosition: { x: 40, y: 4 } })
    await expect.poll(() => names(page)).toEqual(['three', 'one', 'two'])
    await row(page, 'three').dragTo(row(page, 'two'), { targetPosition: { x: 40, y: 24 } })
    await expect.poll(() => names(page)).toEqual(['one', 'two', 'three'])
    await row(page, 'one').dragTo(page.getByRole('contentinfo'))
    expect(await names(page)).toEqual(['one', 'two', 'three'])
  })

  it('does not save a search with an unknown term, and says why', async () => {
    const { app } = await connected()
    const { page } = app
    await box(page).fill('is:expird')
    expect(await page.getByRole('button', { name: 'Save search' }).count()).toBe(0)
    await page.keyboard.press('ControlOrMeta+s')
    await page.getByText('Can’t save this search').first().waitFor()
    expect(await dialog(page).count()).toBe(0)
  })

  it('folds the section, and shows icons with names where the sidebar is narrow', async () => {
    const { app } = await connected()
    const { page } = app
    await call(page, 'settings:change', { savedSearches: searches('one', 'two') })
    await row(page, 'one').waitFor()
    await tabTo(page, /^Saved searches/)
    await page.keyboard.press('Enter')
    await row(page, 'one').waitFor({ state: 'hidden' })
    await page.keyboard.press('Enter')
    await row(page, 'one').waitFor()
    await page.setViewportSize({ width: 720, height: 480 })
    expect(await page.getByRole('navigation').getByTitle('two', { exact: true }).count()).toBe(1)
    expect((await row(page, 'two').locator('.count').boundingBox())?.height).toBeGreaterThan(10)
    await picture(page, 'searches-narrow')
  })
})
