/** The time from the request for the quick palette to its painted list, if its window already exists and is hidden. Only in a world with windows. */
import type { ElectronApplication } from 'playwright-core'
import { isPaletteSeen, palettePage } from '../e2e/palette-page.ts'
import { p95Figure, type Figure } from './figures.ts'

export interface BenchPalette {
  /** Shows the palette and hides it again. Milliseconds from the request in main to the painted list. */
  readonly showTime: () => Promise<number>
}

const ROUNDS = 30
const AIM_MS = 100

/** Runs on an open program. `where`: "Electron". */
export async function benchPalette({ showTime }: BenchPalette, keys: number, where: string): Promise<Figure> {
  await showTime() // the first time loads resources that later times reuse
  const samples: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) samples.push(await showTime())
  const what = `palette visible (warm), ${keys.toLocaleString('en')} keys, ${where}`
  return p95Figure(what, samples, AIM_MS, '; from a second start heard of to the painted list')
}

/** Resolves when the palette's page has its keys. */
export async function openPalette(electron: ElectronApplication): Promise<BenchPalette> {
  const page = await palettePage(electron)
  await page.getByRole('option').first().waitFor()

  async function hide(): Promise<void> {
    await page.evaluate(() => (window as unknown as PaletteWindow).vault.call('palette:hide'))
    while (await isPaletteSeen(electron));
  }

  return {
    async showTime() {
      // The page must listen before main gets the request; otherwise it would miss the event.
      const painted = await page.evaluateHandle(watchForPaint)
      const from = await electron.evaluate(({ app }) => {
        const at = performance.timeOrigin + performance.now()
        app.emit('second-instance', {}, ['keyhold', '--quick'])
        return at
      })
      const ms = (await painted.evaluate(({ at }) => at)) - from
      await painted.dispose()
      await hide()
      return ms
    },
  }
}

interface PaletteWindow {
  readonly vault: {
    call(name: string): Promise<string>
    listen(onEvent: (name: string) => void): () => void
  }
}

/** Runs in the page. `at`: when the second frame after `palette:shown` began, by main's clock. */
function watchForPaint(): { readonly at: Promise<number> } {
  const { vault } = window as unknown as PaletteWindow
  const at = new Promise<number>((resolve) => {
    const stop = vault.listen((name) => {
      if (name !== 'palette:shown') return
      stop()
      requestAnimationFrame(() =>
        requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
      )
    })
  })
  return { at } // in an object, because returning the promise itself would await it here
}
