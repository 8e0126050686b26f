import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forEachWorld } from './app.ts'
import { findings } from './axe-findings.ts'
import { picture } from './pictures.ts'

const SECRET = 'made-up-secret-5d1e'
const PASSPHRASE = 'correct horse battery'

const dialog = (page: Page) => page.getByRole('dialog')
const group = (page: Page, name: string) => page.getByRole('region', { name })

async function add(page: Page, name: string): Promise<string> {
  const fields = { name, typedExpiry: 'never' as const }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
  if (!added.ok) throw new Error(added.error.kind)
  return added.value.key
}

async function typePassphrase(page: Page): Promise<void> {
  await dialog(page).getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE)
  await dialog(page).getByLabel('Repeat new passphrase', { exact: true }).fill(PASSPHRASE)
}

forEachWorld((open) => {
  it('backs up by the window, and restores a key that was deleted since', async () => {
    const { page, profile, choosePath, readClipboard } = await open()
    const kept = await add(page, 'kept')
    const lost = await add(page, 'lost')
    const file = join(profile.homeDir, 'all.keyhold.age')
    await choosePath(file)

    await page.keyboard.press('ControlOrMeta+,')
    const backup = group(page, 'Encrypted backup')
    await backup.getByText('None yet').waitFor()
    await backup.getByRole('button', { name: 'Back up…' }).click()
    await dialog(page).getByLabel('New passphrase', { exact: true }).fill('short')
    await dialog(page).getByRole('button', { name: 'Choose a place…' }).click()
    await dialog(page).getByText('Use at least 8 characters.').first().waitFor()
    await typePassphrase(page)
    await picture(page, 'backup-dialog')
    expect(await findings(page)).toEqual([])
    await dialog(page).getByRole('button', { name: 'Choose a place…' }).click()
    await page.getByText('Backup verified · 2 secrets', { exact: true }).waitFor()
    await backup.getByText('2 keys, 2 secrets').waitFor()
    await backup.getByText(file).waitFor()
    await picture(page, 'backup-settings')
    expect(await findings(page)).toEqual([])

    await backup.getByRole('button', { name: 'Check the backup…' }).click()
    await dialog(page).getByLabel('Passphrase of the backup', { exact: true }).fill('another horse')
    await page.keyboard.press('Enter')
    await dialog(page).getByText('Wrong passphrase').waitFor()
    await dialog(page).getByLabel('Passphrase of the backup', { exact: true }).fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await page.getByText('The backup opens · 2 keys', { exact: true }).waitFor()
    await backup.getByText('– it opens').waitFor()

    const deleted = await call(page, 'key:delete', { key: lost as never, name: 'lost' })
    expect(deleted.ok).toBe(true)
    await group(page, 'Restore').getByRole('button', { name: 'Restore…' }).click()
    await dialog(page).getByLabel('Passphrase of the backup', { exact: true }).fill(PASSPHRASE)
    await dialog(page).getByRole('button', { name: 'Choose the file…' }).click()
    const table = dialog(page).getByRole('table', { name: 'What the backup holds' })
    await table.getByRole('row', { name: /lost.*Not here/ }).waitFor()
    await table.getByRole('row', { name: /kept.*Same secret/ }).waitFor()
    await picture(page, 'restore-plan')
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 720, height: 480 })
    await picture(page, 'restore-plan-small')
    await page.setViewportSize({ width: 1_200, height: 800 })
    await dialog(page).getByRole('checkbox', { name: 'Restore lost', exact: true }).focus()
    await page.keyboard.press('Space')
    expect(await dialog(page).getByRole('button', { name: 'Restore', exact: true }).isDisabled()).toBe(true)
    await page.keyboard.press('Space')
    await dialog(page).getByRole('button', { name: 'Restore 1 key' }).click()
    await dialog(page).getByText('1 key, 1 secret').waitFor()
    await picture(page, 'restore-report')
    await dialog(page).getByRole('button', { name: 'Close', exact: true }).last().click()

    expect(await call(page, 'key:copy', { key: lost as never })).toMatchObject({ ok: true })
    await expect.poll(readClipboard).toBe(SECRET)
    expect(await call(page, 'key:copy', { key: kept as never })).toMatchObject({ ok: true })
  })
})
