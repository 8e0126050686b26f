/** What Keyhold costs while only its tray is visible, compared with an empty Electron, and how fast a copy from the tray is. Linux. */
import { execFile } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import type { ElectronApplication, Page } from 'playwright-core'
import type { KeyId } from '../../shared/model/model.ts'
import { palettePage } from '../e2e/palette-page.ts'
import { busOf } from '../e2e/served-bus.ts'
import { startTrayHost, type TrayHostDouble } from '../e2e/tray-host.ts'
import type { BenchElectron } from './electron.ts'
import { p95Figure, rounded, type Figure } from './figures.ts'
import { ask } from './page.ts'
import { memoryOf, processorMsOf, wakeUpsOf } from './process-tree.ts'

const MEGABYTE = 1_000_000
/**
 * The time until the work of a start has ended. Its last part is V8's garbage collection, as a measurement by thread showed: main and the palette
 * collect in steps for 60 to 90 s after their last work. No code of the program runs during that time.
 */
const SETTLE_MS = 120_000
const IDLE_MS = 60_000
const COPIES = 20
/** The wait after a copy: a copy changes the menu's texts, and a click on an entry of the previous menu is lost. */
const MENU_MS = 1_500
const CYCLES = 1_000
/** Cycles before the baseline: the first growth is memory that every later cycle reuses. */
const WARM_UP = 100
/** The window takes longer than the palette, so only every tenth cycle opens it. */
const WINDOW_EVERY = 10

const KEYS = ['bench copy one', 'bench copy two'] as const
const secretOf = (name: string) => `made-up value of ${name}`

/** Measures both in one run, on one machine, at the same time: the program with `profile`, and Electron without a program. */
export async function benchPresence(
  electron: BenchElectron,
  profile: string,
  keys: number,
): Promise<Figure[]> {
  const empty = await electron.openEmpty()
  const program = await electron.openHidden(profile)
  await palettePage(program.electron) // A request to main may be lost while the program starts.
  const host = await startTrayHost(await busOf(program.electron))
  try {
    await prepare(program.electron, host)
    const idle = await idleFigures(await pidOf(program.electron), await pidOf(empty.electron), keys)
    const copy = await copyFigure(host)
    return [...idle, copy, await growthFigure(program.electron)]
  } finally {
    host.close()
    await program.close()
    await empty.close()
  }
}

const pidOf = (electron: ElectronApplication) => electron.evaluate(() => process.pid)

const isMain = (page: Page) => page.url().startsWith('keyhold://app/?')

/** Opens the window from the palette. */
async function openWindow(electron: ElectronApplication, palette: Page): Promise<Page> {
  const opened = electron.waitForEvent('window', { predicate: isMain })
  await ask(palette, 'palette:open-view', { kind: 'keys' })
  const page = await opened
  await page.locator('[role=grid] [role=row][data-key]').first().waitFor()
  return page
}

/** Destroys the window; the program stays in the tray. */
async function closeWindow(page: Page): Promise<void> {
  const closed = page.waitForEvent('close')
  await page.evaluate(() => void window.setTimeout(() => window.close())) // runs after the call has been answered
  await closed
}

/** Puts two keys into the tray's menu, and makes the program stay in the tray. */
async function prepare(electron: ElectronApplication, host: TrayHostDouble): Promise<void> {
  const page = await openWindow(electron, await palettePage(electron))
  for (const name of KEYS) {
    const fields = { name, typedExpiry: 'never' as const, favourite: true }
    const added = await ask(page, 'key:add', { secret: { from: 'typed', text: secretOf(name) }, fields })
    await ask(page, 'key:edit', { key: added.key, fields: { favourite: true } })
  }
  await ask(page, 'settings:change', { closeToTray: true, syncMinutes: 0 })
  while (!(await host.menu()).some(({ label }) => label === KEYS[0])) await setTimeout(100)
  await closeWindow(page)
}

async function idleFigures(program: number, empty: number, keys: number): Promise<Figure[]> {
  const [settling] = await costOver(SETTLE_MS, [program])
  const [cost, emptyCost] = await costOver(IDLE_MS, [program, empty])
  const where = `${keys.toLocaleString('en')} keys, tray only`
  const yardstick = (measured: number, by: 'ratio' | 'difference') =>
    ({ what: 'empty Electron', measured, by }) as const
  const over = `over ${IDLE_MS / 1_000} s, all processes, both at the same time`
  return [
    {
      what: `memory, ${where}`,
      measured: memoryOf(program) / MEGABYTE,
      unit: 'MB',
      aim: { atMost: 80 },
      yardstick: yardstick(memoryOf(empty) / MEGABYTE, 'difference'),
      note: 'PSS of all processes; the warm palette is one of them',
      samples: 1,
    },
    {
      what: `processor while idle, ${where}`,
      measured: cost!.percent,
      unit: '%',
      aim: { atMost: 1.2 },
      yardstick: yardstick(emptyCost!.percent, 'ratio'),
      note: `of one processor ${over}; in the ${SETTLE_MS / 1_000} s before, while V8 collects what the start left: ${rounded(settling!.percent)} %`,
      samples: 1,
    },
    {
      what: `wake-ups while idle, ${where}`,
      measured: cost!.wakeUps,
      unit: 'a second',
      aim: { atMost: 1.2 },
      yardstick: yardstick(emptyCost!.wakeUps, 'ratio'),
      note: `voluntary context switches of all threads, ${over}`,
      samples: 1,
    },
  ]
}

/** The cost of each tree of processes over `ms`: percent of one processor, and wake-ups per second. */
async function costOver(ms: number, roots: readonly number[]) {
  const now = () => roots.map((root) => ({ processorMs: processorMsOf(root), wakeUps: wakeUpsOf(root) }))
  const before = now()
  const from = performance.now()
  await setTimeout(ms)
  const passedMs = performance.now() - from
  return now().map(({ processorMs, wakeUps }, at) => ({
    percent: ((processorMs - before[at]!.processorMs) / passedMs) * 100,
    wakeUps: (1_000 * (wakeUps - before[at]!.wakeUps)) / passedMs,
  }))
}

/** Reads the text that another program would paste now. */
const pasted = () =>
  new Promise<string>((resolve) =>
    execFile('xclip', ['-selection', 'clipboard', '-out'], (_error, output) => resolve(output)),
  )

/** Measures from the click at the tray host to the first paste in another program that has the secret. */
async function copyFigure(host: TrayHostDouble): Promise<Figure> {
  const samples: number[] = []
  for (let copy = 0; copy <= COPIES; copy += 1) {
    const name = KEYS[copy % KEYS.length]!
    const click = await host.aim(name)
    const from = performance.now()
    await click()
    while ((await pasted()) !== secretOf(name));
    if (copy > 0) samples.push(performance.now() - from) // The first copy creates objects that later copies reuse.
    await setTimeout(MENU_MS)
  }
  const what = 'copy from the tray to another program, real keychain'
  return p95Figure(what, samples, 150, '; from the click to the first paste elsewhere')
}

async function growthFigure(electron: ElectronApplication): Promise<Figure> {
  const palette = await palettePage(electron)
  const pid = await pidOf(electron)
  const keys = await favouritesIn(palette)
  const cycle = async (count: number) => {
    await ask(palette, 'palette:show') // answered when the palette is in front
    await ask(palette, 'key:copy', { key: keys[count % keys.length]! })
    await ask(palette, 'palette:hide')
    if (count % WINDOW_EVERY === 0) await closeWindow(await openWindow(electron, palette))
  }
  for (let count = 0; count < WARM_UP; count += 1) await cycle(count)
  await setTimeout(SETTLE_MS)
  const before = memoryOf(pid)
  for (let count = 0; count < CYCLES; count += 1) await cycle(count)
  await setTimeout(SETTLE_MS)
  const after = memoryOf(pid)
  return {
    what: `memory after ${CYCLES.toLocaleString('en')} times opened, copied, closed`,
    measured: after / MEGABYTE,
    unit: 'MB',
    aim: { atMost: 1.02 },
    yardstick: { what: `after ${WARM_UP}`, measured: before / MEGABYTE, by: 'ratio' },
    note: `PSS of all processes; the window in every tenth`,
    samples: CYCLES,
  }
}

async function favouritesIn(palette: Page): Promise<readonly KeyId[]> {
  const snapshot = await ask(palette, 'app:snapshot')
  if (snapshot.vault !== 'open') throw new Error('The vault is not open')
  return snapshot.keys.filter(({ favourite }) => favourite).map(({ id }) => id)
}
