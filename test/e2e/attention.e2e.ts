import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { findings } from './axe-findings.ts'
import { openConnected } from './connected.ts'
import { picture } from './pictures.ts'

const DAY_MS = 86_400_000

async function addEnding(page: Page, name: string, days: number): Promise<void> {
  const fields = { name, typedExpiry: Date.now() + days * DAY_MS }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret' }, fields })
  if (!added.ok) throw new Error(added.error.kind)
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[role="row"]')?.textContent ?? '')

forPage((open) => {
  it('lets a user go through, select and snooze its entries by keyboard alone, and lets Escape clear the selection before it closes', async () => {
    const { app } = await openConnected(open)
    const { page } = app
    await addEnding(page, 'over', -1)
    await addEnding(page, 'first', 1.5)
    await addEnding(page, 'second', 2.5)
    await page.getByRole('button', { name: 'Review' }).press('Enter')
    const dialog = page.getByRole('dialog')
    const table = dialog.getByRole('grid', { name: 'Items that need attention' })
    await table.waitFor()
    await expect.poll(() => table.getByRole('rowheader').allInnerTexts()).toEqual(['Expired 1', 'Expiring 2'])

    await dialog.getByRole('row', { name: /^first/ }).press('ControlOrMeta+a')
    await dialog.getByText('3 selected').waitFor()
    await page.keyboard.press('Escape')
    await dialog.getByText('3 selected').waitFor({ state: 'hidden' })
    expect(await dialog.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: 'Review' }).press('Enter')
    await expect.poll(() => focused(page)).toContain('over')
    await page.keyboard.press('j')
    expect(await focused(page)).toContain('first')
    await page.keyboard.press('j')
    expect(await focused(page)).toContain('second')
    await page.keyboard.press('k')
    await page.keyboard.press('Space')
    await page.keyboard.press('j')
    await page.keyboard.press('Space')
    const bar = page.getByRole('toolbar', { name: 'With the selected items' })
    expect(await bar.getByRole('status').innerText()).toBe('2 selected')

    await bar.getByRole('button', { name: 'Snooze 2 keys' }).press('Enter')
    await page.getByRole('menuitem', { name: 'For 3 days' }).press('Enter')
    await expect.poll(() => table.getByRole('row').count()).toBe(2) // the group’s head and the key that has expired
    expect(await table.innerText()).not.toContain('second')

    await table.getByRole('row', { name: /^over/ }).press('Enter')
    await page.getByRole('article').getByRole('heading', { name: 'over' }).waitFor()
  })

  it('restores a dismissed result by Ctrl+Z in the dialog, and by the toast over the dialog', async () => {
    const { app, emulator, key } = await openConnected(open, 3)
    const { page } = app
    emulator.fault({ kind: 'cut-before', on: ({ method }) => method === 'PATCH' })
    await call(page, 'key:regenerate', { key: key.id })
    await page.getByRole('button', { name: 'Review' }).press('Enter')
    const dialog = page.getByRole('dialog')
    const row = dialog.getByRole('row').filter({ hasText: key.name })
    await row.press('Space')
    await dialog.getByRole('button', { name: 'Dismiss 1 result' }).press('Enter')
    await row.waitFor({ state: 'detached' })
    await page.getByText('Result dismissed').last().waitFor()
    expect(await findings(page)).toEqual([])
    await picture(page, 'attention-dismissed')
    await page.keyboard.press('ControlOrMeta+z')
    await row.waitFor()
    expect(await dialog.isVisible()).toBe(true)

    await row.press('Space')
    await dialog.getByRole('button', { name: 'Dismiss 1 result' }).press('Enter')
    await row.waitFor({ state: 'detached' })
    await page.getByRole('region', { name: 'News' }).getByRole('button', { name: 'Undo' }).click()
    await row.waitFor()
    expect(await dialog.isVisible()).toBe(true)
  })
})
