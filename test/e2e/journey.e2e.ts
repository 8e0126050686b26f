import { expect, it, onTestFinished } from 'vitest'
import { startRipeAtlas } from '../emulators/ripe-atlas.ts'
import { forEachWorld } from './app.ts'
import { chooseByLetters, tabTo } from './keyboard.ts'

forEachWorld((open) => {
  it('connects an account, and finds, copies and regenerates a key by keyboard alone', async () => {
    const emulator = await startRipeAtlas({ keys: 12 })
    onTestFinished(() => emulator.close())
    const { page, readClipboard } = await open()
    const { keyboard } = page
    const name = emulator.keys.at(-1)!.label

    await tabTo(page, /^Connect account/)
    await keyboard.press('Enter')
    await tabTo(page, /RIPE Atlas/)
    await keyboard.press('Enter')
    await tabTo(page, /Advanced/)
    await keyboard.press('Enter')
    await tabTo(page, /address/i)
    await keyboard.press('ControlOrMeta+A')
    await keyboard.type(`${emulator.origin}/api/v2/`)
    await tabTo(page, /Managing API key/)
    await keyboard.type(emulator.credential)
    await tabTo(page, /^Test connection/)
    await keyboard.press('Enter')
    await page.getByText(/keys/i).first().waitFor()
    await tabTo(page, /^Connect RIPE Atlas/)
    await keyboard.press('Enter')
    await page.getByText('RIPE Atlas connected').waitFor()
    await tabTo(page, /Done|Close|Show/)
    await keyboard.press('Enter')

    await keyboard.press('ControlOrMeta+F')
    await keyboard.type(name)
    await keyboard.press('ArrowDown')
    await expect.poll(() => page.locator('[data-key]').count()).toBe(1)
    await keyboard.press('Enter')
    await page.getByRole('heading', { name }).waitFor()
    await tabTo(page, /^More for/)
    await keyboard.press('Enter')
    await chooseByLetters(page, 'Regenerate')
    await tabTo(page, new RegExp(`^Regenerate ${name} at RIPE Atlas`))
    await keyboard.press('Enter')
    await expect.poll(() => emulator.handedOut().length).toBe(1)
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await keyboard.press('ControlOrMeta+C')
    await expect.poll(readClipboard).toBe(emulator.handedOut()[0]!.secret)
  })
})
