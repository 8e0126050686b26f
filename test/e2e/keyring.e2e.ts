import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, inElectron } from './app.ts'
import { busOf } from './served-bus.ts'
import { keyringOn, PASSWORD } from './served-keyring.ts'

const SECRET = 'made-up\nin lines\n'

async function keychainState(page: Page): Promise<string> {
  const answer = await call(page, 'app:snapshot')
  if (!answer.ok || answer.value.vault !== 'open') throw new Error('The vault is not open')
  return answer.value.keychain.state
}

const settings = (page: Page) => page.getByRole('region', { name: 'Secret storage' })

inElectron((open) => {
  it('unlocks the keyring with the system’s prompt, only on the user’s request', async () => {
    const { page, electron, readClipboard } = await open()
    const fields = { name: 'PEM', typedExpiry: 'never' as const }
    const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
    if (!added.ok) throw new Error(added.error.kind)
    const keyring = await keyringOn(await busOf(electron))

    await keyring.lock()
    expect(await call(page, 'key:copy', { key: added.value.key })).toMatchObject({
      ok: false,
      error: { kind: 'keychain', why: 'locked' },
    })
    await page.getByText('Keychain locked').waitFor()
    expect(keyring.prompter.shown).toBe(0)

    await page.keyboard.press('ControlOrMeta+,')
    await settings(page).getByRole('button', { name: 'Unlock the keyring' }).click()
    await settings(page).getByText('The prompt was closed', { exact: true }).waitFor()
    await settings(page).getByText('You closed the keychain’s last prompt').waitFor()
    expect(keyring.prompter.shown).toBe(1)

    keyring.prompter.answer = { type: PASSWORD }
    await settings(page).getByRole('button', { name: 'Unlock the keyring' }).click()
    await settings(page).getByText('Ready and unlocked').waitFor()
    await settings(page).getByRole('button', { name: 'Unlock the keyring' }).waitFor({ state: 'detached' })
    expect(await call(page, 'key:copy', { key: added.value.key })).toMatchObject({ ok: true })
    expect((await readClipboard()).trim()).toBe(SECRET.trim())
  })

  it('creates a keyring if none exists, and stores the first secret in it', async () => {
    const { page, electron } = await open()
    const keyring = await keyringOn(await busOf(electron))
    await keyring.remove()
    await page.getByRole('button', { name: 'Settings' }).first().waitFor() // An empty page ignores keys.
    await page.keyboard.press('ControlOrMeta+,')
    await settings(page).getByRole('button', { name: 'Check now' }).click()
    await settings(page).getByText('No keyring to save secrets in yet').waitFor()
    expect(keyring.prompter.shown).toBe(0)
    keyring.prompter.answer = { type: 'a new password' }
    await settings(page).getByRole('button', { name: 'Create a keyring' }).click()
    await settings(page).getByText('Ready and unlocked').waitFor()
    const fields = { name: 'first', typedExpiry: 'never' as const }
    const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
    expect(added).toMatchObject({ ok: true, value: { outcome: 'stored' } })
  })

  // libsecret stays connected to the daemon that it first connected to, in Electron as in plain Node.
  it('reports a restart of the keyring, and reads every secret after its own restart', async () => {
    const { page, electron, profile, close } = await open()
    const fields = { name: 'kept', typedExpiry: 'never' as const }
    const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
    if (!added.ok) throw new Error(added.error.kind)
    const which = { key: added.value.key }
    const keyring = await keyringOn(await busOf(electron))
    keyring.prompter.answer = { type: PASSWORD }
    await keyring.kill()
    await call(page, 'keychain:check')
    expect(await keychainState(page)).toBe('locked')
    await page.keyboard.press('ControlOrMeta+,')
    await settings(page).getByRole('button', { name: 'Unlock the keyring' }).click()
    await settings(page).getByText('Ready and unlocked').waitFor()
    expect(await call(page, 'key:copy', which)).toMatchObject({
      ok: false,
      error: { kind: 'keychain', why: 'restarted' },
    })
    await settings(page).getByText('Restarted. Restart Keyhold').waitFor()
    await page.keyboard.press('ControlOrMeta+1')
    await page.getByText('Keychain restarted. Restart Keyhold').waitFor()
    await close()

    const again = await open({ profile })
    expect(await call(again.page, 'key:copy', which)).toMatchObject({ ok: true })
    expect((await again.readClipboard()).trim()).toBe(SECRET.trim())
  })
})
