import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { openConnected, shareConnected } from './connected.ts'
import { misfits } from './fit.ts'
import { tabTo } from './keyboard.ts'

const DAY_MS = 86_400_000

async function addEnding(page: Page, name: string, days: number): Promise<void> {
  const fields = { name, typedExpiry: Date.now() + days * DAY_MS }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret' }, fields })
  if (!added.ok) throw new Error(added.error.kind)
}

async function openTimeline(page: Page): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+2')
  await page.getByRole('heading', { name: 'Timeline', level: 1 }).waitFor()
  const plot = page.getByRole('listbox', { name: 'Expirations' })
  await plot.waitFor()
  return plot
}

const selected = (page: Page) => page.getByRole('region', { name: /^\d+ keys? expires?, / })
const namesIn = (list: Locator) => list.getByRole('row').getByRole('button').allInnerTexts()

/** Pairs of texts in the plot that overlap. */
const collisions = (page: Page) =>
  page.evaluate(() => {
    const words = [...document.querySelectorAll('.plot-count, .plot-word, .plot-month-button > .cut')]
    const boxes = words.map((word) => ({ text: word.textContent, box: word.getBoundingClientRect() }))
    return boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          ({ box }) =>
            Math.min(box.right, one.box.right) - Math.max(box.left, one.box.left) > 1 &&
            Math.min(box.bottom, one.box.bottom) - Math.max(box.top, one.box.top) > 1,
        )
        .map((other) => `${one.text} and ${other.text}`),
    )
  })

const narrowest = (targets: Locator) =>
  targets.evaluateAll((all) =>
    Math.min(
      ...all.map((target) => {
        const { width, height } = target.getBoundingClientRect()
        return Math.min(width, height)
      }),
    ),
  )

forPage((open) => {
  const connected = shareConnected(open)

  it('selects columns, a span and a month, lists their keys and replaces them, by keyboard alone', async () => {
    const { app } = await connected()
    const { page } = app
    await addEnding(page, 'over', -2)
    await addEnding(page, 'first', 3.5)
    await addEnding(page, 'second', 20.5)
    const plot = await openTimeline(page)
    await tabTo(page, /^(30 days|90 days|12 months)/)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.getByText(/in the next 30 days$/).waitFor()
    const next = page.getByRole('region', { name: 'Expiring next' })
    expect(await namesIn(next)).not.toContain('over')
    expect(await namesIn(page.getByRole('region', { name: 'Expired', exact: true }))).toContain('over')

    await plot.getByRole('option').first().focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    expect(await namesIn(selected(page))).toContain('first')
    expect(await namesIn(selected(page))).not.toContain('second')
    await page.keyboard.press('ControlOrMeta+Shift+End')
    await expect.poll(() => namesIn(selected(page))).toEqual(expect.arrayContaining(['first', 'second']))

    await tabTo(page, /^Replace \d+ keys?…/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await plot.getByRole('option').first().focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => selected(page).count()).toBe(0)

    const month = page.getByRole('toolbar', { name: 'Months' }).getByRole('button').first()
    await month.press('Enter')
    expect(await month.getAttribute('aria-pressed')).toBe('true')
    await selected(page).getByRole('button', { name: 'Clear' }).press('Enter')
    expect(await month.getAttribute('aria-pressed')).toBe('false')
  })

  it('selects a span by dragging, and describes it above the plot without covering anything', async () => {
    const { app } = await connected()
    const { page } = app
    await addEnding(page, 'first', 3.5)
    await addEnding(page, 'second', 300.5)
    const plot = await openTimeline(page)
    await plot.getByRole('option').first().hover()
    await page.mouse.down()
    await plot.getByRole('option').last().hover()
    await page.mouse.up()
    await expect.poll(() => namesIn(selected(page))).toEqual(expect.arrayContaining(['first', 'second']))
    expect(await page.getByRole('tooltip').count()).toBe(0)
  })

  it('shows 10,000 keys of one account at each zoom with wide targets and without overlapping texts', async () => {
    const { app } = await openConnected(open, 10_000)
    const { page } = app
    const plot = await openTimeline(page)
    for (const size of [
      { width: 1280, height: 800 },
      { width: 640, height: 400 },
    ]) {
      await page.setViewportSize(size)
      for (const zoom of ['30 days', '90 days', '12 months']) {
        await page.getByRole('radiogroup', { name: 'Period' }).getByText(zoom, { exact: true }).click()
        await page.getByRole('heading', { name: 'Timeline' }).hover() // away from the columns
        expect(await collisions(page), `${zoom} at ${size.width}`).toEqual([])
        expect(await narrowest(plot.getByRole('option')), zoom).toBeGreaterThanOrEqual(24)
        expect(await misfits(page), `${zoom} at ${size.width}`).toEqual([])
        const pictures = process.env.KEYHOLD_TEST_PICTURES
        if (pictures !== undefined)
          await page.screenshot({ path: `${pictures}/Timeline ${zoom}-${size.width}.png` })
      }
    }
  })
})
