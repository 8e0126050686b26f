import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { KeyId } from '../../shared/model/model.ts'
import { call, forPage, type OpenedApp } from './app.ts'
import { openConnected, shareConnected } from './connected.ts'

const grid = (page: Page) => page.getByRole('grid', { name: 'Keys' })
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected keys' })
const dialog = (page: Page) => page.getByRole('dialog')
const search = (page: Page) => page.getByRole('combobox', { name: 'Search keys' })

async function openVault({ page }: OpenedApp) {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value
}

const selectedNames = (page: Page) =>
  grid(page)
    .getByRole('row', { selected: true })
    .evaluateAll((rows) => rows.map((row) => row.querySelector('.name')?.textContent ?? ''))

/** Selects the first row that can be replaced and the two rows below it by keyboard alone. */
async function selectThree({ page }: OpenedApp): Promise<void> {
  await search(page).fill('is:active -keyhold')
  await grid(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+Space')
  for (const press of ['Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowUp'])
    await page.keyboard.press(press)
  await bar(page).getByText('3 keys selected').waitFor()
}

forPage((open) => {
  const connected = shareConnected(open, 20)

  it('selects by keyboard, keeps hidden rows selected during a search, tags, and exports without secrets', async () => {
    const { app } = await connected()
    const { page } = app
    await selectThree(app)
    const names = await selectedNames(page)
    expect(names).toHaveLength(3)

    await search(page).fill(`"${names[0] ?? ''}"`)
    await bar(page).getByText('2 of 3 selected are hidden by the search').waitFor()
    await search(page).fill('')

    await bar(page).getByRole('button', { name: 'Tags…' }).click()
    await dialog(page).getByLabel('Add').fill('ci, many')
    await dialog(page).getByText('Add “ci” to 3 keys').waitFor()
    await dialog(page).getByRole('button', { name: 'Change tags of 3 keys' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    const tagged = (await openVault(app)).keys.filter(({ tags }) => tags.includes('ci'))
    expect(tagged.map(({ name }) => name).sort()).toEqual([...names].sort())

    const text = await app.savedBy(async () => {
      await bar(page)
        .getByRole('button', { name: /^Export/ })
        .click()
      await page.getByRole('menuitem', { name: /CSV/ }).click()
    })
    expect(text.trim().split('\r\n')).toHaveLength(4) // the header and the three keys
    for (const name of names) expect(text).toContain(name)

    await bar(page)
      .getByRole('button', { name: /^Export/ })
      .click()
    await page.getByRole('menuitem', { name: 'Export secrets…' }).click()
    await dialog(page).getByText('Export the secrets of 3 keys').waitFor()
    await dialog(page).getByText('Set a passphrase that opens the file').waitFor()
    await dialog(page)
      .getByRole('button', { name: /Format/ })
      .click()
    await page.getByRole('option', { name: 'CSV' }).click()
    await dialog(page).getByText('This file is not encrypted').waitFor()
    await dialog(page).getByRole('button', { name: 'Export…' }).click()
    await dialog(page).getByText('No secret stored').waitFor() // the keys came from a list
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await dialog(page).waitFor({ state: 'hidden' })

    await grid(page).focus()
    await page.keyboard.press('Control+a')
    const { keys } = await openVault(app)
    await bar(page)
      .getByText(`${String(keys.length)} keys selected`)
      .waitFor()
    await page.keyboard.press('Escape')
    await bar(page).waitFor({ state: 'hidden' })
  })

  it('selects by mouse without opening a key', async () => {
    const { app } = await connected()
    const { page } = app
    const rows = grid(page).locator('[data-key]') // without the group heads
    await rows.nth(0).locator('[data-tick]').click()
    await bar(page).getByText('1 key selected').waitFor()
    await rows.nth(3).click({ modifiers: ['Shift'] })
    await bar(page).getByText('4 keys selected').waitFor()
    await rows.nth(1).click({ modifiers: ['ControlOrMeta'] })
    await bar(page).getByText('3 keys selected').waitFor()
    expect(await page.getByRole('article').count()).toBe(0)
    await bar(page).getByRole('button', { name: 'Clear the selection' }).click()
    await bar(page).waitFor({ state: 'hidden' })
  })

  it('replaces three keys one after the other, and pauses on request', async () => {
    const { app, emulator } = await connected()
    const { page } = app
    await selectThree(app)
    const isCreation = ({ method }: { readonly method: string }) => method === 'POST'
    emulator.fault({ kind: 'hold', on: isCreation })
    const arrived = emulator.arrival(isCreation)

    await bar(page)
      .getByRole('button', { name: /^Replace keys/ })
      .click()
    await dialog(page).getByText('Creates a second key').waitFor()
    await dialog(page).getByText('None', { exact: true }).click()
    await dialog(page).getByRole('button', { name: 'Replace 3 keys' }).click()
    await arrived
    await dialog(page).getByText('In progress (1)').waitFor()
    await dialog(page).getByRole('button', { name: 'Pause' }).click()
    await dialog(page).getByText('Paused', { exact: true }).waitFor()
    emulator.release()
    await dialog(page).getByText('Done (1)').waitFor()
    expect(emulator.handedOut()).toHaveLength(1)

    await dialog(page).getByRole('button', { name: 'Close' }).first().click()
    await page.getByRole('button', { name: /^Show the batch\. Replacing paused: 1 of 3/ }).click()
    await dialog(page).getByRole('button', { name: 'Resume (2 left)' }).click()
    await dialog(page).getByText('3 of 3 keys replaced').waitFor()
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await dialog(page).waitFor({ state: 'hidden' })

    await expect.poll(() => grid(page).evaluate((list) => list === document.activeElement)).toBe(true)

    const { keys, queue } = await openVault(app)
    expect(queue).toBeUndefined()
    expect(keys.filter(({ overlap }) => overlap?.role === 'old')).toHaveLength(3)
    expect(emulator.handedOut()).toHaveLength(3)
  })

  it('is paused after a restart, says so, and continues only on request', async () => {
    const { app, emulator } = await openConnected(open, 20)
    await selectThree(app)
    const ids = await grid(app.page)
      .getByRole('row', { selected: true })
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key') ?? ''))
    const keys = ids.map((id) => KeyId.parse(id))
    await call(app.page, 'queue:start', { keys, overlapHours: 24, pauseSeconds: 3_600 })
    await app.page.getByText('Replacing keys: 1 of 3').waitFor()
    await app.close()

    const { page } = await open({ profile: app.profile })
    await page.getByText('Replacing paused by a restart: 1 of 3').waitFor()
    expect(emulator.handedOut()).toHaveLength(1)
    await page.getByRole('button', { name: /^Show the batch/ }).click()
    await dialog(page).getByText('Paused: Keyhold restarted').waitFor()
    await dialog(page).getByRole('button', { name: 'Skip 2 keys' }).click()
    await dialog(page).getByText('1 of 3 keys replaced, 2 skipped').waitFor()
    expect(emulator.handedOut()).toHaveLength(1)
  })
})
