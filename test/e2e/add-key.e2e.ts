import { expect, it } from 'vitest'
import { madeUpSecret } from '../fakes/made-up-secrets.ts'
import { forPage, share } from './app.ts'
import { picture } from './pictures.ts'

forPage((openNew) => {
  const open = share(openNew)

  it('shows the key that was just added, not the key that was shown before', async () => {
    const { page } = await open()
    for (const name of ['first', 'second']) {
      await page.getByRole('navigation', { name: 'Main' }).waitFor()
      await page.keyboard.press('ControlOrMeta+n')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(/^Name/).fill(name)
      await dialog.getByLabel(/^Secret/).fill(`secret-of-${name}`)
      await page.getByRole('button', { name: `Add ${name}` }).click()
      await dialog.waitFor({ state: 'hidden' }) // success has no screen of its own
      await page.locator('.toast').getByText('Key added').first().waitFor()
      await expect
        .poll(() => page.getByRole('article').getByRole('heading').first().innerText())
        .toContain(name)
      await expect.poll(() => page.locator('.key-row.active').innerText()).toContain(name)
      expect(await page.locator('.key-row.active').isVisible()).toBe(true)
    }
  })

  it('opens the added key, with the proof that its secret is stored, from another screen and despite a search that hides its row', async () => {
    const { page } = await open()
    const panel = page.getByRole('article')
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    for (const [name, leave] of [
      ['third', async () => undefined],
      ['fourth', () => page.getByRole('navigation').getByRole('button', { name: 'Timeline' }).click()],
      ['fifth', () => page.getByRole('combobox', { name: 'Search keys' }).fill('third')],
    ] as const) {
      await leave()
      await page.keyboard.press('ControlOrMeta+n')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(/^Name/).fill(name)
      await dialog.getByLabel(/^Secret/).fill(`secret-of-${name}`)
      await page.keyboard.press('Enter')
      await panel.getByRole('heading', { level: 2, name }).waitFor()
      await page.locator('.key-row.active').getByText(name, { exact: true }).waitFor()
    }
    await panel.getByRole('button', { name: 'Storage details', exact: true }).press('Enter')
    await panel.getByText(/^Saved to .+ on/).waitFor()
    await panel.getByText('Verified: Keyhold read the secret back and compared it').waitFor()
  })

  it('says what kind of key was typed, and fills in the fields that are empty', async () => {
    const { page } = await open()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await page.keyboard.press('ControlOrMeta+n')
    const dialog = page.getByRole('dialog')
    const name = dialog.getByLabel(/^Name/)
    const secret = dialog.getByLabel(/^Secret/)
    const typed = madeUpSecret('ghp_{A36}')
    await name.fill('mine')
    await secret.fill('no known shape')
    await dialog.getByRole('button', { name: /^Fill in/ }).waitFor({ state: 'hidden' })

    await secret.fill(typed)
    await dialog.getByText('Looks like: GitHub personal access token (classic)').waitFor()
    await dialog.getByRole('button', { name: 'Manage at GitHub' }).waitFor()
    await picture(page, 'add-key-shape')
    await dialog.getByRole('button', { name: 'Fill in variable, console URL' }).press('Enter')
    expect(await name.inputValue()).toBe('mine')
    expect(await dialog.getByLabel('Environment variable').inputValue()).toBe('GITHUB_TOKEN')
    expect(await dialog.getByLabel('Console URL').inputValue()).toBe('https://github.com/settings/tokens')
    await dialog.getByRole('button', { name: /^Fill in/ }).waitFor({ state: 'hidden' })
    expect(await secret.inputValue()).toBe(typed)

    await secret.fill(madeUpSecret('AKIA{B16}'))
    await dialog.getByText(/AWS access key ID. This is an ID/).waitFor()
    await picture(page, 'add-key-identifier')
    await dialog.getByRole('button', { name: 'Paste', exact: true }).press('Enter')
    await dialog.getByText(/^Looks like/).waitFor({ state: 'hidden' })
  })
})
