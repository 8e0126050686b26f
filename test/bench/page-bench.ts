/** The figures of the page: key presses, heap, frames during a sync. Measured the same way in real Electron and in the browser host. */
import { press } from '../e2e/outside.ts'
import type { Page } from 'playwright-core'
import { sum } from 'simple-statistics'
import type { Emulator } from '../emulators/emulator.ts'
import { longest, median, p95Figure, type Figure } from './figures.ts'
import { measurePage, type Pressed } from './page.ts'
import type { BenchPalette } from './palette-bench.ts'

/** A page that shows the list, and how to close it. */
export interface OpenPage {
  readonly page: Page
  readonly close: () => Promise<void>
  /** The longest turn of main's event loop in milliseconds. Missing if main runs in a process that cannot be measured. */
  readonly watchMain?: () => Promise<() => Promise<number>>
  /** The quick palette. Missing in a world without windows. */
  readonly palette?: () => Promise<BenchPalette>
}

interface Aims {
  readonly scriptMs: number
  readonly paintedMs: number
}

const AIMS: Readonly<Record<number, Aims>> = {
  10_000: { scriptMs: 8, paintedMs: 33 },
  100_000: { scriptMs: 30, paintedMs: 50 },
}
const HEAP_AIM_MB = 60
/** Frames a second, of the display's 60. Rounding and a frame at either end cost the rest. */
const FRAMES_AIM = 59
const BLOCKED_AIM_MS = 50
/** At 60 Hz a frame takes 16.7 ms: a longer gap than this means that at least one frame was missed. */
const LATE_MS = 25
const AFTER_START_MS = 2_000

/** Runs on a page with the list of `keys` keys. `where`: "Electron" or "browser host". */
export async function benchKeyPresses(page: Page, keys: number, where: string): Promise<Figure[]> {
  await page.getByRole('grid', { name: 'Keys' }).waitFor({ timeout: 180_000 })
  const measured = await measurePage(page)
  const name = `${keys.toLocaleString('en')} keys, ${where}`
  const heapMb = await measured.heapMb()
  const aims = AIMS[keys]
  const pressFigures = (what: string, { scriptMs, paintedMs }: Pressed): Figure[] => [
    p95Figure(`script per key press, ${what}, ${name}`, scriptMs, aims?.scriptMs),
    p95Figure(`key press to paint, ${what}, ${name}`, paintedMs, aims?.paintedMs),
  ]
  return [
    ...pressFigures('searching', await measured.typing()),
    ...pressFigures('moving', await measured.moving()),
    ...pressFigures('selecting', await measured.selecting()),
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

/** Runs on a page of an empty vault: connects the emulator as an account and counts frames until its first sync has ended. */
export async function benchFrames(
  { page, watchMain }: OpenPage,
  emulator: Connectable,
  where: string,
): Promise<Figure[]> {
  await started(page)
  await confirmed(page, [emulator])
  const measured = await measurePage(page)
  const stop = await watchMain?.()
  const frames = await measured.framesDuring(() => page.evaluate(connectAndSync, formOf(emulator)))
  const blockedMs = await stop?.()
  const late = frames.filter((ms) => ms > LATE_MS).length
  const smooth: Figure = {
    what: `frames while 10,000 keys are synced, ${where}`,
    measured: (1_000 * frames.length) / sum(frames),
    unit: 'fps',
    aim: { atLeast: FRAMES_AIM },
    note: `${String(late)} of ${String(frames.length)} frames came late; between frames median ${median(frames).toFixed(1)}, longest ${longest(frames).toFixed(0)} ms`,
    samples: frames.length,
  }
  return blockedMs === undefined ? [smooth] : [smooth, blocked(blockedMs, where)]
}

const blocked = (ms: number, where: string): Figure => ({
  what: `main blocked, first sync of 10,000 keys, ${where}`,
  measured: ms,
  unit: 'ms',
  aim: { atMost: BLOCKED_AIM_MS },
  note: 'longest turn of the event loop',
  samples: 1,
})

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
