import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { call, forPage, type OpenedApp } from './app.ts'
import { shareConnected, showKey, type Connected } from './connected.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const panel = (page: Page) => page.getByRole('article')
const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected keys' })

async function keyNamed({ page }: OpenedApp, name: string) {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value.keys.find((key) => key.name === name)!
}

/** Gives the account's key three hours. */
async function letExpire(connected: Connected): Promise<Connected> {
  const { app, emulator, key } = connected
  const there = emulator.keys.find(({ label }) => label === key.name)!
  const validTo = Math.floor((Date.now() + 3 * HOUR_MS) / 1_000) * 1_000
  Object.assign(there, { validTo, validFrom: undefined, enabled: true, frozen: false })
  const account = key.account!
  // The call may join a sync that began earlier, which returns the old date.
  const expiry = async () => {
    await call(app.page, 'account:sync', { account })
    return (await keyNamed(app, key.name)).expires
  }
  await expect.poll(expiry).toMatchObject({ at: validTo })
  await app.page.getByRole('combobox', { name: 'Search keys' }).fill(`"${key.name}"`)
  await app.page
    .getByRole('grid')
    .getByText(/^in [23] h/)
    .first()
    .waitFor() // the page has received it
  return connected
}

/** Extends the overlap beyond the old key's expiry. The page warns before and after. */
async function keepTooLong({ page }: OpenedApp): Promise<void> {
  await panel(page)
    .getByRole('button', { name: /^Keep longer/ })
    .click()
  await dialog(page).getByText('The old key expires before that').waitFor()
  await dialog(page)
    .getByRole('button', { name: /^Keep old key until/ })
    .click()
  await panel(page).getByText('The old key expires before the overlap ends').waitFor()
}

forPage((open) => {
  const connected = shareConnected(open, 20)

  it('lists the new keys of a queue with their expiry, and marks those whose old key expires first', async () => {
    const { app, key } = await letExpire(await connected())
    const { page } = app
    await page.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+Space')
    await bar(page).getByText('1 key selected').waitFor()
    await bar(page)
      .getByRole('button', { name: /^Replace keys/ })
      .click()
    const rows = dialog(page).getByRole('listitem').filter({ hasText: key.name })
    await rows.getByText(/^expires /).waitFor()
    await rows.getByText(/^The old key expires/).waitFor()
  })

  it('says when a replacement expires, and flags an overlap that outlives the old key', async () => {
    const { app, key } = await letExpire(await connected())
    const { page } = app
    await showKey(app, key.name)
    await panel(page)
      .getByRole('button', { name: /^Replace/ })
      .click()
    await dialog(page)
      .getByText(/^The new key expires/)
      .waitFor()
    await dialog(page).getByText('The old key expires before that').waitFor()
    await dialog(page).getByRole('button', { name: 'Create new key' }).click()
    await panel(page).getByText('Both keys work').waitFor()
    expect(await panel(page).getByText('The old key expires before the overlap ends').count()).toBe(0)
    await keepTooLong(app)
  })

  it('gives a pasted secret its own expiry date, and flags an overlap that outlives the old key', async () => {
    const { app } = await connected()
    const { page } = app
    const expiry = Date.now() + 3 * HOUR_MS
    const fields = { name: 'made by hand', typedExpiry: expiry }
    await call(page, 'key:add', { secret: { from: 'typed', text: 'typed-1' }, fields })
    await showKey(app, 'made by hand')
    await panel(page)
      .getByRole('button', { name: /^Update secret/ })
      .click()
    await dialog(page).getByRole('textbox', { name: 'Date (required)' }).waitFor()
    await dialog(page).getByText('The old secret keeps working for a while').click()
    await dialog(page).getByText('The old key expires before that').waitFor()
    await dialog(page).locator('input').and(page.getByLabel('New secret')).fill('typed-2')
    await dialog(page).getByRole('button', { name: 'Save the new secret of made by hand' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    const { expires } = await keyNamed(app, 'made by hand')
    expect(expires.source).toBe('typed')
    const left = ('at' in expires && expires.at ? expires.at : 0) - Date.now()
    expect(Math.round(left / DAY_MS)).toBe(90)
    await keepTooLong(app)
  })
})
