import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { KeyId } from '../../shared/model/model.ts'
import { call, forEachWorld } from './app.ts'
import { findings } from './axe-findings.ts'
import { picture } from './pictures.ts'

const SECRET = 'made-up-secret-5d1e'

const dialog = (page: Page) => page.getByRole('dialog')
const group = (page: Page, name: string) => page.getByRole('region', { name })

async function add(page: Page, name: string): Promise<KeyId> {
  const fields = { name, typedExpiry: 'never' as const }
  const added = await call(page, 'key:add', {
    secret: { from: 'typed', text: SECRET },
    fields,
  })
  if (!added.ok) throw new Error(added.error.kind)
  return added.value.key
}

async function openWith(page: Page, identity: string): Promise<void> {
  const isByPassphrase = await dialog(page)
    .getByLabel('Passphrase of the backup', { exact: true })
    .isVisible()
  if (isByPassphrase) await dialog(page).getByText('age identity', { exact: true }).click()
  await dialog(page).locator('input[data-secret]').fill(identity.replaceAll('\n', ''))
}

forEachWorld((open) => {
  // Uses a recipient, because each passphrase would take a second or more of processor time. The integration tests cover passphrases.
  it('backs up by the window, and restores a key that was deleted since', async () => {
    const { page, profile, choosePath, savedBy, readClipboard } = await open()
    const kept = await add(page, 'kept')
    const lost = await add(page, 'lost')
    const file = join(profile.homeDir, 'all.keyhold.age')

    await page.keyboard.press('ControlOrMeta+,')
    const backup = group(page, 'Encrypted backup')
    await backup.getByText('None yet').waitFor()
    await backup.getByRole('button', { name: 'Back up…' }).click()
    await dialog(page).getByLabel('New passphrase', { exact: true }).fill('short')
    await page.keyboard.press('Enter')
    await dialog(page).getByText('Use at least 8 characters.').first().waitFor()
    await choosePath()
    const [typed, again] = ['New passphrase', 'Repeat new passphrase'].map((label) =>
      dialog(page).getByLabel(label, { exact: true }),
    )
    await typed!.fill('correct horse battery')
    await dialog(page).getByText('At least 8 characters. Use several').waitFor()
    await again!.fill('correct horse battery')
    await page.keyboard.press('Enter')
    await expect.poll(() => typed!.isEnabled()).toBe(true)
    for (const field of [typed!, again!])
      await expect.poll(() => field.inputValue()).toBe('correct horse battery')
    await dialog(page).getByText('age recipients').click()
    await dialog(page).getByRole('button', { name: 'Choose place…' }).click()
    await dialog(page).getByText('Enter at least one recipient').waitFor()
    const identity = await savedBy(() => dialog(page).getByRole('button', { name: 'New identity…' }).click())
    await expect
      .poll(() => dialog(page).getByRole('textbox', { name: 'Recipients' }).inputValue())
      .toMatch(/^age1/)
    await picture(page, 'backup-dialog')
    expect(await findings(page)).toEqual([])
    await choosePath(file)
    await dialog(page).getByRole('button', { name: 'Choose place…' }).click()
    await page.getByText('Backup verified · 2 secrets', { exact: true }).waitFor()
    await backup.getByText('2 keys, 2 secrets').waitFor()
    await backup.getByText(file).waitFor()
    await picture(page, 'backup-settings')

    await backup.getByRole('button', { name: 'Check the backup…' }).click()
    await dialog(page).getByLabel('Passphrase of the backup', { exact: true }).fill('another horse')
    await page.keyboard.press('Enter')
    await dialog(page).getByText('This backup opens with an age identity').waitFor()
    await openWith(page, identity)
    await page.keyboard.press('Enter')
    await page.getByText('The backup opens · 2 keys', { exact: true }).waitFor()
    await backup.getByText('– it opens').waitFor()

    expect(await call(page, 'key:delete', { key: lost, name: 'lost' })).toMatchObject({ ok: true })
    await group(page, 'Restore').getByRole('button', { name: 'Restore…' }).click()
    await openWith(page, identity)
    await dialog(page).getByRole('button', { name: 'Choose file…' }).click()
    const table = dialog(page).getByRole('table', {
      name: 'What the backup holds',
    })
    await table.getByRole('row', { name: /lost.*Not here/ }).waitFor()
    await table.getByRole('row', { name: /kept.*Same secret/ }).waitFor()
    await picture(page, 'restore-plan')
    expect(await findings(page)).toEqual([])
    await dialog(page).getByRole('checkbox', { name: 'Restore lost', exact: true }).focus()
    await page.keyboard.press('Space')
    expect(await dialog(page).getByRole('button', { name: 'Restore', exact: true }).isDisabled()).toBe(true)
    await page.keyboard.press('Space')
    await dialog(page).getByRole('button', { name: 'Restore 1 key' }).click()
    await dialog(page).getByText('1 key, 1 secret').waitFor()
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'hidden' })

    expect(await call(page, 'key:copy', { key: lost })).toMatchObject({
      ok: true,
    })
    await expect.poll(readClipboard).toBe(SECRET)
    expect(await call(page, 'key:copy', { key: kept })).toMatchObject({
      ok: true,
    })
  })

  it('writes automatic backups into a folder that the user chose, and says how they are', async () => {
    const { page, profile, choosePath, savedBy } = await open()
    await add(page, 'kept')
    await page.keyboard.press('ControlOrMeta+,')
    const automatic = group(page, 'Automatic backups')
    await automatic.getByRole('button', { name: 'Turn on…' }).click()
    await dialog(page).getByRole('button', { name: 'Turn on', exact: true }).click()
    await dialog(page).getByText('Choose a folder.').waitFor()
    await savedBy(() => dialog(page).getByRole('button', { name: 'New identity…' }).click())
    await expect
      .poll(() => dialog(page).getByRole('textbox', { name: 'Recipients' }).inputValue())
      .toMatch(/^age1/)
    await choosePath(profile.homeDir)
    await dialog(page).getByRole('button', { name: 'Choose folder…' }).click()
    await dialog(page).getByText(profile.homeDir).waitFor()
    await picture(page, 'automatic-dialog')
    expect(await findings(page)).toEqual([])
    await dialog(page).getByRole('button', { name: 'Turn on', exact: true }).click()
    await automatic.getByText('Every 7 days, keeps 5 backups').waitFor()
    await dialog(page).waitFor({ state: 'hidden' })
    const written = () => readdirSync(profile.homeDir).filter((name) => name.endsWith('.keyhold.age'))
    expect(written()).toHaveLength(1)
    await group(page, 'Encrypted backup').getByText('(automatic)').waitFor()
    await picture(page, 'automatic-settings')
    await page.setViewportSize({ width: 720, height: 480 })
    await picture(page, 'automatic-settings-small')
    expect(await findings(page)).toEqual([])
    await automatic.getByRole('button', { name: 'Turn off' }).click()
    await automatic.getByRole('button', { name: 'Turn on…' }).waitFor()
    expect(written()).toHaveLength(1)
  })
})
