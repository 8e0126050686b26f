import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { forPage } from './app.ts'
import { findings } from './axe-findings.ts'
import { shareConnected } from './connected.ts'
import { tabTo } from './keyboard.ts'
import { picture } from './pictures.ts'

const openSettings = async (page: Page) => {
  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
}
const sections = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts()
const isOnTop = (page: Page, name: string) =>
  page.getByRole('heading', { name, level: 2 }).evaluate((title) => {
    const page = title.closest('main')
    if (page === null) return false
    const isEnd = page.scrollTop + page.clientHeight >= page.scrollHeight - 1
    return isEnd || Math.abs(title.getBoundingClientRect().top - page.getBoundingClientRect().top) < 40
  })

forPage((open) => {
  const connected = shareConnected(open)

  it('finds settings by their text, says when nothing matches, and goes to a section, by keyboard alone', async () => {
    const { app } = await connected()
    const { page } = app
    await openSettings(page)
    const all = await sections(page)
    expect(all).toEqual([
      'General',
      'Security',
      'Command line',
      'Clipboard and shortcuts',
      'Reminders',
      'Sync',
      'Storage',
      'Backup',
      'Diagnostics',
    ])
    const palette = await page.getByRole('region', { name: 'Quick palette' }).boundingBox()
    expect(palette?.height).toBeLessThan(300) // lower than the palette's window

    await tabTo(page, /^Search settings/)
    await page.keyboard.type('clear clipboard')
    expect(await sections(page)).toEqual(['Clipboard and shortcuts'])
    expect(await page.getByRole('textbox', { name: 'Clear the clipboard after' }).isVisible()).toBe(true)
    expect(await page.getByText('Open the quick palette from anywhere with').count()).toBe(0)
    await page.getByText('1 setting found').waitFor()

    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('teapot')
    await page.getByText('No setting matches “teapot”').waitFor()
    await page.keyboard.press('Escape')
    expect(await sections(page)).toEqual(all)

    await page.keyboard.type('theme')
    await tabTo(page, /^Storage$/)
    await page.keyboard.press('Enter')
    await expect.poll(() => isOnTop(page, 'Storage')).toBe(true)
    expect(await sections(page)).toEqual(all)
  })

  it('searches the settings by Ctrl+F and "/" on the settings screen, and the keys on other screens', async () => {
    const { app } = await connected()
    const { page } = app
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await openSettings(page)
    for (const press of ['ControlOrMeta+f', '/']) {
      await page.getByRole('heading', { name: 'Settings', level: 1 }).click()
      expect(await focused()).not.toBe('Search settings')
      await page.keyboard.press(press)
      await expect.poll(focused).toBe('Search settings')
      expect(await page.getByRole('searchbox', { name: 'Search settings' }).inputValue()).toBe('')
    }
    await page.keyboard.type('theme')
    await page.keyboard.press('ControlOrMeta+f') // the text is selected, so that typing replaces it
    await page.keyboard.type('clipboard')
    expect(await page.getByRole('searchbox', { name: 'Search settings' }).inputValue()).toBe('clipboard')
    expect(await findings(page)).toEqual([])
    await picture(page, 'settings-search')

    await page.keyboard.press('ControlOrMeta+1')
    await page.keyboard.press('ControlOrMeta+f')
    await expect.poll(focused).toBe('Search keys')
  })

  it('runs every test of the diagnostics, and shows the time of each', async () => {
    const { app } = await connected()
    const { page } = app
    await openSettings(page)
    const machine = page.getByRole('region', { name: 'Diagnostics' })
    const tests = await machine.getByRole('button', { name: /\(.+\)$/ }).count()
    await machine.getByRole('button', { name: 'Run all' }).press('Enter')
    await expect
      .poll(
        async () => {
          const failed = await machine.getByRole('status').filter({ hasText: 'Try again' }).count()
          return failed + (await machine.getByText(/Tested at/).count())
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThanOrEqual(tests)
  })
})
