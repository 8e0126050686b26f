/** Measures the running page: key presses, heap, frames. Also calls main through it. Works on any page that shows the list, in every host. */
import type { CDPSession, Page } from 'playwright-core'
import type { CallName, Input, Output } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'
import { watchTasks } from './tasks.ts'
import { installProbe, type Probe } from './probe.ts'

export interface Pressed {
  /** Processor time of all script that ran because of the key press, milliseconds. */
  readonly scriptMs: readonly number[]
  /** Milliseconds from the press to the painted result. */
  readonly paintedMs: readonly number[]
}

export interface MeasuredPage {
  /** Presses one key after the other. */
  press(keys: readonly string[]): Promise<Pressed>
  /** Heap after garbage collection, megabytes (10^6 bytes). */
  heapMb(): Promise<number>
  /** Milliseconds between frames while `run` runs. */
  framesDuring(run: () => Promise<unknown>): Promise<number[]>
  /** Milliseconds of processor time of each task of the page's main thread while `run` runs. */
  tasksDuring(run: () => Promise<unknown>): Promise<number[]>
}

/** Key presses of one kind. */
export interface PressKind {
  readonly what: string
  /** Prepares the page, without a measurement. */
  readonly begin: (page: Page) => Promise<void>
  /** The keys of each round, pressed in order. */
  readonly rounds: readonly (readonly string[])[]
}

/** Words, operators and dates: each letter changes the result. */
const QUERIES = ['grafana prod', 'is:expiring lab', '-dns test', 'expires:<90d ixp', 'account:ben mesh-dev']
const MOVES = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'PageDown', 'End', 'ArrowUp', 'PageUp', 'Home'] as const
const MOVE_ROUNDS = 8
const SELECTIONS = [
  'Home',
  'Shift+Space',
  'Shift+ArrowDown',
  'Shift+PageDown',
  'ArrowDown',
  'Space',
  'Control+a',
  'Space',
  'Escape',
] as const
const SELECT_ROUNDS = 8

const searchIn = (page: Page) => page.getByRole('combobox', { name: 'Search keys' })
const focusGrid = (page: Page) => page.getByRole('grid', { name: 'Keys' }).focus()

export const PRESS_KINDS: readonly PressKind[] = [
  {
    what: 'searching', // types and deletes letter by letter
    async begin(page) {
      await searchIn(page).fill('')
      await searchIn(page).focus()
    },
    rounds: QUERIES.map((query) => [...lettersOf(query), ...lettersOf(query).map(() => 'Backspace')]),
  },
  { what: 'moving', begin: focusGrid, rounds: Array.from({ length: MOVE_ROUNDS }, () => MOVES) },
  {
    what: 'selecting', // single rows, ranges, all matches and none
    async begin(page) {
      await searchIn(page).fill('')
      await focusGrid(page)
    },
    rounds: Array.from({ length: SELECT_ROUNDS }, () => SELECTIONS),
  },
]

type ProbedWindow = Window & { readonly probe: Probe }

/** Works on any page that shows what the kind of key presses needs. */
export async function measurePage(page: Page): Promise<MeasuredPage> {
  const cdp = await page.context().newCDPSession(page)
  // Uses the thread's own clock, which does not count the work of other programs.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.evaluate(installProbe)

  async function press(key: string, into: { scriptMs: number[]; paintedMs: number[] }): Promise<void> {
    await page.evaluate(() => (window as unknown as ProbedWindow).probe.arm())
    const before = await scriptMs(cdp)
    await page.keyboard.press(key)
    const painted = await page.evaluate(() => (window as unknown as ProbedWindow).probe.settled())
    into.scriptMs.push((await scriptMs(cdp)) - before)
    into.paintedMs.push(painted)
  }

  return {
    async press(keys) {
      const pressed = { scriptMs: [], paintedMs: [] }
      for (const key of keys) await press(key, pressed)
      return pressed
    },
    async heapMb() {
      await cdp.send('HeapProfiler.collectGarbage')
      const { usedSize } = await cdp.send('Runtime.getHeapUsage')
      return usedSize / 1e6
    },
    async framesDuring(run) {
      await page.evaluate(() => (window as unknown as ProbedWindow).probe.watchFrames())
      await run()
      return page.evaluate(() => (window as unknown as ProbedWindow).probe.frames())
    },
    async tasksDuring(run) {
      const stop = await watchTasks(page, cdp)
      await run()
      return stop()
    },
  }
}

function lettersOf(query: string): string[] {
  return query.split('').map((letter) => (letter === ' ' ? 'Space' : letter))
}

async function scriptMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1_000
}

/** Calls main as the page does. Throws the error that the page would get. */
export async function ask<K extends CallName>(page: Page, name: K, input?: Input<K>): Promise<Output<K>> {
  const text = await page.evaluate(
    (args) => {
      const { vault } = window as unknown as {
        vault: { call(name: string, input: unknown): Promise<string> }
      }
      return vault.call(args.name, args.input)
    },
    { name, input },
  )
  const answer = JSON.parse(text) as Result<Output<K>>
  if (!answer.ok) throw new Error(`${name}: ${answer.error.kind}`)
  return answer.value
}
