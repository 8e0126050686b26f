import { readdirSync } from 'node:fs'
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
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
  if (!added.ok) throw new Error(added.error.kind)
  return added.value.key
}

forEachWorld((open) => {
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
