import { expect, it, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import { startRipeAtlas, type AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { startGitLab } from '../emulators/gitlab.ts'
import { showKey } from './connected.ts'
import { picture } from './pictures.ts'
import { call, forPage, share, type OpenedApp } from './app.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string | RegExp) => dialog(page).getByRole('button', { name })
const credentialField = (page: Page) =>
  dialog(page)
    .locator('input')
    .and(page.getByLabel(/managing API key/i))

async function startEmulator(): Promise<AtlasEmulator> {
  const emulator = await startRipeAtlas({ keys: 12 })
  onTestFinished(() => emulator.close())
  return emulator
}

/** Fills the form of a new account at `emulator`. */
async function fillForm({ page }: OpenedApp, emulator: AtlasEmulator, credential = emulator.credential) {
  await page.getByRole('button', { name: 'Connect account' }).first().click()
  await dialog(page)
    .getByRole('button', { name: /^RIPE Atlas/ })
    .waitFor()
  await picture(page, 'connect-choose')
  await page.keyboard.type('ripe') // the search has the focus
  await dialog(page).getByText('Press Enter to choose RIPE Atlas').waitFor()
  await picture(page, 'connect-found')
  await page.keyboard.press('Enter')
  await picture(page, 'connect-form')
  await button(page, /Advanced/).click()
  await dialog(page)
    .getByLabel(/address/i)
    .fill(`${emulator.origin}/api/v2/`)
  await dialog(page)
    .getByLabel(/^Account name/)
    .fill('Lab')
  await credentialField(page).fill(credential)
}

async function accountsOf({ page }: OpenedApp) {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value.accounts
}

/** Removes the accounts of earlier tests. */
async function removeAccounts(app: OpenedApp): Promise<void> {
  for (const { id, name } of await accountsOf(app)) {
    const removed = await call(app.page, 'account:remove', { account: id, name })
    if (!removed.ok) throw new Error(removed.error.kind)
  }
}

forPage((openNew) => {
  const openShared = share(openNew)
  const open = async () => {
    const app = await openShared()
    await removeAccounts(app)
    return app
  }

  it('connects an account only after a successful test; otherwise the form stays unchanged and nothing is saved', async () => {
    const emulator = await startEmulator()
    const app = await open()
    const { page } = app
    const wrong = '0f3f0b8e-0000-4000-8000-000000000000'
    await fillForm(app, emulator, wrong)
    await button(page, /^Connect RIPE Atlas/).click()
    await dialog(page).getByText('RIPE Atlas rejected the credential').waitFor()
    expect(await credentialField(page).inputValue()).toBe(wrong)
    expect(await button(page, 'Save anyway').count()).toBe(0)
    expect(await accountsOf(app)).toEqual([])

    await credentialField(page).fill(emulator.credential)
    await button(page, /^Connect RIPE Atlas/).click()
    await page.getByRole('heading', { name: 'Lab connected' }).waitFor()
    await dialog(page)
      .getByText(/The credential works/)
      .waitFor()
    await button(page, /^Show keys of Lab/).click()
    await expect
      .poll(() => page.getByRole('grid', { name: 'Keys' }).getByRole('row').count())
      .toBeGreaterThan(10)
  })

  it('cancels a slow test at once, and keeps the typed text', async () => {
    const emulator = await startEmulator()
    emulator.fault({ kind: 'hang' })
    const app = await open()
    const { page } = app
    await fillForm(app, emulator)
    await button(page, /^Connect RIPE Atlas/).click()
    await dialog(page)
      .getByText(/^Testing the connection/)
      .first()
      .waitFor()
    await button(page, 'Cancel test').click()
    await button(page, 'Back').waitFor()
    expect(await credentialField(page).inputValue()).toBe(emulator.credential)
    expect(await accountsOf(app)).toEqual([])
    await button(page, /^Connect RIPE Atlas/).click()
    await page.getByRole('heading', { name: 'Lab connected' }).waitFor()
  })

  it('saves an untested account only on the user’s request, and marks it until a sync has succeeded', async () => {
    const emulator = await startEmulator()
    emulator.fault({ kind: 'status', status: 503, times: Infinity })
    const app = await openNew()
    const { page } = app
    await fillForm(app, emulator)
    await button(page, /^Connect RIPE Atlas/).click()
    await dialog(page).getByText('RIPE Atlas is not available').waitFor()
    expect(await accountsOf(app)).toEqual([])
    await button(page, 'Save anyway').click()
    await page.getByRole('heading', { name: 'Lab saved, but never synced' }).waitFor()
    await button(page, 'Show Lab').click()
    await page.getByRole('heading', { name: 'Never synced' }).waitFor()
    await page.getByRole('button', { name: /Lab.*Never synced/ }).waitFor()
    expect(await page.getByText(/No keys/).count()).toBe(0)

    emulator.clearFaults()
    await page.getByRole('button', { name: 'Sync now' }).click()
    await expect
      .poll(() => page.getByRole('grid', { name: 'Keys' }).getByRole('row').count())
      .toBeGreaterThan(10)
    expect(await page.getByText('Never synced').count()).toBe(0)
  })

  it('tests a changed credential before it replaces the working one', async () => {
    const emulator = await startEmulator()
    const app = await open()
    const { page } = app
    await fillForm(app, emulator)
    await button(page, /^Connect RIPE Atlas/).click()
    await button(page, /^Show keys of Lab/).click()
    await page.getByRole('button', { name: 'More for Lab' }).click()
    await page.getByRole('menuitem', { name: /^Edit account/ }).click()
    await credentialField(page).fill('0f3f0b8e-0000-4000-8000-000000000000')
    await button(page, /^Save Lab/).click()
    await dialog(page).getByText('RIPE Atlas rejected the credential').waitFor()
    await button(page, 'Close').click()
    const [account] = await accountsOf(app)
    expect(await call(page, 'account:test-saved', { account: account!.id })).toMatchObject({ ok: true })
  })

  it('connects GitLab with a project that was typed, and shows the kind and the part of its keys', async () => {
    const gitlab = await startGitLab({ keys: 6, places: ['personal', 'project:team/app'] })
    onTestFinished(() => gitlab.close())
    const app = await open()
    const { page } = app
    await page.getByRole('button', { name: 'Connect account' }).first().click()
    await page.keyboard.type('gitlab')
    await page.keyboard.press('Enter')
    await dialog(page)
      .getByRole('textbox', { name: /^Personal access token/ })
      .fill(gitlab.credential)
    await dialog(page)
      .getByRole('textbox', { name: /^Address/ })
      .fill(String(gitlab.settings.baseUrl))
    // The button beside the field is never pressed.
    await dialog(page).getByRole('textbox', { name: 'Add to Projects' }).fill('team/app')
    await button(page, /^Connect GitLab/).click()
    await page.getByRole('heading', { name: 'GitLab connected' }).waitFor()
    await button(page, /^Show keys of GitLab/).click()
    const name = gitlab.keys.find(({ place }) => place === 'project:team/app')!.name
    await showKey(app, name)
    const facts = page.getByRole('article').locator('.facts')
    await facts.getByText('project access token', { exact: true }).waitFor()
    await facts.getByText('team/app', { exact: true }).waitFor()
    await picture(page, 'gitlab-key')
  })
})
