/** The columns of the list, changed by mouse at its head. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { forPage } from './app.ts'
import { openConnected, shareConnected } from './connected.ts'
import { picture } from './pictures.ts'

const grid = (page: Page) => page.getByRole('grid', { name: 'Keys' })

forPage((open) => {
  const connected = shareConnected(open)

  it('moves, sorts, hides and restores columns by the menu of the list’s head', async () => {
    const { app } = await connected()
    const { page } = app
    const head = (name: string) => grid(page).getByRole('columnheader', { name, exact: true })
    const heads = async () => (await grid(page).getByRole('columnheader').allInnerTexts()).slice(2)
    const choose = async (name: string, item: RegExp) => {
      await head(name).click({ button: 'right' })
      const [at, menu] = [await head(name).boundingBox(), await page.getByRole('menu').boundingBox()]
      expect(Math.abs(menu!.x - (at!.x + at!.width / 2)), 'the menu is at the pointer').toBeLessThan(24)
      await page.getByRole('menuitem', { name: item }).click()
      await page.getByRole('menu').waitFor({ state: 'hidden' })
    }
    const before = await heads()
    await choose('State', /^Move left/)
    await expect.poll(async () => (await heads()).indexOf('State')).toBe(before.indexOf('State') - 1)
    await choose('State', /^Sort descending/)
    await expect.poll(() => head('State').getAttribute('aria-sort')).toBe('descending')
    await choose('State', /^Hide column/)
    await expect.poll(heads).not.toContain('State')
    await choose('Name', /^State/)
    await expect.poll(heads).toContain('State')
    await choose('Name', /^Reset columns/)
    await expect.poll(heads).toEqual(before)

    await head('Last used').click({ button: 'right' })
    const menu = page.getByRole('menu')
    await menu.waitFor()
    await page.setViewportSize({ width: 720, height: 480 })
    const right = async () => {
      const box = await menu.boundingBox()
      return box === null ? Infinity : box.x + box.width
    }
    await expect
      .poll(right, { message: 'the menu stays within a window that shrinks' })
      .toBeLessThanOrEqual(720)
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'hidden' })
    await page.setViewportSize({ width: 1200, height: 800 })

    await page.getByRole('button', { name: 'View options' }).click()
    await page.getByRole('menuitem', { name: 'Group by urgency' }).click()
    await expect.poll(() => grid(page).locator('.group-head').count()).toBeGreaterThan(0)
  })

  it('moves a column by a drag of its head, shows where it lands, gives up with Escape, and remembers the place', async () => {
    const { app } = await openConnected(open)
    const { page } = app
    const head = (name: string, on = page) => grid(on).getByRole('columnheader', { name, exact: true })
    const heads = async (on = page) => (await grid(on).getByRole('columnheader').allInnerTexts()).slice(2)
    const marked = () => grid(page).locator('.drop-before, .drop-after').allInnerTexts()
    const at = async (name: string, part: number) => {
      const box = (await head(name).boundingBox())!
      return [box.x + box.width * part, box.y + box.height / 2] as const
    }
    /** Drags the head of Expires over a part of another head. The last move repeats its position, as a real mouse does. */
    const dragExpires = async (over: string, part: number) => {
      await page.mouse.move(...(await at('Expires', 0.3)))
      await page.mouse.down()
      const [x, y] = await at(over, part)
      for (const stepPx of [2, 1, 0]) await page.mouse.move(x + stepPx, y)
    }
    await head('Expires').waitFor()
    const before = await heads()
    const sorted = await head('Expires').getAttribute('aria-sort')

    await dragExpires('Account', 0.2)
    await expect.poll(marked).toEqual(['Account'])
    await picture(page, 'column-dragged')
    await page.keyboard.press('Escape')
    await expect.poll(marked).toEqual([])
    expect(await grid(page).locator('.dragged').count()).toBe(0)
    await page.mouse.up()
    expect(await heads()).toEqual(before)

    await dragExpires('State', 0.9)
    await page.locator('.dragged').waitFor()
    expect(await marked(), 'no mark where nothing would move').toEqual([])
    await page.mouse.up()
    expect(await heads()).toEqual(before)

    await dragExpires('Account', 0.2)
    await page.mouse.up()
    const moved = before.filter((one) => one !== 'Expires').toSpliced(before.indexOf('Account'), 0, 'Expires')
    await expect.poll(() => heads()).toEqual(moved)
    expect(await head('Expires').getAttribute('aria-sort'), 'a drag does not sort').toBe(sorted)

    const [right, middle] = await at('Expires', 1)
    const widthPx = (await head('Expires').boundingBox())!.width
    await page.mouse.move(right, middle)
    await page.mouse.down()
    await page.mouse.move(right - 10, middle)
    await page.mouse.move(right - 20, middle)
    await page.mouse.up()
    await expect.poll(async () => (await head('Expires').boundingBox())?.width).toBe(widthPx - 20)
    expect(await heads(), 'a drag of the edge moves no column').toEqual(moved)
    await app.close()

    const again = await open({ profile: app.profile })
    await head('Expires', again.page).waitFor()
    expect(await heads(again.page)).toEqual(moved)
  })
})
