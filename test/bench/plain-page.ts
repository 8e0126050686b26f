/** The yardstick of a key press: a plain page without a framework that replaces the texts of forty rows. */
import type { Page } from 'playwright-core'
import { measurePage, type MeasuredPage } from './page.ts'

/** Fills `plain` with the texts that `page` shows, and measures it. */
export async function measurePlainPage(plain: Page, page: Page): Promise<MeasuredPage> {
  const rows = await page.evaluate(shownTexts)
  await plain.evaluate(showRows, rows)
  return measurePage(plain)
}

/**
 * Runs in the program's page, on a list that is not empty. Returns the texts of forty rows, cell by cell; repeats the shown rows if there are fewer.
 */
function shownTexts(): string[][] {
  const shown = [...document.querySelectorAll('[role=grid] [role=row][data-key]')].map((row) =>
    [...row.querySelectorAll('[role=gridcell]')].map(({ textContent }) => textContent),
  )
  return Array.from({ length: 40 }, (_, at) => shown[at % shown.length]!)
}

/** Runs in the plain page. Each key press moves all texts up by one row. */
function showRows(rows: readonly (readonly string[])[]): void {
  document.body.style.cssText = 'margin: 0; font: 13px sans-serif'
  const lines = rows.map((texts) => {
    const line = document.createElement('div')
    line.style.cssText = 'display: flex; height: 20px; gap: 8px; white-space: nowrap; overflow: hidden'
    line.append(...texts.map(() => document.createElement('span')))
    return line
  })
  let first = 0
  const draw = () => {
    for (const [at, line] of lines.entries())
      for (const [cell, text] of rows[(at + first) % rows.length]!.entries())
        line.children[cell]!.textContent = text
  }
  draw()
  document.body.replaceChildren(...lines)
  addEventListener('keydown', () => {
    first += 1
    draw()
  })
}
