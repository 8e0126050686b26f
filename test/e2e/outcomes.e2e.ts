import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { findings } from './axe-findings.ts'
import { chooseInPanel, shareConnected, showKey } from './connected.ts'
import { misfits } from './fit.ts'
import { picture } from './pictures.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const panel = (page: Page) => page.getByRole('article')
const toast = (page: Page) => page.locator('.toast')
const isCreation = ({ method }: { readonly method: string }) => method === 'POST'

forPage((open) => {
  const connected = shareConnected(open)

  it('keeps the form after the provider’s refusal, and opens the key after its success', async () => {
    const { app, emulator, key } = await connected()
    const { page } = app
    await page.setViewportSize({ width: 720, height: 480 })
    emulator.fault({ kind: 'status', status: 403, on: isCreation })
    await page.getByRole('button', { name: 'Add a key or an account' }).click()
    await page.getByRole('menuitem', { name: /^Create a key at Lab/ }).click()
    const label = dialog(page).getByRole('textbox', { name: /^(Label|Name)/ })
    await label.fill('made-in-a-spec')
    await dialog(page)
      .getByRole('button', { name: /^Create made-in-a-spec at/ })
      .click()
    await dialog(page)
      .getByText(/Nothing changed$/)
      .waitFor()
    expect(await label.inputValue()).toBe('made-in-a-spec')
    expect(emulator.handedOut()).toHaveLength(0)
    expect(await findings(page)).toEqual([])
    expect(await misfits(page)).toEqual([])
    await picture(page, 'Rejected-720')

    await dialog(page)
      .getByRole('button', { name: /^Create made-in-a-spec at/ })
      .click()
    await dialog(page).waitFor({ state: 'hidden' })
    await toast(page).getByText('Created at RIPE Atlas').waitFor()
    await panel(page).getByRole('heading', { level: 2, name: 'made-in-a-spec' }).waitFor()
    expect(await findings(page)).toEqual([])
    expect(emulator.handedOut()).toHaveLength(1)
    await page.keyboard.press('ControlOrMeta+c')
    await expect.poll(() => app.readClipboard()).toBe(emulator.handedOut()[0]!.secret)
    expect(key.name).not.toBe('made-in-a-spec')
  })

  it('shows in the panel after a regeneration that the secret was stored and read back', async () => {
    const { app, emulator, key } = await connected()
    const { page } = app
    const before = emulator.handedOut().length
    await call(page, 'key:regenerate', { key: key.id })
    await showKey(app, key.name)
    await chooseInPanel(page, /^Regenerate/)
    await page.getByRole('button', { name: `Regenerate ${key.name} at RIPE Atlas` }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await toast(page).getByText('New secret saved').waitFor()
    await toast(page)
      .getByText(/verified\. The old secret no longer works at RIPE Atlas/)
      .waitFor()
    await picture(page, 'Success')
    expect(emulator.handedOut()).toHaveLength(before + 2)

    const details = panel(page).getByRole('button', { name: 'Storage details', exact: true })
    expect(await details.getAttribute('aria-expanded')).toBe('false')
    await details.press('Enter')
    await panel(page).getByText('Verified: Keyhold read the secret back and compared it').waitFor()
    await panel(page).getByText('The previous secret is kept as version 1 and no longer works').waitFor()
    await picture(page, 'Proof')
    expect(await findings(page)).toEqual([])
  })

  it('shows a separate screen for an unknown outcome, and opens no key', async () => {
    const { app, emulator, key } = await connected()
    const { page } = app
    await showKey(app, key.name)
    emulator.fault({ kind: 'cut-before', on: ({ method }) => method === 'PATCH' })
    await chooseInPanel(page, /^Regenerate/)
    await page.getByRole('button', { name: `Regenerate ${key.name} at RIPE Atlas` }).click()
    await dialog(page).locator('.outcome').waitFor()
    expect(await toast(page).count()).toBe(0)
    expect(await findings(page)).toEqual([])
  })
})
