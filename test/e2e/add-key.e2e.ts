import { expect, it } from 'vitest'
import { forEachWorld } from './app.ts'

forEachWorld((open) => {
  it('shows the key that was just added, not the one before', async () => {
    const { page } = await open()
    for (const name of ['first', 'second']) {
      await page.getByRole('navigation', { name: 'Main' }).waitFor()
      await page.keyboard.press('ControlOrMeta+n')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(/^Name/).fill(name)
      await dialog.getByLabel(/^Secret/).fill(`secret-of-${name}`)
      await page.getByRole('button', { name: `Add ${name}` }).click()
      await page.getByRole('button', { name: 'Done' }).click()
      await expect
        .poll(() => page.getByRole('article').getByRole('heading').first().innerText())
        .toContain(name)
      await expect.poll(() => page.locator('.key-row.active').innerText()).toContain(name)
      expect(await page.locator('.key-row.active').isVisible()).toBe(true)
    }
  })
})
