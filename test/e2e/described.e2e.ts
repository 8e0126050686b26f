import { expect, it, onTestFinished } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { startDescribed, type DescribedEmulator } from '../emulators/described.ts'
import { call, forPage, share } from './app.ts'
import { findings } from './axe-findings.ts'
import { misfits } from './fit.ts'
import { press } from './outside.ts'
import { picture } from './pictures.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string | RegExp) => dialog(page).getByRole('button', { name })
const section = (page: Page, name: string) => dialog(page).getByRole('region', { name, exact: true })

/** Tokens in pages, whose list shows whole secrets. */
async function startEmulator(): Promise<DescribedEmulator> {
  const emulator = await startDescribed({ dialect: 'cursor', keys: 5, pageSize: 2 })
  onTestFinished(() => emulator.close())
  return emulator
}

const sampleOf = ({ keys }: DescribedEmulator) =>
  JSON.stringify({
    tokens: keys.map(({ id, name, secret, createdAt }) => ({
      alias: id,
      username: name,
      secret,
      expiresAt: null,
      createdAt: new Date(createdAt).toISOString(),
    })),
  })

async function expectWell(page: Page, what: string): Promise<void> {
  await picture(page, `described-${what}`)
  expect(await misfits(page), what).toEqual([])
  expect(await findings(page, '[role=dialog]'), what).toEqual([])
}

async function providersOf(page: Page) {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value.providers.filter(({ described }) => described !== undefined)
}

/** Opens the form by a search that finds no provider. */
async function openForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect account' }).first().click()
  await dialog(page)
    .getByRole('button', { name: /^Describe another provider/ })
    .waitFor()
  await page.keyboard.type('Cursor') // the search has the focus
  await dialog(page)
    .getByText(/^No provider matches/)
    .waitFor()
  await button(page, /^Describe another provider/).click()
  await page.getByRole('heading', { name: 'Describe a provider' }).waitFor()
}

async function fillForm(page: Page, emulator: DescribedEmulator): Promise<void> {
  await dialog(page)
    .getByLabel(/^Word for one key/)
    .fill('API token')
  await dialog(page)
    .getByLabel(/^API URL/)
    .fill(String(emulator.settings.baseUrl))
  const list = section(page, 'List of keys')
  await list.getByLabel(/^Path/).fill('/api/admin/tokens')
  await list.getByRole('button', { name: 'Try a sample answer' }).click()
  await list.getByLabel(/^Sample answer/).fill(sampleOf(emulator))
  await list.getByRole('button', { name: 'Fill in from the sample' }).click()
  await list.getByLabel(/^Whole secret/).fill('/secret')
  await list.getByLabel(/^ID/).fill('/secret')
  await list.getByRole('button', { name: /Paging/ }).click()
  await page.getByRole('option', { name: 'The answer holds a cursor' }).click()
  await list.getByLabel(/^Query parameter \(/).fill('after')
  await list.getByLabel(/^In the answer at/).fill('/paging/next')
  const create = section(page, 'New keys')
  await create.getByText('Keyhold creates keys').click()
  await create.getByLabel(/^Path/).fill('api/admin/tokens')
  await create.getByLabel(/^Body/).fill('{ "username": "{name}", "expiresAt": "{expires}" }')
  await create.getByLabel(/^ID in the answer/).fill('/alias')
  await create.getByLabel(/^Secret in the answer/).fill('/secret')
}

forPage((openNew) => {
  const open = share(openNew)

  it('describes a provider, unlocks it by a review of its list, and creates a key there', async () => {
    const emulator = await startEmulator()
    const app = await open()
    const { page } = app
    await openForm(page)
    await fillForm(page, emulator)
    const list = section(page, 'List of keys')
    await list.getByText('The ID contains the secret', { exact: false }).waitFor()
    await expectWell(page, 'form')

    const isFocused = (field: Locator) =>
      field.evaluate((element) => element.contains(document.activeElement))
    await button(page, 'Show summary').click()
    await list.getByText(/an ID is stored openly/).waitFor()
    await dialog(page).getByText('Answer this question.').waitFor()
    const id = list.getByLabel(/^ID/)
    await expect.poll(() => isFocused(id)).toBe(true) // the first field with a problem
    await id.fill('/alias')
    await button(page, 'Show summary').click()
    await expect.poll(() => isFocused(dialog(page).getByRole('radiogroup'))).toBe(true)
    await dialog(page).getByText('Yes, they keep working').click()
    await button(page, 'Show summary').click()
    await page.getByRole('heading', { name: 'Check the description of Cursor' }).waitFor()
    await dialog(page)
      .getByText(`GET ${String(emulator.settings.baseUrl)}api/admin/tokens`)
      .waitFor()
    await expectWell(page, 'summary')
    expect(await providersOf(page)).toEqual([])
    expect(emulator.requests).toEqual([])

    await button(page, 'Save description').click()
    await page.getByRole('heading', { name: 'Connect Cursor' }).waitFor()
    await dialog(page)
      .locator('input')
      .and(page.getByLabel(/^Token/))
      .fill(emulator.credential)
    await button(page, 'Connect Cursor').click()
    await button(page, 'Show keys of Cursor').click()
    await page.getByText('Creating keys is locked until you confirm the list').waitFor()
    await page.getByRole('button', { name: 'Review list…' }).click()
    await dialog(page).getByRole('table').waitFor()
    expect(await dialog(page).getByRole('row').count()).toBe(1 + emulator.keys.length)
    await expectWell(page, 'review')
    for (const { secret } of emulator.keys) expect(await page.content()).not.toContain(secret)

    await button(page, 'The list is right').click()
    await page.getByText('Creating keys is unlocked').first().waitFor()
    await page.getByRole('button', { name: 'More for Cursor' }).click()
    await page.getByRole('menuitem', { name: /^Create a key/ }).click()
    await dialog(page).getByLabel(/^Name/).fill('from the window')
    await button(page, /^Create/).click()
    await dialog(page).waitFor({ state: 'hidden' })
    expect(emulator.handedOut()).toMatchObject([{ alive: true }])
    await page.getByRole('grid').getByText('from the window', { exact: true }).first().waitFor()
  })

  it('unlocks creating for a service without keys once the user says so, and deleting after a review with a key', async () => {
    const emulator = await startDescribed({ dialect: 'numbered', keys: 0, name: 'Empty Service' })
    onTestFinished(() => emulator.close())
    const { page } = await open()
    await press(page)
    const saved = await call(page, 'description:save', { text: emulator.document })
    if (!saved.ok || saved.value.kind === 'faulty') throw new Error('The description is not saved')
    await press(page) // a command needs a press of its own
    const connected = await call(page, 'account:connect', {
      provider: saved.value.provider,
      name: 'Empty',
      settings: { ...emulator.settings },
      credential: { from: 'typed', text: emulator.credential },
    })
    if (!connected.ok) throw new Error(connected.error.kind)
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Empty/ })
      .click()
    await page.getByText('Creating and deleting keys are locked until you confirm the list').waitFor()
    await page.getByRole('button', { name: 'Review list…' }).click()
    await dialog(page)
      .getByText(/^There is nothing to compare/)
      .waitFor()
    await expectWell(page, 'review-empty')
    await button(page, 'This service has no keys yet').click()
    await page.getByText('Creating keys is unlocked').first().waitFor()
    await page.getByText('Deleting keys is locked until you confirm the list').waitFor()
    await page.getByRole('button', { name: 'More for Empty' }).click()
    await page.getByRole('menuitem', { name: /^Create a key/ }).click()
    await dialog(page).getByLabel(/^Name/).fill('the first one')
    await button(page, /^Create/).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByRole('grid').getByText('the first one', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Review list…' }).click()
    await dialog(page).getByRole('table').waitFor()
    await button(page, 'The list is right').click()
    await page.getByText('Deleting keys is unlocked').first().waitFor()
  })

  it('shows a pasted description in full before it saves it, and removes it again', async () => {
    const emulator = await startEmulator()
    const app = await openNew()
    const { page } = app
    await openForm(page)
    await button(page, 'Paste a description…').click()
    await dialog(page)
      .getByLabel(/^Description/)
      .fill(emulator.document.replace('"/alias"', '"/secret"'))
    await button(page, 'Show summary').click()
    await dialog(page)
      .getByText(/^\/list\/id: /)
      .waitFor()
    await dialog(page)
      .getByLabel(/^Description/)
      .fill(emulator.document)
    await button(page, 'Show summary').click()
    await page.getByRole('heading', { name: 'Check the description of Cursor' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Keep/ }).click()
    expect(await providersOf(page)).toEqual([])
    await button(page, 'Save description').click()
    await page.getByRole('heading', { name: 'Connect Cursor' }).waitFor()
    expect(await providersOf(page)).toMatchObject([{ name: 'Cursor', described: { state: 'unconfirmed' } }])
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })

    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('you described')
    await page.keyboard.press('Enter')
    await button(page, 'More for Cursor').click()
    await page.getByRole('menuitem', { name: 'Copy description' }).click()
    await expect.poll(() => app.readClipboard()).toContain('"keyhold": 1')
    await button(page, 'More for Cursor').click()
    await page.getByRole('menuitem', { name: /^Remove description/ }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove description' }).click()
    await page.getByText('Description removed').first().waitFor()
    expect(await providersOf(page)).toEqual([])
  })
})
