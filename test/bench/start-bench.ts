/** The time of a start, compared with an empty Electron. Both alternate, so that a busy machine slows both equally. */
import { palettePage } from '../e2e/palette-page.ts'
import type { BenchElectron, MeasuredStart } from './electron.ts'
import { median, pairFigure, spread, type Figure } from './figures.ts'

const LINK = 'keyhold://open/keys'
const EMPTY_WINDOW = 'empty window'

interface StartPlan {
  readonly keys: number
  /** A profile with that many keys. */
  readonly profile: string
  readonly rounds: number
  /** The aim for the time to the list, as a multiple of the time to an empty window. */
  readonly listAtMost: number
  /** The aim for the time to the first paint; `undefined`: no figure. */
  readonly frameAtMost: number | undefined
}

/** The first start of each kind warms the disk's cache and does not count. */
export async function benchStart(
  { startTime }: BenchElectron,
  { keys, profile, rounds, listAtMost, frameAtMost }: StartPlan,
): Promise<Figure[]> {
  const [starts, empties] = await alternating(
    rounds,
    () => startTime(profile),
    () => startTime(undefined),
  )
  const times = (of: (start: MeasuredStart) => number) => ({
    samples: starts.map(of),
    yardstick: EMPTY_WINDOW,
    yardstickSamples: empties.map(of),
    by: 'median' as const,
  })
  const name = `${keys.toLocaleString('en')} keys`
  const list = { what: `start to the list of ${name}`, ...times(({ shownMs }) => shownMs) }
  const processor = {
    what: `processor time of a start to the list of ${name}`,
    ...times(({ processorMs }) => processorMs),
  }
  const frame = { what: `start to the first paint, ${name}`, ...times(({ frameMs }) => frameMs) }
  return [
    pairFigure({ ...list, atMost: listAtMost }),
    ...(frameAtMost === undefined ? [] : [pairFigure({ ...frame, atMost: frameAtMost })]),
    pairFigure({ ...processor, atMost: undefined, more: '; all processes' }),
    ...stepFigures(starts, name),
  ]
}

/** The start timeline. A step that is missing in any start has no figure. */
function stepFigures(starts: readonly MeasuredStart[], name: string): Figure[] {
  const steps = starts[0]?.steps.map(([step]) => step) ?? []
  return steps.flatMap((step) => {
    const samples = starts.flatMap((start) => start.steps.filter(([one]) => one === step).map(([, ms]) => ms))
    if (samples.length < starts.length) return []
    const what = `start of ${name}, until: ${step}`
    const note = `median since the process was started; ${spread(samples)}`
    return [{ what, measured: median(samples), unit: 'ms', aim: undefined, note, samples: samples.length }]
  })
}

const SECOND_STARTS = 15

/** Starts the program again while it is running: for the palette, and for a link. */
export async function benchSecondStart(electron: BenchElectron, profile: string): Promise<Figure[]> {
  const empty = await electron.openEmpty()
  const program = await electron.openHidden(profile)
  await palettePage(program.electron) // A request to main may be lost while the program starts.
  try {
    const figures: Figure[] = []
    for (const argument of ['--quick', LINK]) {
      const [samples, yardstickSamples] = await alternating(
        SECOND_STARTS,
        () => program.secondStart(argument),
        () => empty.secondStart(),
      )
      figures.push(
        pairFigure({
          what: `second start with ${argument}, until the first hears of it`,
          ...{ samples, yardstickSamples, yardstick: 'empty Electron', by: 'median', atMost: 1.2 },
        }),
      )
    }
    return figures
  } finally {
    await program.close()
    await empty.close()
  }
}

/** `rounds` results for each of the two. The first round does not count. */
async function alternating<T>(
  rounds: number,
  one: () => Promise<T>,
  other: () => Promise<T>,
): Promise<[T[], T[]]> {
  const results: [T[], T[]] = [[], []]
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await other(), await one()] as const
    if (round === 0) continue
    results[1].push(pair[0])
    results[0].push(pair[1])
  }
  return results
}
