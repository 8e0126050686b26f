import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { chooseInPanel, openConnected, showKey } from './connected.ts'

forPage((open) => {
  it('finds the new secret in an incomplete answer, tests it, and saves it on request', async () => {
    const { app, emulator, key } = await openConnected(open, 3)
    const { page } = app
    const { name } = key
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
    await showKey(app, name)
    emulator.fault({ kind: 'cut-late', on: ({ method }) => method === 'PATCH' })

    await chooseInPanel(page, /^Regenerate/)
    await page.getByRole('button', { name: `Regenerate ${name} at RIPE Atlas` }).click()
    await dialog.getByText('The response contains a complete secret').waitFor()
    const { secret } = emulator.handedOut().at(-1)!
    expect(await page.content()).not.toContain(secret)

    await dialog.getByRole('button', { name: `Test the secret (${name})` }).click()
    await dialog.getByText('RIPE Atlas accepts the secret').waitFor()
    await dialog.getByRole('button', { name: `Save the secret (${name})` }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('.toast').getByText('New secret saved').waitFor()
    await page.getByRole('article').getByRole('heading', { name }).waitFor()

    expect(await call(page, 'key:copy', { key: key.id })).toMatchObject({ ok: true })
    expect(await app.readClipboard()).toBe(secret)
    expect(emulator.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
  })
})
