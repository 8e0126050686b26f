/** The figures of the page: key presses, heap, frames during a sync. In Electron with their yardsticks; in the browser host without them. */
import { press } from '../e2e/outside.ts'
import type { Page } from 'playwright-core'
import { sum } from 'simple-statistics'
import type { Emulator } from '../emulators/emulator.ts'
import { besideBurners } from './burner.ts'
import type { RemoteEmulator } from './emulator.ts'
import { longest, median, p95Figure, pairFigure, rounded, type Figure } from './figures.ts'
import { measurePage, PRESS_KINDS, type MeasuredPage, type PressKind } from './page.ts'
import type { BenchPalette } from './palette-bench.ts'
import { measurePlainPage } from './plain-page.ts'
import { ownProcessorMsOf } from './process-tree.ts'

/** A page that shows the list, and how to close it. */
export interface OpenPage {
  readonly page: Page
  readonly close: () => Promise<void>
  /**
   * The main process, if it is separate. `watch` starts a measurement and returns a function that resolves with the longest turn of main's event loop
   * since then, in milliseconds.
   */
  readonly main?: { readonly pid: number; readonly watch: () => Promise<() => Promise<number>> }
  /** The quick palette. Missing in a world without windows. */
  readonly palette?: () => Promise<BenchPalette>
  /** Opens an empty page of the same size in a separate window. Missing in a world without windows. */
  readonly openPlain?: () => Promise<Pick<OpenPage, 'page' | 'close'>>
}

/** The aims of a key press: script as a share of a frame, and the paint as a multiple of the plain page's. */
interface Aims {
  readonly script: number
  readonly painted: number
}

const AIMS: Readonly<Record<number, Aims>> = {
  10_000: { script: 0.25, painted: 1.3 },
  100_000: { script: 1, painted: 1.8 },
}
const FRAME_MS = 1_000 / 60
const HEAP_AIM_MB = 60
/** At 60 Hz a frame takes 16.7 ms: a longer gap than this means that at least one frame was missed. */
const LATE_MS = 25
const AFTER_START_MS = 2_000

/** Runs on a page with the list of `keys` keys, in groups. `where`: "Electron" or "browser host". */
export async function benchKeyPresses(
  { page, openPlain }: OpenPage,
  keys: number,
  where: string,
): Promise<Figure[]> {
  await page.getByRole('grid', { name: 'Keys' }).waitFor({ timeout: 180_000 })
  await page.locator('[role=grid] [role=row][data-key]').first().waitFor()
  const measured = await measurePage(page)
  const name = `${keys.toLocaleString('en')} keys, ${where}`
  const heapMb = await measured.heapMb()
  const plain = await openPlain?.()
  const plainPage = plain && (await measurePlainPage(plain.page, page))
  const figures: Figure[] = []
  for (const kind of PRESS_KINDS)
    figures.push(...(await pressFigures(kind, { page, measured, plainPage }, AIMS[keys], name)))
  await plain?.close()
  return [
    ...figures,
    {
      what: `page heap, ${name}`,
      measured: heapMb,
      unit: 'MB',
      aim: keys === 10_000 ? { atMost: HEAP_AIM_MB } : undefined,
      note: 'used JavaScript heap after a collection',
      samples: 1,
    },
  ]
}

interface PressedPages {
  readonly page: Page
  readonly measured: MeasuredPage
  readonly plainPage: MeasuredPage | undefined
}

/** After each round, the same number of keys is pressed in the plain page. */
async function pressFigures(
  { what, begin, rounds }: PressKind,
  { page, measured, plainPage }: PressedPages,
  aims: Aims | undefined,
  name: string,
): Promise<Figure[]> {
  const samples = { script: [] as number[], painted: [] as number[], plain: [] as number[] }
  await begin(page)
  for (const keys of rounds) {
    const { scriptMs, paintedMs } = await measured.press(keys)
    samples.script.push(...scriptMs)
    samples.painted.push(...paintedMs)
    samples.plain.push(...((await plainPage?.press(keys.map(() => 'x')))?.paintedMs ?? []))
  }
  const script = p95Figure(`script per key press, ${what}, ${name}`, samples.script, aims?.script)
  const painted = `key press to paint, ${what}, ${name}`
  return [
    { ...script, yardstick: { what: 'a frame', measured: FRAME_MS, by: 'ratio' } },
    plainPage === undefined
      ? p95Figure(painted, samples.painted, undefined)
      : pairFigure({
          ...{ what: painted, samples: samples.painted, by: 'p95', atMost: aims?.painted },
          ...{ yardstick: 'plain page', yardstickSamples: samples.plain },
        }),
  ]
}

/** The effect of a first sync on the page's frames and on main, and its yardstick. */
export interface SyncFrames {
  /** Milliseconds between frames while the sync ran. */
  readonly frames: readonly number[]
  /** The same, later, beside processes that use as much processor time as main and the emulator did. `undefined` if main cannot be measured. */
  readonly besideBurners: readonly number[] | undefined
  /** The longest turn of main's event loop. */
  readonly blockedMs: number | undefined
}

/** Runs on a page of an empty vault: connects the emulator as an account and counts frames until its first sync has ended. */
export async function measureSyncFrames(
  { page, main }: OpenPage,
  emulator: RemoteEmulator,
): Promise<SyncFrames> {
  await started(page)
  await confirmed(page, [emulator])
  const measured = await measurePage(page)
  const stop = await main?.watch()
  const pids = main === undefined ? [] : [main.pid, emulator.pid]
  const before = pids.map(ownProcessorMsOf)
  const frames = await measured.framesDuring(() => page.evaluate(connectAndSync, formOf(emulator)))
  const ms = sum(frames)
  const shares = pids.map((pid, at) => (ownProcessorMsOf(pid) - before[at]!) / ms)
  const blockedMs = await stop?.()
  if (main === undefined) return { frames, besideBurners: undefined, blockedMs }
  await page.waitForTimeout(AFTER_START_MS) // the page is still drawing its last change
  const beside = await besideBurners(shares, () => measured.framesDuring(() => page.waitForTimeout(ms)))
  return { frames, besideBurners: beside, blockedMs }
}

/** The figures of several syncs. `longestParseMs`: the longest `JSON.parse` of one of their pages. */
export function syncFramesFigures(
  runs: readonly SyncFrames[],
  longestParseMs: number,
  where: string,
): Figure[] {
  const late = (frames: readonly number[]) => frames.filter((ms) => ms > LATE_MS).length
  const perSecond = (frames: readonly number[]) => (1_000 * frames.length) / sum(frames)
  const all = runs.flatMap(({ frames }) => frames)
  const beside = runs.flatMap(({ besideBurners: frames }) =>
    frames === undefined ? [] : [perSecond(frames)],
  )
  const blocks = runs.flatMap(({ blockedMs }) => (blockedMs === undefined ? [] : [blockedMs]))
  const smooth: Figure = {
    what: `frames while 10,000 keys are synced, ${where}`,
    measured: median(runs.map(({ frames }) => perSecond(frames))),
    unit: 'fps',
    aim: undefined,
    note: `median; ${String(late(all))} of ${String(all.length)} frames came late; between frames median ${median(all).toFixed(1)}, longest ${longest(all).toFixed(0)} ms`,
    samples: runs.length,
  }
  if (beside.length === 0) return [smooth]
  return [
    {
      ...smooth,
      aim: { atLeast: 0.9 },
      yardstick: { what: 'beside as much work, no sync', measured: median(beside), by: 'ratio' },
    },
    {
      what: `main blocked, first sync of 10,000 keys, ${where}`,
      measured: longest(blocks),
      unit: 'ms',
      aim: { atMost: 15 },
      yardstick: { what: 'JSON.parse of a page', measured: longestParseMs, by: 'difference' },
      note: `longest turn of the event loop; in each sync ${blocks.map(rounded).join(', ')} ms`,
      samples: blocks.length,
    },
  ]
}

type Connectable = Pick<Emulator, 'provider' | 'settings' | 'credential'>

/** The values of the account form. */
export const formOf = ({ provider, settings, credential }: Connectable) => ({
  provider,
  name: 'Bench',
  settings: { ...settings },
  credential: { from: 'typed', text: credential },
})

/** Waits for the palette, which is created after the window, so that the figure measures a sync and not a start. */
export async function started(page: Page): Promise<void> {
  await page.getByRole('main').waitFor()
  await page.waitForTimeout(AFTER_START_MS)
}

/** Confirms the emulators' addresses as a user does, so that the program asks no question while it is measured. */
export async function confirmed(page: Page, emulators: readonly Connectable[]): Promise<void> {
  for (const emulator of emulators) {
    await press(page)
    await page.evaluate((form) => {
      const { vault } = window as unknown as {
        vault: { call(name: string, input?: unknown): Promise<string> }
      }
      return vault.call('account:test', form)
    }, formOf(emulator))
  }
}

/** Runs in the page. */
export async function connectAndSync(form: unknown): Promise<void> {
  const { vault } = window as unknown as { vault: { call(name: string, input?: unknown): Promise<string> } }
  const connected = JSON.parse(await vault.call('account:connect', form)) as { value?: { account: string } }
  if (connected.value === undefined) throw new Error('The account could not be connected')
  await vault.call('account:sync', { account: connected.value.account })
}
