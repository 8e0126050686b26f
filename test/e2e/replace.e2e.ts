import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { KeyRow } from '../../shared/model/model.ts'
import { call, forPage, type OpenedApp } from './app.ts'
import { openConnected, showKey } from './connected.ts'

const panel = (page: Page) => page.getByRole('article')
const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))

async function rowsNamed({ page }: OpenedApp, name: string): Promise<readonly KeyRow[]> {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value.keys.filter((key) => key.name === name)
}

async function replace({ page }: OpenedApp): Promise<void> {
  await panel(page)
    .getByRole('button', { name: /^Replace/ })
    .click()
  await dialog(page).getByRole('button', { name: 'Change details' }).click()
  await dialog(page).getByText('3 days', { exact: true }).click()
  await dialog(page).getByRole('button', { name: 'Create new key' }).click()
  await dialog(page).waitFor({ state: 'hidden' })
  await page.locator('.toast').getByText('New key created').last().waitFor()
  await panel(page).getByText('Both keys work').waitFor()
}

/** Opens the step's dialog, types the name if the dialog asks for it, and presses the main button. */
async function step(page: Page, name: string, opens: RegExp, does: RegExp): Promise<void> {
  await panel(page).getByRole('button', { name: opens }).click()
  await confirm(page, name, does)
}

/** Runs the command for the key of the open panel. */
async function chooseInPalette(page: Page, text: string, command: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /Search commands/ }).fill(text)
  await page.getByRole('option', { name: command }).click()
}

async function confirm(page: Page, name: string, does: RegExp): Promise<void> {
  const field = dialog(page).getByRole('textbox', { name: 'Name' })
  const main = dialog(page).getByRole('button', { name: does })
  await main.waitFor()
  if (await field.isVisible()) await field.fill(name)
  await main.click()
  await dialog(page).waitFor({ state: 'hidden' })
}

forPage((open) => {
  it('replaces a key, shows both keys, extends the overlap, rolls back, and retires the old key in the end', async () => {
    const { app, emulator, key } = await openConnected(open)
    const { page } = app
    const { name } = key
    await showKey(app, name)

    await replace(app)
    expect(await rowsNamed(app, name)).toHaveLength(2)
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Overlapping/ })
      .click()
    await expect.poll(() => page.locator('[data-key]').count()).toBe(2)
    await page
      .getByRole('grid')
      .getByText(/^Retiring, /)
      .waitFor()
    await page.getByRole('grid').getByText('New', { exact: true }).waitFor()

    await panel(page)
      .getByRole('button', { name: `Test new key (${name})` })
      .click()
    await panel(page).getByText('RIPE Atlas accepts the new key').waitFor()
    await step(page, name, /^Keep longer/, /^Keep old key until/)

    await step(page, name, /^Roll back/, /^Delete the new/)
    await expect
      .poll(() => rowsNamed(app, name).then((rows) => rows.filter((row) => row.overlap).length))
      .toBe(0)

    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^All keys/ })
      .click()
    await page.getByRole('combobox', { name: 'Search keys' }).fill(`"${name}" -is:gone`)
    await page.getByRole('grid').getByText(name, { exact: true }).click()
    await replace(app)
    await step(page, name, /^Retire old key/, /^Disable/)
    await panel(page).getByText('The old key is disabled', { exact: true }).waitFor()
    await panel(page)
      .getByRole('button', { name: `Enable again (${name})` })
      .click()
    await panel(page).getByText('Both keys work').waitFor()
    await chooseInPalette(page, 'retire', 'Retire old key…')
    await confirm(page, name, /^Disable/)
    await step(page, name, /^Delete old key/, /^Delete /)
    await panel(page).getByRole('heading', { name: 'Replacement', exact: true }).waitFor({ state: 'hidden' })

    const rows = await rowsNamed(app, name)
    expect(rows.filter(({ goneSince }) => goneSince === undefined)).toHaveLength(1)
    expect(rows.some(({ overlap }) => overlap !== undefined)).toBe(false)
    expect(emulator.handedOut()).toHaveLength(2)
  })
})
