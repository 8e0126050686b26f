import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { chooseInPanel, shareConnected, showKey } from './connected.ts'

/** Every object of the page's JavaScript, in the engine's heap snapshot; strings are in it in clear text. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

const domOf = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.outerHTML +
      [...document.querySelectorAll('input')].map(({ value }) => value).join(),
  )

/** The value that React itself would write into the field of a secret. */
const reactValueOf = (page: Page) =>
  page.evaluate(() => {
    const input = document.querySelector('input[data-secret]')!
    const name = Object.keys(input).find((key) => key.startsWith('__reactProps$'))!
    return (input as unknown as Record<string, { value?: unknown }>)[name]!.value
  })

forPage((open) => {
  const connected = shareConnected(open)

  it('leaves no secret in the page through sync, regenerate and copy', async () => {
    const { app, emulator, key } = await connected()
    const { page } = app
    await showKey(app, key.name)
    await chooseInPanel(page, /^Regenerate/)
    await page.getByRole('button', { name: `Regenerate ${key.name} at RIPE Atlas` }).click()
    await expect.poll(() => emulator.handedOut().length).toBe(1)
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.locator('.toast').getByText('New secret saved').waitFor()
    await page
      .getByRole('article')
      .getByRole('button', { name: `Copy ${key.name}`, exact: true })
      .click()
    const { secret } = emulator.handedOut()[0]!
    await expect.poll(() => app.readClipboard()).toBe(secret)
    expect(await heapOf(page)).toContain(key.name) // proves that the snapshot has real contents
    expect((await heapOf(page)).includes(secret)).toBe(false)
    expect((await domOf(page)).includes(secret)).toBe(false)
  })

  it('shows a revealed secret and then removes it from the page', async () => {
    const { app, emulator, key } = await connected()
    const { page } = app
    await call(page, 'key:regenerate', { key: key.id })
    const { secret } = emulator.handedOut().at(-1)!
    await showKey(app, key.name)
    await page.getByRole('button', { name: /^Reveal/ }).click()
    await page.getByText(secret).waitFor()
    await page.getByRole('button', { name: /^Hide/ }).click()
    await page.getByText(secret).waitFor({ state: 'detached' })
    expect((await domOf(page)).includes(secret)).toBe(false)
  })

  it('keeps a typed secret in its input alone, and nowhere after it was sent', async () => {
    const { page } = (await connected()).app
    const secret = 'canary typed by hand'
    await page.getByRole('grid', { name: 'Keys' }).waitFor()
    await page.keyboard.press('ControlOrMeta+n')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Name/).fill('typed-key')
    const field = dialog.locator('input[data-secret]')
    await field.focus()
    await page.keyboard.type(secret)
    expect(await field.inputValue()).toBe(secret)
    expect(await reactValueOf(page)).toBeUndefined()
    await page.keyboard.press('Enter')
    await field.waitFor({ state: 'detached' })
    await page.getByText('typed-key').first().waitFor()
    expect((await heapOf(page)).includes(secret)).toBe(false)
    expect((await domOf(page)).includes(secret)).toBe(false)
  })
})
