/**
 * Counts the steps of each flow. A step is a shortcut, a text typed into one field, or a press on one control. Moving between fields is not a step. A
 * key counts as found when commands apply to its row. Each number is the minimum for its flow, and no change may make a flow longer.
 */
import type { Locator, Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { startRipeAtlas } from '../emulators/ripe-atlas.ts'
import { forPage } from './app.ts'
import { shareConnected } from './connected.ts'

const BEST = { find: 2, copy: 3, add: 4, replace: 2, retire: 2, connect: 5 } as const

const panel = (page: Page) => page.getByRole('article')
const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))

/** Makes steps and counts them. */
function countSteps(page: Page) {
  let count = 0
  const counted = async (step: () => Promise<void>) => {
    count += 1
    await step()
  }
  return {
    count: () => count,
    shortcut: (keys: string) => counted(() => page.keyboard.press(keys)),
    type: (text: string) => counted(() => page.keyboard.type(text)),
    fill: (field: Locator, text: string) => counted(() => field.fill(text)),
    press: (control: Locator) => counted(() => control.click()),
  }
}

forPage((open) => {
  const connected = shareConnected(open)

  it('finds, copies, adds, replaces and retires a key in as few steps as can be', async () => {
    const { app, emulator, key } = await connected()
    const { page, readClipboard } = app
    await page.getByRole('grid').getByText(key.name, { exact: true }).first().waitFor()
    const taken: Partial<Record<keyof typeof BEST, number>> = {}

    const add = countSteps(page)
    await add.shortcut('ControlOrMeta+n')
    await add.fill(dialog(page).getByLabel(/^Name/), 'added-by-steps')
    await add.fill(dialog(page).getByLabel(/^Secret/), 'secret-of-steps')
    await add.shortcut('Enter')
    await panel(page).getByRole('heading', { name: 'added-by-steps' }).waitFor()
    taken.add = add.count()

    const copy = countSteps(page)
    await copy.shortcut('ControlOrMeta+f')
    await copy.type('added-by-steps')
    await copy.shortcut('ControlOrMeta+c')
    await expect.poll(readClipboard).toBe('secret-of-steps')
    taken.copy = copy.count()

    await panel(page).getByRole('button', { name: 'Close the panel' }).click()
    await page.getByRole('combobox', { name: 'Search keys' }).fill('')
    const find = countSteps(page)
    await find.shortcut('ControlOrMeta+f')
    await find.type(`"${key.name}"`)
    await page.locator('.key-row.active').getByText(key.name, { exact: true }).waitFor()
    taken.find = find.count()
    await page.keyboard.press('Enter') // to the list
    await page.keyboard.press('Enter')
    await panel(page).getByRole('heading', { name: key.name }).waitFor()

    const replace = countSteps(page)
    await replace.press(panel(page).getByRole('button', { name: /^Replace…/ }))
    await replace.press(dialog(page).getByRole('button', { name: 'Create new key' }))
    await panel(page).getByText('Both keys work').waitFor()
    taken.replace = replace.count()
    expect(emulator.handedOut()).toHaveLength(1)

    const retire = countSteps(page)
    await retire.press(panel(page).getByRole('button', { name: /^Retire old key…/ }))
    await retire.press(dialog(page).getByRole('button', { name: /^Disable .* at RIPE Atlas/ }))
    await panel(page).getByText('The old key is disabled', { exact: true }).waitFor()
    taken.retire = retire.count()

    const { connect: _, ...best } = BEST
    expect(taken).toEqual(best)
  })

  it('connects an account in as few steps as can be', async () => {
    const emulator = await startRipeAtlas({ keys: 3 })
    onTestFinished(() => emulator.close())
    const { page } = (await connected()).app
    const connect = countSteps(page)
    await connect.press(
      page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('button', { name: /^Connect account/ })
        .first(),
    )
    await connect.press(dialog(page).getByRole('button', { name: /^RIPE Atlas/ }))
    // Only the emulator of a provider needs an address.
    await dialog(page).getByRole('button', { name: 'Advanced' }).click()
    await dialog(page)
      .getByRole('textbox', { name: /API URL|address/i })
      .fill(`${emulator.origin}/api/v2/`)
    await connect.fill(dialog(page).getByLabel(/^Managing API key/), emulator.credential)
    await connect.press(dialog(page).getByRole('button', { name: 'Test connection' }))
    await connect.press(dialog(page).getByRole('button', { name: /^Connect RIPE Atlas/ }))
    await page.getByText('RIPE Atlas connected').waitFor()
    expect(connect.count()).toBe(BEST.connect)
  })
})
