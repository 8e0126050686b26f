import { expect, it } from 'vitest'
import { madeUpSecret } from '../fakes/made-up-secrets.ts'
import { call, inElectron } from './app.ts'
import { picture } from './pictures.ts'

inElectron((open) => {
  it('offers to save a key that was copied in another program, only while the watch is on', async () => {
    const { page, copyElsewhere } = await open()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    const secret = madeUpSecret('npm_{A36}')
    expect(await call(page, 'settings:change', { clipboardWatch: true })).toMatchObject({ ok: true })
    await copyElsewhere('nothing that is a key')
    await page.waitForTimeout(2_000) // the first check remembers the existing content
    await copyElsewhere(secret)
    const toast = page.locator('.toast').filter({ hasText: 'You copied a key: npm access token' })
    await toast.waitFor()
    expect(await page.content()).not.toContain(secret)
    await picture(page, 'copied-key-offer')
    await toast.getByRole('button', { name: 'Save…' }).press('Enter')

    const dialog = page.getByRole('dialog')
    await dialog.getByText('Looks like: npm access token').waitFor()
    await picture(page, 'copied-key-form')
    await dialog.getByRole('button', { name: 'Fill in name, variable, console URL' }).press('Enter')
    await dialog.getByRole('button', { name: 'Add npm access token' }).press('Enter')
    await page.getByRole('article').getByRole('heading', { level: 2, name: 'npm access token' }).waitFor()
    expect(await page.content()).not.toContain(secret)
  })
})
