import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { chooseInPanel, openConnected, showKey } from './connected.ts'
import { chooseByLetters, tabTo } from './keyboard.ts'

const panel = (page: Page) => page.getByRole('article')
const isOpen = (page: Page, name: string) =>
  panel(page).getByRole('button', { name, exact: true }).getAttribute('aria-expanded')

forPage((open) => {
  it('starts with what is looked at now and then folded, and unfolds it by the keyboard alone', async () => {
    const { app, key } = await openConnected(open)
    const { page } = app
    await showKey(app, key.name)
    const edit = panel(page).getByRole('button', { name: 'Edit reminders' })
    const activity = panel(page).getByRole('region', { name: 'Activity' }).getByRole('group')
    await panel(page).getByRole('button', { name: 'Activity', exact: true }).waitFor()
    expect(await edit.count()).toBe(0)
    expect(await activity.count()).toBe(0)

    await tabTo(page, /^Reminders$/)
    expect(await isOpen(page, 'Reminders')).toBe('false')
    await page.keyboard.press('Enter')
    await edit.waitFor()
    expect(await isOpen(page, 'Reminders')).toBe('true')
    await page.keyboard.press('Space')
    await edit.waitFor({ state: 'detached' })
    await tabTo(page, /^Activity$/)
    await page.keyboard.press('Enter')
    await activity.waitFor()
    expect(await isOpen(page, 'Activity')).toBe('true')
  })

  it('shows the reminders of a key that is silent without being asked', async () => {
    const { app, key } = await openConnected(open)
    const { page } = app
    await showKey(app, key.name)
    expect(await isOpen(page, 'Reminders')).toBe('false')
    await chooseInPanel(page, /^Snooze reminders…/)
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    const snapshot = await call(page, 'app:snapshot')
    if (!snapshot.ok || snapshot.value.vault !== 'open') throw new Error('The vault is not open')
    const until = snapshot.value.now + 3_600_000
    const snoozed = await call(page, 'reminder:snooze', { keys: [key.id], until })
    expect(snoozed.ok).toBe(true)
    await panel(page)
      .getByText(/^Silent until/)
      .waitFor()
    expect(await isOpen(page, 'Reminders')).toBe('true')
  })

  it('copies the variable by a button beside it, and regenerates from the menu, by the keyboard alone', async () => {
    const { app, key } = await openConnected(open)
    const { page } = app
    await showKey(app, key.name)
    const variable = panel(page).getByLabel('Environment variable', { exact: true })
    await variable.fill('ATLAS_KEY')
    await variable.press('Enter')
    await panel(page).getByRole('button', { name: 'Copy variable name' }).waitFor()
    await tabTo(page, /^Copy variable name/)
    await page.keyboard.press('Enter')
    await page.getByText('Variable name copied').first().waitFor()

    const more = panel(page).getByRole('button', { name: /^More for/ })
    expect(
      await panel(page)
        .getByRole('button', { name: /^Regenerate/ })
        .count(),
    ).toBe(0)
    await more.focus()
    await page.keyboard.press('Enter')
    await chooseByLetters(page, 'Regenerate')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Regenerate ${key.name} at RIPE Atlas` })
      .waitFor()
  })

  it('opens the menu of a row by the button over its end', async () => {
    const { app, key } = await openConnected(open)
    const { page } = app
    await page.getByRole('combobox', { name: 'Search keys' }).fill(`"${key.name}"`)
    const row = page.getByRole('grid').locator('[data-key]').first()
    await row.hover()
    await row.locator('[data-menu]').click()
    await page.getByRole('menu', { name: `Commands for ${key.name}` }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    expect(await panel(page).count()).toBe(0)
  })
})
