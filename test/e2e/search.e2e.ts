import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { forPage } from './app.ts'
import { shareConnected } from './connected.ts'

const rows = (page: Page) => page.getByRole('grid', { name: 'Keys' }).getByRole('row', { selected: false })
const search = (page: Page) => page.getByRole('combobox', { name: 'Search keys' })

forPage((open) => {
  const connected = shareConnected(open)

  it('finds nothing for a mistyped filter, selects no key by it, and suggests the correct filter', async () => {
    const { app } = await connected()
    const { page } = app
    await expect.poll(() => rows(page).count()).toBeGreaterThan(0)

    await search(page).fill('is:mising')
    await page.getByRole('heading', { name: '“is:mising” isn’t a state of a key' }).waitFor()
    expect(await rows(page).count()).toBe(0)
    expect(await search(page).getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('.search-marks mark').textContent()).toBe('is:mising')
    expect(await page.getByRole('grid', { name: 'Keys' }).count()).toBe(0) // No row and no group head can be selected.

    await page.getByRole('button', { name: 'Did you mean is:missing?' }).click()
    expect(await search(page).inputValue()).toBe('is:missing')
    await expect.poll(() => rows(page).count()).toBeGreaterThan(0)

    await search(page).fill('-tga:x')
    await page.getByRole('heading', { name: /is an unknown filter/ }).waitFor()
    await search(page).fill('expires:december')
    await page.getByRole('heading', { name: /isn’t a date/ }).waitFor()
    expect(await rows(page).count()).toBe(0)
  })

  it('opens the first key that it finds on one Enter, and only moves to the list without a search', async () => {
    const { app, key } = await connected()
    const { page } = app
    const panel = page.getByRole('article')
    await search(page).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid')
    expect(await panel.count()).toBe(0)

    await search(page).fill(`"${key.name}"`)
    await page.locator('.key-row.active').getByText(key.name, { exact: true }).waitFor() // the row that Enter opens
    await page.keyboard.press('Enter')
    await panel.getByRole('heading', { name: key.name, exact: true }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid')
  })

  it('offers no command for the selected keys while a filter is invalid', async () => {
    const { app } = await connected()
    const { page } = app
    await page.getByRole('grid', { name: 'Keys' }).press('Control+a')
    const bar = page.getByRole('toolbar', { name: 'Selected keys' })
    await bar.getByRole('button', { name: 'Tags…' }).waitFor()
    await search(page).fill('expires:december')
    await bar.getByText('Correct or clear the search to change these keys').waitFor()
    expect(await bar.getByRole('button', { name: 'Tags…' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await bar.getByRole('button', { name: 'Tags…' }).waitFor()
  })
})
