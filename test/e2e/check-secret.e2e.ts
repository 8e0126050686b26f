import { expect, it, onTestFinished } from 'vitest'
import { madeUpSecret } from '../fakes/made-up-secrets.ts'
import { answer, reply, startWireServer } from '../fakes/wire-server.ts'
import { inElectron } from './app.ts'
import { picture } from './pictures.ts'

inElectron((open) => {
  it('checks a manual key at its own server, and saves the expiry from the answer', async () => {
    const server = await startWireServer()
    onTestFinished(() => server.close())
    const token = { name: 'ci', scopes: ['api', 'read_user'], active: true, expires_at: '2099-01-31' }
    server.behave(reply(answer(200, JSON.stringify(token))))
    const secret = madeUpSecret('glpat-{A20}')

    const { page, outside } = await open()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await page.keyboard.press('ControlOrMeta+n')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Name/).fill('ci token')
    await dialog.getByLabel(/^Secret/).fill(secret)
    await page.keyboard.press('Enter')
    const panel = page.getByRole('article')
    await panel.getByRole('heading', { level: 2, name: 'ci token' }).waitFor()

    await panel.getByRole('button', { name: 'Check at the service…' }).press('Enter')
    await dialog.getByText('Looks like: GitLab access token').waitFor()
    const address = dialog.getByLabel('Server')
    expect(await address.inputValue()).toBe('https://gitlab.com/')
    expect(server.requests).toEqual([])
    await picture(page, 'check-secret-plan')

    await address.fill('gitlab')
    await dialog.getByRole('button', { name: 'Check at GitLab' }).press('Enter')
    await dialog.getByText('Enter a full URL, such as https://example.com.').waitFor()
    await address.fill(`http://127.0.0.1:${String(server.port)}/`)
    await address.press('Enter')
    await dialog.getByText('GitLab accepts this secret').waitFor()
    await dialog.getByText('May: api, read_user').waitFor()
    expect(await outside.asked()).toHaveLength(1)
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toContain(`private-token: ${secret}`)
    await picture(page, 'check-secret-report')

    await dialog.getByRole('button', { name: /^Save .* as its expiry$/ }).press('Enter')
    await dialog.getByText('The key has this expiry').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().press('Enter')
    await panel.getByText(/2099/).first().waitFor()

    server.behave(reply(answer(401, '{"message":"401 Unauthorized"}')))
    await panel.getByRole('button', { name: 'Check at the service…' }).press('Enter')
    await dialog.getByLabel('Server').fill(`http://127.0.0.1:${String(server.port)}/`)
    await dialog.getByRole('button', { name: 'Check at GitLab' }).press('Enter')
    await dialog.getByText('GitLab doesn’t accept this secret').waitFor()
    expect(await outside.asked()).toHaveLength(1)
  })
})
