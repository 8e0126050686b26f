import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { tabTo } from './keyboard.ts'

forPage((open) => {
  it('starts with the providers, and shows a checklist until the user dismisses it, by keyboard alone', async () => {
    const { page } = await open()
    await page.getByRole('heading', { name: 'All your API keys, and when they expire' }).waitFor()
    const sidebar = page.getByRole('navigation', { name: 'Main' })
    expect(await sidebar.getByRole('button', { name: /^All keys/ }).count()).toBe(1)
    expect(await sidebar.getByRole('button', { name: /^(Expiring|Overlapping|Favourites)/ }).count()).toBe(0)

    const providers = page.getByRole('list', { name: 'Connect account' })
    expect(await providers.getByRole('button').count()).toBeGreaterThan(5)
    await tabTo(page, /^Connect RIPE Atlas/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Test connection' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await tabTo(page, /^Add a key manually/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('made-by-hand')
    await tabTo(page, /^Secret/)
    await page.keyboard.type('made-up-secret')
    await page.keyboard.press('Enter')
    const checklist = page.getByRole('region', { name: 'Getting started' })
    await checklist.getByText('2 of 4').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await checklist.getByRole('button', { name: 'Set a passphrase' }).press('Enter')
    await page.getByRole('region', { name: 'Lock' }).waitFor()
    await page.keyboard.press('ControlOrMeta+1')
    await checklist.getByRole('button', { name: 'Dismiss the checklist' }).press('Enter')
    await checklist.waitFor({ state: 'hidden' })
    const snapshot = await call(page, 'app:snapshot')
    expect(snapshot).toMatchObject({ ok: true, value: { settings: { gettingStarted: false } } })
  })
})
