/** The list and the sidebar, used only by keyboard. */
import { expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { MANY_ACCOUNTS } from '../../renderer/screens/keys/account-order.ts'
import { call, forPage, type OpenedApp } from './app.ts'
import { openConnected, shareConnected } from './connected.ts'
import { tabTo } from './keyboard.ts'
import { picture } from './pictures.ts'

const sidebar = (page: Page) => page.getByRole('navigation')
const grid = (page: Page) => page.getByRole('grid', { name: 'Keys' })

/** Whether a chip is on the visible line of its row. */
const isOnTheLine = (chip: Locator) =>
  chip.evaluate((element) => {
    const box = element.getBoundingClientRect()
    const line = element.closest('.row-tags')?.getBoundingClientRect() ?? box
    return box.top >= line.top - 1 && box.bottom <= line.bottom + 1 && box.right <= line.right + 1
  })

async function openAccountDialog({ page }: OpenedApp): Promise<void> {
  await tabTo(page, /^Lab/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^More for Lab/)
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: /^Edit account…/ }).waitFor()
  await page.keyboard.press('e')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
}

forPage((open) => {
  const connected = shareConnected(open)

  it('offers the commands for an account by its menu in the sidebar, by their keys, and in the palette', async () => {
    const { app } = await connected()
    const { page } = app
    const item = page.getByRole('menuitem', { name: /^Remove the account…/ })
    const asked = page.getByRole('heading', { name: 'Remove Lab?' })
    const leave = async (shown: Locator) => {
      await page.keyboard.press('Escape')
      await shown.waitFor({ state: 'hidden' })
    }
    await tabTo(page, /^Lab/)
    await page.keyboard.press('Shift+F10')
    await item.waitFor()
    await leave(item)

    await tabTo(page, /^Lab/)
    await page.keyboard.press('F2')
    await page.getByRole('dialog').waitFor()
    await leave(page.getByRole('dialog'))
    await tabTo(page, /^Lab/)
    await page.keyboard.press('Delete')
    await asked.waitFor()
    await leave(asked)

    await sidebar(page).getByRole('button', { name: /^Lab/ }).click({ button: 'right' })
    await item.click()
    await asked.waitFor()
    await leave(asked)

    await sidebar(page).getByRole('button', { name: /^Lab/ }).click()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Search commands, views and keys' }).fill('remove the account')
    await page.getByRole('option', { name: /^Remove the account…/ }).click()
    await asked.waitFor()
    await leave(asked)
    await sidebar(page)
      .getByRole('button', { name: /^All keys/ })
      .click()
  })

  it('shows the colour and the emoji of an account in its tiles once the user has set them', async () => {
    const { app } = await connected()
    const { page } = app
    const tile = sidebar(page).getByRole('listitem').filter({ hasText: 'Lab' }).locator('.tile')
    expect(await tile.textContent()).toBe('RA')
    expect(await grid(page).locator('.tile').first().textContent()).toBe('RA')

    await openAccountDialog(app)
    await tabTo(page, /^RASame as provider/)
    for (const _press of [1, 2, 3, 4, 5]) await page.keyboard.press('ArrowRight')
    await tabTo(page, /^Tile emoji/)
    await page.keyboard.type('two words')
    await tabTo(page, /^Save/)
    await page.keyboard.press('Enter')
    await page.getByText('Enter one emoji').waitFor()
    await picture(page, 'account-sign')
    await page.getByRole('textbox', { name: 'Tile emoji' }).fill('🧪')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await expect.poll(() => tile.textContent()).toBe('🧪')
    expect(await tile.getAttribute('class')).toContain('tile-teal')
    expect(await grid(page).locator('.tile').first().textContent()).toBe('🧪')
    const snapshot = await call(page, 'app:snapshot')
    if (!snapshot.ok || snapshot.value.vault !== 'open') throw new Error('The vault is not open')
    expect(snapshot.value.accounts[0]?.sign).toEqual({ colour: 'teal', emoji: '🧪' })
  })

  it('shows the attention line only above all keys, never together with the status bar’s button, and hides it until something new', async () => {
    const { app } = await connected()
    const { page } = app
    const add = async (name: string) => {
      const fields = { name, typedExpiry: Date.now() + 2.5 * 86_400_000 }
      const added = await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up' }, fields })
      expect(added.ok).toBe(true)
    }
    const line = page.getByRole('status').filter({ hasText: /\d expiring/ })
    const inStatusBar = page.getByRole('contentinfo').getByRole('button', { name: /attention$/ })
    await add('soon-over')
    await line.waitFor()
    expect(await inStatusBar.count()).toBe(0)

    await sidebar(page).getByRole('button', { name: /^Lab/ }).click()
    await inStatusBar.waitFor()
    expect(await line.count()).toBe(0)
    await sidebar(page)
      .getByRole('button', { name: /^All keys/ })
      .click()
    await line.waitFor()

    await tabTo(page, /^Review/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('soon-over expires in 2 days').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await tabTo(page, /^Hide until something new/)
    await page.keyboard.press('Enter')
    await line.waitFor({ state: 'hidden' })
    await inStatusBar.waitFor()

    await add('soon-over-too')
    await line.waitFor()
    expect(await inStatusBar.count()).toBe(0)
  })

  it('groups keys by urgency with a count for each group, and shows no groups when sorted by a column', async () => {
    const { app } = await connected()
    const { page } = app
    const inDays = (days: number) => Date.now() + days * 86_400_000
    for (const [name, typedExpiry] of [
      ['now-one', inDays(2)],
      ['week-one', inDays(5)],
      ['month-one', inDays(20)],
    ] as const) {
      const added = await call(page, 'key:add', {
        secret: { from: 'typed', text: 'made-up' },
        fields: { name, typedExpiry },
      })
      expect(added.ok).toBe(true)
    }
    const heads = grid(page).locator('.group-head:not(.over)')
    await page.getByRole('combobox', { name: 'Search keys' }).fill('one')
    await expect.poll(() => heads.allTextContents()).toHaveLength(3)
    expect((await heads.allTextContents()).map((text) => text.replace(/,.*/, ''))).toEqual([
      'Act now',
      'This week',
      'This month',
    ])
    expect(await heads.first().textContent()).toContain('1 key')
    const loaded = () =>
      page.evaluate(() => [...document.fonts].filter((font) => font.status === 'loaded').length)
    await expect.poll(loaded).toBeGreaterThan(1) // the fonts that the program includes

    await picture(page, 'groups')
    await grid(page).focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('.key-row.active').textContent()).toContain('week-one')

    await tabTo(page, /^Sort: By urgency/)
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Name' }).waitFor()
    await page.keyboard.press('n')
    await page.keyboard.press('Enter')
    await expect.poll(() => heads.count()).toBe(0)
    expect(await grid(page).locator('.key-row .name').allTextContents()).toEqual([
      'month-one',
      'now-one',
      'week-one',
    ])
  })

  it('shows the tags, the variable, the date and the account in a row, and copies by the button of that row', async () => {
    const { app } = await connected()
    const { page } = app
    const added = await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up-secret' },
      fields: {
        name: 'row-of-all',
        tags: ['billing', 'eu', 'prod'],
        environment: 'ROW_KEY',
        typedExpiry: Date.now() + 10.5 * 86_400_000,
      },
    })
    expect(added.ok).toBe(true)
    await page.getByRole('combobox', { name: 'Search keys' }).fill('row-of-all')
    const row = grid(page).locator('.key-row')
    await expect.poll(() => row.count()).toBe(1)
    for (const text of ['billing', 'eu', '+1', 'ROW_KEY', 'in 10 days'])
      expect(await row.innerText()).toContain(text)
    expect(await row.locator('.cell-expires').getAttribute('class')).toContain('warn')
    expect((await row.locator('.expiry-bar').boundingBox())?.height).toBe(3)
    expect(await row.getByText('Secret stored').count()).toBe(1)

    const tagsAndCount = () =>
      Promise.all(
        [row.locator('.row-tags-all .chip').first(), row.locator('.row-tags-count .chip')].map(isOnTheLine),
      )
    await page.setViewportSize({ width: 1280, height: 800 })
    await expect.poll(tagsAndCount).toEqual([true, false])
    await page.setViewportSize({ width: 720, height: 480 })
    await expect.poll(tagsAndCount).toEqual([false, true]) // "+3" in place of the tags
    await page.setViewportSize({ width: 1280, height: 800 })

    expect(await row.locator('[data-copy]').isVisible()).toBe(false)
    await row.hover()
    await picture(page, 'row')
    await row.locator('[data-copy]').click()
    await expect.poll(() => app.readClipboard()).toBe('made-up-secret')
    expect(await page.getByRole('complementary', { name: 'Key' }).count()).toBe(0)

    await sidebar(page).getByRole('button', { name: /^Lab/ }).click()
    await grid(page).getByRole('columnheader', { name: 'Expires' }).waitFor()
    expect(await grid(page).getByRole('columnheader', { name: 'Account' }).count()).toBe(0)
  })

  it('shows on the folded head of a provider that the sync of an account in it has failed', async () => {
    const { app, emulator } = await connected()
    const { page } = app
    for (let more = 1; more < MANY_ACCOUNTS; more += 1) {
      const added = await call(page, 'account:connect', {
        provider: emulator.provider,
        name: `Copy ${more}`,
        settings: { ...emulator.settings },
        credential: { from: 'typed', text: emulator.credential },
      })
      if (!added.ok) throw new Error(added.error.kind)
      const { account } = added.value
      if (more + 1 < MANY_ACCOUNTS) continue
      await call(page, 'account:sync', { account })
      emulator.fault({ kind: 'status', status: 403, times: 20 })
      await call(page, 'account:sync', { account })
    }
    const head = sidebar(page).getByRole('button', { name: /^RIPE Atlas/ })
    const row = sidebar(page).getByRole('button', { name: /^Copy 7.*, the last sync failed/ })
    await row.waitFor()
    expect(await head.getByText(/failed/).count()).toBe(0)
    await head.press('Enter')
    await row.waitFor({ state: 'hidden' })
    await head.getByText(', the last sync failed').waitFor({ state: 'attached' })
    await picture(page, 'a folded provider whose account failed')
  })

  it('remembers the sort order and the grouping over a restart', async () => {
    const { app } = await openConnected(open)
    const head = (page: Page, name: string) => grid(page).getByRole('columnheader', { name })
    const choose = async (page: Page, name: string) => {
      await tabTo(page, /^Sort/)
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name }).waitFor()
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
      await page.getByRole('menu').waitFor({ state: 'hidden' })
    }
    await choose(app.page, 'Account')
    await choose(app.page, 'Account')
    await expect.poll(() => head(app.page, 'Account').getAttribute('aria-sort')).toBe('descending')
    await app.close()

    const again = await open({ profile: app.profile })
    await expect.poll(() => head(again.page, 'Account').getAttribute('aria-sort')).toBe('descending')
    await choose(again.page, 'By urgency')
    await again.close()
    const third = await open({ profile: app.profile })
    await grid(third.page).locator('.group-head').first().waitFor()
  })

  it('remembers columns, row height, a folded group and the width of the sidebar over a restart', async () => {
    const { app } = await openConnected(open)
    const { page } = app
    const variable = (on: Page) => grid(on).getByRole('columnheader', { name: 'Variable' })
    const options = async (item: RegExp) => {
      await tabTo(page, /^View options/)
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: item }).waitFor()
      for (let press = 0; press < 12; press++) {
        if (item.test(await page.evaluate(() => document.activeElement?.textContent ?? ''))) break
        await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('Enter')
    }
    await variable(page).waitFor()
    await options(/^Columns/)
    await tabTo(page, /^Variable/)
    await page.keyboard.press('Space')
    await variable(page).waitFor({ state: 'hidden' })
    await tabTo(page, /^Move State to the left/)
    await page.keyboard.press('Enter')
    await picture(page, 'columns')
    await tabTo(page, /^Make Last used wider/)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await options(/^Compact rows/)
    const heads = () => grid(page).getByRole('columnheader').allInnerTexts()
    await expect.poll(async () => (await heads()).slice(2, 5)).toEqual(['Name', 'State', 'Account'])
    await expect
      .poll(async () => (await grid(page).locator('.key-row').first().boundingBox())?.height)
      .toBe(26)
    const before = await grid(page).locator('.key-row').count()
    await options(/^Fold No date/)
    await expect.poll(() => grid(page).locator('.key-row').count()).toBeLessThan(before)
    expect(await page.getByRole('contentinfo').innerText()).toContain(`${before} keys`)
    await picture(page, 'folded')
    await tabTo(page, /^Width of the sidebar/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await sidebar(page).boundingBox())?.width).toBe(232)
    await app.close()

    const again = await open({ profile: app.profile })
    await expect.poll(async () => (await sidebar(again.page).boundingBox())?.width).toBe(232)
    expect(await variable(again.page).count()).toBe(0)
    expect(await again.page.getByRole('columnheader').nth(3).innerText()).toBe('State')
    expect((await again.page.locator('.key-row').first().boundingBox())?.height).toBe(26)
    expect(await again.page.locator('.group-head').filter({ hasText: 'folded' }).count()).toBe(1)
  })
})
