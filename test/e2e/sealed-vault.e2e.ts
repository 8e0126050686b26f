import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, inElectron } from './app.ts'
import { findings } from './axe-findings.ts'
import { misfits } from './fit.ts'
import { picture } from './pictures.ts'

const SECRET = 'made-up-secret-71c2'
const PASSPHRASE = 'correct horse battery'

const settings = (page: Page) => page.getByRole('region', { name: 'Secret storage' })

async function openSettings(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+,')
  await settings(page).waitFor()
}

inElectron((open) => {
  it('moves secrets to a sealed vault, asks for its passphrase at the next start, and moves them back', async () => {
    const first = await open()
    const fields = { name: 'kept', typedExpiry: 'never' as const }
    const added = await call(first.page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
    if (!added.ok) throw new Error(added.error.kind)
    const { key } = added.value

    await openSettings(first.page)
    await settings(first.page).getByRole('button', { name: 'Move secrets to a sealed vault…' }).click()
    const dialog = first.page.getByRole('dialog')
    await dialog.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE)
    await dialog.getByLabel('Repeat new passphrase', { exact: true }).fill('correct horse batterz')
    await dialog.getByRole('button', { name: 'Move secrets' }).click()
    await dialog.getByText('Passphrases don’t match.').waitFor()
    await dialog.getByLabel('Repeat new passphrase', { exact: true }).fill(PASSPHRASE)
    await dialog.getByRole('button', { name: 'Move secrets' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await settings(first.page).getByText('Sealed vault', { exact: true }).first().waitFor()
    expect(await call(first.page, 'key:copy', { key })).toMatchObject({ ok: true })
    const entries = join(first.profile.profileDir, 'sealed-vault', 'entries')
    expect(existsSync(entries) && readdirSync(entries).some((name) => name.startsWith('key kept'))).toBe(true)
    await first.close()

    const { page } = await open({ profile: first.profile })
    await page.getByRole('heading', { name: 'Unlock the sealed vault' }).waitFor()
    const passphrase = page.getByLabel('Passphrase of the sealed vault', { exact: true })
    await passphrase.fill('another horse')
    await page.keyboard.press('Enter')
    await page.getByText('Wrong passphrase').waitFor()
    expect(await call(page, 'key:copy', { key })).toMatchObject({
      error: { kind: 'keychain', why: 'locked' },
    })
    await page.getByRole('button', { name: 'Not now' }).click()
    await page.getByText('kept', { exact: true }).first().waitFor()

    await openSettings(page)
    await settings(page).getByLabel('Passphrase of the sealed vault', { exact: true }).fill(PASSPHRASE)
    await settings(page).getByRole('button', { name: 'Unlock', exact: true }).click()
    await settings(page).getByText('Ready and unlocked.').waitFor()
    expect(await call(page, 'key:copy', { key })).toMatchObject({ ok: true })

    await settings(page).getByRole('button', { name: 'Move secrets to the system keychain…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Move secrets' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(readdirSync(entries).filter((name) => name.endsWith('.sealed') && name.startsWith('key'))).toEqual(
      [],
    )
    expect(await call(page, 'key:copy', { key })).toMatchObject({ ok: true })
  })

  it.runIf(process.platform === 'linux')(
    'offers a sealed vault at a first start where no keychain answers, and keeps secrets in it',
    async () => {
      const { page } = await open({ sessionBus: 'unix:path=/nonexistent/bus' })
      const begin = page.getByRole('button', { name: 'Use a sealed vault…' })
      await begin.waitFor()
      await page.getByText('No keychain? Use a sealed vault').waitFor()
      await expectWell(page, 'sealed-vault-offer')

      await begin.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE)
      await dialog.getByLabel('Repeat new passphrase', { exact: true }).fill(PASSPHRASE)
      await expectWell(page, 'sealed-vault-begin')
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'hidden' })
      await begin.waitFor({ state: 'hidden' })
      const fields = { name: 'kept', typedExpiry: 'never' as const }
      const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
      expect(added).toMatchObject({ ok: true, value: { outcome: 'stored' } })
    },
  )
})

/** The usual window, the smallest one, and the smallest at 200 % zoom. */
const SIZES = [
  { width: 720, height: 480 },
  { width: 360, height: 240 },
  { width: 1_200, height: 800 },
]

/** Checks the page at every size: axe finds nothing, and everything fits. */
async function expectWell(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await picture(page, `${name}-${size.width}`)
    expect(await misfits(page), `${name} at ${size.width}`).toEqual([])
  }
  expect(await findings(page), name).toEqual([])
}
