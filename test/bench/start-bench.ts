/** The time that a start takes, compared with an empty window. The starts alternate, so that a busy machine slows both equally. */
import { chromium } from 'playwright-core'
import { median, rounded, spread, type Figure } from './figures.ts'
import type { OpenPage } from './page-bench.ts'

const ROUNDS = 7

interface Contest {
  readonly where: string
  readonly aim: Figure['aim']
  /** Milliseconds from the start of the process to the painted list. */
  readonly list: () => Promise<number>
  /** Milliseconds from the start of the process to an empty window. */
  readonly empty: () => Promise<number>
}

/** The first start of each kind warms the disk's cache and does not count. */
export async function benchStart({ where, aim, list, empty }: Contest): Promise<Figure> {
  await empty()
  await list()
  const lists: number[] = []
  const empties: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    empties.push(await empty())
    lists.push(await list())
  }
  return {
    what: `start to list of 10,000 keys against an empty window, ${where}`,
    measured: median(lists) / median(empties),
    unit: 'x',
    aim,
    note: `list: ${spread(lists)}; empty: ${spread(empties)}; difference ${rounded(median(lists) - median(empties))} ms`,
    samples: ROUNDS,
  }
}

/** Milliseconds to the painted list in the browser host: the program, the browser and the page together. */
export async function listTime(open: () => Promise<OpenPage>): Promise<number> {
  const from = performance.now()
  const { page, close } = await open()
  await page.locator('[role=grid] [role=row][data-key]').first().waitFor()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  const ms = performance.now() - from
  await close()
  return ms
}

/** Milliseconds to an empty page in an installed Chromium. */
export async function emptyPageTime(chromiumPath: string): Promise<number> {
  const from = performance.now()
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    chromiumSandbox: process.getuid?.() !== 0,
  })
  const page = await browser.newPage()
  await page.setContent('<title>Empty</title><p>Empty')
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  const ms = performance.now() - from
  await browser.close()
  return ms
}
