import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage, inElectron } from './app.ts'

const PASSPHRASE = 'four words of mine'
const NAME = 'canary-key-name'

async function addNamed(page: Page): Promise<string> {
  const fields = { name: NAME, notes: 'canary-notes-text', typedExpiry: 'never' as const }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: 'canary-secret' }, fields })
  if (!added.ok) throw new Error(added.error.kind)
  return added.value.key
}

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

const domOf = (page: Page) => page.evaluate(() => document.documentElement.outerHTML + document.title)

forPage((open) => {
  it('locks by keyboard, removes every name from the page, and unlocks with the passphrase', async () => {
    const { page, readClipboard } = await open()
    const key = await addNamed(page)
    await page.getByText(NAME).first().waitFor()
    await page.keyboard.press('ControlOrMeta+,')
    await page.getByRole('button', { name: 'Set a passphrase…' }).click()
    await page.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE)
    await page.getByLabel('Repeat new passphrase', { exact: true }).fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Set the passphrase' }).click()
    await page.getByRole('button', { name: 'Lock now' }).waitFor()
    await page.keyboard.press('ControlOrMeta+1')
    await page.getByText(NAME).first().click()
    await call(page, 'key:copy', { key: key as never })
    expect(await heapOf(page)).toContain(NAME) // proves that the snapshot has real contents

    await page.keyboard.press('ControlOrMeta+l')
    await page.getByRole('heading', { name: 'Keyhold is locked' }).waitFor()
    expect(await domOf(page)).not.toMatch(/canary/)
    await expect.poll(() => readClipboard()).toBe('')
    expect(await call(page, 'key:copy', { key: key as never })).toEqual({
      ok: false,
      error: { kind: 'locked' },
    })
    expect((await heapOf(page)).includes(NAME)).toBe(false)

    await page.getByLabel('Passphrase', { exact: true }).fill('not this one')
    await page.keyboard.press('Enter')
    await page.getByText('Wrong passphrase').waitFor()
    expect(await page.getByLabel('Passphrase', { exact: true }).inputValue()).toBe('')
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await page.getByText(NAME).first().waitFor()
  })

  it('shows the wait for the removal of a forgotten passphrase, and cancels it', async () => {
    const { page } = await open()
    await call(page, 'lock:set', { passphrase: PASSPHRASE })
    await call(page, 'lock:now')
    await page.getByRole('button', { name: 'Forgot the passphrase?' }).click()
    await page.getByRole('button', { name: 'Start 24-hour removal' }).click()
    await page.getByText('Removal of the lock requested').waitFor()
    await page.getByRole('button', { name: 'Cancel removal' }).click()
    await page.getByRole('button', { name: 'Forgot the passphrase?' }).waitFor()
    expect(await call(page, 'lock:look')).toMatchObject({ value: { removal: { state: 'not-asked' } } })
  })
})

inElectron((open) => {
  it('locks from the application menu once a lock is set, and opens a view that was requested meanwhile after the unlock', async () => {
    const { page, electron, readClipboard } = await open()
    const key = await addNamed(page)
    const inMenu = (action: 'look' | 'click') =>
      electron.evaluate(({ Menu }, wanted) => {
        const item = Menu.getApplicationMenu()!.getMenuItemById('lock')!
        if (wanted === 'click') (item.click as () => void)()
        return item.enabled
      }, action)
    expect(await inMenu('look')).toBe(false)
    await call(page, 'lock:set', { passphrase: PASSPHRASE })
    await expect.poll(() => inMenu('look')).toBe(true)
    await inMenu('click')
    await page.getByRole('heading', { name: 'Keyhold is locked' }).waitFor()
    expect(await inMenu('look')).toBe(false)

    await call(page, 'palette:open-view', { kind: 'show-key', key: key as never })
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    expect(await readClipboard()).toBe('')
  })

  it('does not block main while it derives a key from a passphrase at full cost', async () => {
    const { page, electron } = await open()
    const held = await electron.evaluateHandle(() => {
      const startedAt = performance.now()
      let last = startedAt
      let longestMs = 0
      const timer = setInterval(() => {
        longestMs = Math.max(longestMs, performance.now() - last)
        last = performance.now()
      }, 1)
      return {
        end() {
          clearInterval(timer)
          return { longestMs, wholeMs: performance.now() - startedAt }
        },
      }
    })
    await call(page, 'lock:set', { passphrase: PASSPHRASE })
    const { longestMs, wholeMs } = await held.evaluate((watch) => watch.end())
    // Electron's crypto library derives once on the calling thread even by `scrypt` with a callback: half of the whole time.
    expect(longestMs).toBeLessThan(wholeMs / 4)
  })

  it('locks when the machine goes to sleep, and starts locked', async () => {
    const { page, electron, profile, close } = await open()
    await addNamed(page)
    await call(page, 'lock:set', { passphrase: PASSPHRASE })
    await electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'))
    await page.getByRole('heading', { name: 'Keyhold is locked' }).waitFor()
    await close()
    const again = await open({ profile })
    await again.page.getByText(/^Locked at startup/).waitFor()
    expect(await domOf(again.page)).not.toMatch(/canary/)
  })
})
