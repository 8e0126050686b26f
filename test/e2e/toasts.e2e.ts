import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { shareConnected, showKey } from './connected.ts'
import { picture } from './pictures.ts'

const SIZES = [
  { width: 1_440, height: 900 },
  { width: 1_280, height: 800 },
  { width: 720, height: 480 },
  { width: 640, height: 400 },
] as const

/** The controls that a toast covers, by their text. */
async function covered(page: Page, controls: Locator): Promise<readonly string[]> {
  const toasts = await page.locator('.toasts').boundingBox()
  const found: string[] = []
  expect(await controls.count()).toBeGreaterThan(0)
  for (const control of await controls.all()) {
    const box = await control.boundingBox()
    if (toasts === null || box === null) throw new Error('There is no toast, or a control is not shown')
    const isBeside = box.x + box.width <= toasts.x || toasts.x + toasts.width <= box.x
    const isAbove = box.y + box.height <= toasts.y || toasts.y + toasts.height <= box.y
    if (!isBeside && !isAbove)
      found.push((await control.getAttribute('aria-label')) ?? (await control.innerText()))
  }
  return found
}

forPage((open) => {
  const connected = shareConnected(open, 60)

  it('cover neither a button of a dialog nor the palette’s field in any size of the window', async () => {
    const { app } = await connected()
    const { page } = app
    await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up-secret' },
      fields: { name: 'made-by-hand' },
    })
    await showKey(app, 'made-by-hand')
    await page.keyboard.press('ControlOrMeta+c')
    await page
      .locator('.toast')
      .getByText(/^Copied/)
      .waitFor()
    const dialog = page.getByRole('dialog')
    for (const [keys, controls] of [
      ['ControlOrMeta+n', '.dialog-head button, .dialog-foot button'],
      ['ControlOrMeta+k', '.command-palette input'],
      ['Shift+?', '.dialog.large .dialog-head button, .dialog-foot button'],
    ] as const) {
      await page.getByRole('grid', { name: 'Keys' }).focus()
      await page.keyboard.press(keys)
      await dialog.waitFor()
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await picture(page, `Toast over a dialog by ${keys}-${size.width}`)
        expect(await covered(page, page.locator(controls)), `${keys} at ${size.width}`).toEqual([])
      }
      await page.setViewportSize(SIZES[1])
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    }
  })

  it('leave the row of a key that was just added free', async () => {
    const { app } = await connected()
    const { page } = app
    await page.keyboard.press('ControlOrMeta+n')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /^Name/ }).fill('zz-added')
    await dialog.getByRole('textbox', { name: /^Secret/ }).fill('made-up-secret')
    await page.keyboard.press('Enter')
    const toast = page.locator('.toast').filter({ hasText: 'Key added' })
    await toast.waitFor()
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'zz-added' })
    await row.waitFor()
    await picture(page, 'Toast after a key was added')
    await expect
      .poll(async () => {
        const [shown, over] = [await row.boundingBox(), await toast.boundingBox()]
        return shown !== null && over !== null && shown.y + shown.height <= over.y
      })
      .toBe(true)
  })

  it('say that nothing was copied if no secret is stored', async () => {
    const { app, key } = await connected()
    const { page } = app
    await app.copyElsewhere('copied before')
    await showKey(app, key.name)
    await page.keyboard.press('ControlOrMeta+c')
    await page.locator('.toast').getByText('No secret to copy').waitFor()
    expect(await app.readClipboard()).toBe('copied before')
  })
})
