/** Every provider through the window: connects its account, lists its keys, and creates, replaces and regenerates a key. */
import { expect, it, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import type { Emulator } from '../emulators/emulator.ts'
import { isFull } from '../full.ts'
import { ROWS, type MatrixRow } from '../integration/matrix/rows.ts'
import { call, forPage, share, type OpenedApp } from './app.ts'
import { chooseInPanel } from './connected.ts'
import { fillForm } from './provider-form.ts'

const isFirst = (row: MatrixRow): boolean => ROWS.find(({ provider }) => provider === row.provider) === row
/**
 * The usual run tests one kind of keys per provider, and skips kinds that take the same path as another. Providers that a user describes have their
 * own spec.
 */
const PLAYED = ROWS.filter((row) => !row.isDescribed && (isFull || (isFirst(row) && !row.isAlike)))
/** More keys than any row uses up. */
const KEYS = 3

const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))
const panel = (page: Page) => page.getByRole('article')

async function openVault({ page }: OpenedApp) {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value
}

/** Connects by the chooser and the provider's form, and shows the new account's keys. */
async function connect(
  { page }: OpenedApp,
  emulator: Emulator,
  metadata: ProviderMetadata,
  name: string,
): Promise<void> {
  const { accountFields, credential } = metadata
  await page.getByRole('button', { name: 'Connect account' }).first().click()
  await page.keyboard.type(metadata.name) // the search has the focus
  await dialog(page).getByText(`Press Enter to choose ${metadata.name}`).waitFor()
  await page.keyboard.press('Enter')
  await dialog(page).locator('input').and(page.getByLabel(credential.label)).fill(emulator.credential)
  await fillForm(dialog(page), accountFields, emulator.settings)
  await dialog(page)
    .getByRole('textbox', { name: /^Account name/ })
    .fill(name)
  await dialog(page)
    .getByRole('button', { name: `Connect ${metadata.name}`, exact: true })
    .click()
  await page.getByRole('heading', { name: `${name} connected` }).waitFor()
  await dialog(page)
    .getByRole('button', { name: /^Show keys of / })
    .click()
}

/** The rows of the account's keys of the tested kind, once its list has arrived. Excludes the account's own credential. */
async function keysOf(app: OpenedApp, row: MatrixRow): Promise<readonly KeyRow[]> {
  const { accounts, keys } = await openVault(app)
  const account = accounts.find(({ name }) => name === row.name)
  if (account?.sync.state !== 'done') return []
  return keys.filter((key) => key.account === account.id && key.credentialOf === undefined && row.plays(key))
}

const gridRow = (page: Page, { id }: KeyRow) =>
  page.getByRole('grid', { name: 'Keys' }).locator(`[data-key="${id}"]`)

/** Opens the key's panel and copies its secret there. */
async function expectCopied(app: OpenedApp, key: KeyRow, emulator: Emulator): Promise<void> {
  const { secret, alive } = emulator.handedOut().at(-1)!
  expect(alive).toBe(true)
  await show(app.page, key)
  await panel(app.page)
    .getByRole('button', { name: `Copy ${key.name}`, exact: true })
    .click()
  await expect.poll(() => app.readClipboard()).toBe(secret)
}

async function show(page: Page, key: KeyRow): Promise<void> {
  await gridRow(page, key).click()
  await panel(page).getByRole('heading', { name: key.name, exact: true }).waitFor()
}

/** The one key that the account did not have before, once it has arrived. */
async function newKey(app: OpenedApp, row: MatrixRow, before: readonly KeyRow[]): Promise<KeyRow> {
  const added = async () => (await keysOf(app, row)).find(({ id }) => !before.some((key) => key.id === id))
  await expect.poll(added).toBeDefined()
  return (await added())!
}

async function create(app: OpenedApp, row: MatrixRow, metadata: ProviderMetadata): Promise<KeyRow> {
  const { page } = app
  const before = await keysOf(app, row)
  await page.getByRole('button', { name: `More for ${row.name}` }).click()
  await page.getByRole('menuitem', { name: /^Create a key/ }).click()
  await fillForm(dialog(page), metadata.createFields, row.draft('from-the-window'))
  await dialog(page)
    .getByRole('button', { name: /^Create .* at / })
    .click()
  await dialog(page).waitFor({ state: 'hidden' })
  return newKey(app, row, before)
}

async function replace(app: OpenedApp, row: MatrixRow, key: KeyRow): Promise<KeyRow> {
  const { page } = app
  const before = await keysOf(app, row)
  await show(page, key)
  await panel(page)
    .getByRole('button', { name: /^Replace…/ })
    .click()
  await dialog(page).getByRole('button', { name: 'Create new key' }).click()
  await dialog(page).waitFor({ state: 'hidden' })
  await panel(page).getByText('Both keys work').waitFor()
  return newKey(app, row, before)
}

async function regenerate(app: OpenedApp, key: KeyRow, metadata: ProviderMetadata): Promise<void> {
  const { page } = app
  await show(page, key)
  await chooseInPanel(page, /^Regenerate/)
  await dialog(page)
    .getByRole('button', { name: `Regenerate ${key.name} at ${metadata.name}` })
    .click()
  await dialog(page).waitFor({ state: 'hidden' })
}

forPage((openNew) => {
  const open = share(openNew)

  it.each(PLAYED)('connects an account at $name, lists its keys, and brings new secrets', async (row) => {
    const emulator = await row.start(KEYS)
    onTestFinished(() => emulator.close())
    const app = await open()
    const metadata = (await openVault(app)).providers.find(({ id }) => id === row.provider)!
    await connect(app, emulator, metadata, row.name)
    await expect.poll(() => keysOf(app, row)).not.toEqual([])
    const [first] = await keysOf(app, row)
    await gridRow(app.page, first!).waitFor()

    const actions = new Set(row.actions)
    let key = first!
    if (actions.has('create')) {
      key = await create(app, row, metadata)
      await expectCopied(app, key, emulator)
    }
    if (actions.has('regenerate')) {
      await regenerate(app, key, metadata)
      await expectCopied(app, key, emulator)
    }
    if (actions.has('replace')) await expectCopied(app, await replace(app, row, key), emulator)
    const issued = ['create', 'regenerate', 'replace'] as const
    expect(emulator.handedOut()).toHaveLength(issued.filter((action) => actions.has(action)).length)
    const removed = await call(app.page, 'account:remove', { account: first!.account!, name: row.name })
    expect(removed).toMatchObject({ ok: true })
  })
})
