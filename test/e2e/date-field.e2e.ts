import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage, share } from './app.ts'
import { tabTo } from './keyboard.ts'

const date = (page: Page) => page.getByRole('dialog').getByRole('textbox', { name: 'Date (required)' })
const local = (daysFromNow: number, days = new Date()) => {
  const day = new Date(days.getFullYear(), days.getMonth(), days.getDate() + daysFromNow)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

async function openDate(page: Page): Promise<void> {
  await page.getByRole('main').first().waitFor()
  await page.keyboard.press('ControlOrMeta+n')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('made-by-hand')
  await tabTo(page, /^Secret/)
  await page.keyboard.type('made-up-secret')
  await tabTo(page, /^No date/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await tabTo(page, /^Date/)
}

async function expiryOf(page: Page): Promise<number | undefined> {
  const snapshot = await call(page, 'app:snapshot')
  if (!snapshot.ok || snapshot.value.vault !== 'open') throw new Error('The vault is not open')
  const expires = snapshot.value.keys.find(({ name }) => name === 'made-by-hand')?.expires
  return expires !== undefined && 'at' in expires ? expires.at : undefined
}

forPage((openNew) => {
  const open = share(openNew)

  it('keeps a text that is no date, says how to write a date, and saves nothing', async () => {
    const { page } = await open()
    await openDate(page)
    await page.keyboard.type('next spring')
    await page.getByText('Enter a date such as 90d, Dec 31 or 2027-01-15.').waitFor()
    await page.keyboard.press('Enter')
    expect(await date(page).inputValue()).toBe('next spring')
    expect(await date(page).getAttribute('aria-invalid')).toBe('true')
    expect(await expiryOf(page)).toBeUndefined()

    await date(page).press('Shift+Tab')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')
    expect(await date(page).inputValue()).toBe('next spring')

    await date(page).fill('1/15/27')
    await page.getByText('Write the year with four digits, such as 2027-01-15.').waitFor()
    await date(page).fill('2020-02-29')
    await page.getByText('This date is in the past').waitFor()
  })

  it('reads 90d as the end of that day, takes a time on demand, and saves it, by keyboard alone', async () => {
    const { page } = await open()
    await openDate(page)
    await page.keyboard.type('90d')
    await page.getByText(/ · in [23] months/).waitFor()
    await page.keyboard.press('Tab')
    expect(await date(page).inputValue()).toBe(local(90))

    await tabTo(page, /^Add a time/)
    await page.keyboard.press('Enter')
    await page.getByLabel('Date: time').fill('09:30')
    expect(await date(page).inputValue()).toBe(`${local(90)} 09:30`)
    await tabTo(page, /^No time/)
    await page.keyboard.press('Enter')
    expect(await date(page).inputValue()).toBe(local(90))

    await date(page).press('Enter')
    await expect.poll(() => expiryOf(page)).toBeDefined()
    const at = new Date((await expiryOf(page)) ?? 0)
    expect([local(0, at), at.getHours(), at.getMinutes()]).toEqual([local(90), 23, 59])
  })

  it('picks a day from the calendar by keyboard; Escape leaves the date unchanged', async () => {
    const { page } = await open()
    await openDate(page)
    await page.keyboard.type('today')
    await tabTo(page, /^Date: open the calendar/)
    await page.keyboard.press('Enter')
    const calendar = page.getByRole('dialog', { name: 'Date: calendar' })
    await calendar.waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await calendar.waitFor({ state: 'hidden' })
    expect(await date(page).inputValue()).toBe(local(8))

    await page.keyboard.press('Enter')
    await calendar.waitFor()
    await page.keyboard.press('PageDown')
    await page.keyboard.press('Escape')
    await calendar.waitFor({ state: 'hidden' })
    expect(await date(page).inputValue()).toBe(local(8))
    expect(await page.getByRole('dialog', { name: 'Add a key manually' }).isVisible()).toBe(true)
  })
})
