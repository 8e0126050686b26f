/** The result of a benchmark: samples, the figure computed from them, its yardstick and aim, and the table of all figures. Pure. */
import { max, median as middle, quantile } from 'simple-statistics'
import { table } from '../../scripts/table.ts'

/** The time of something simpler, measured in the same run, so that a slow machine slows both. */
export interface Yardstick {
  readonly what: string
  /** In the unit of the figure. */
  readonly measured: number
  /** The value that the aim applies to: the figure divided by the yardstick, or the figure minus the yardstick. */
  readonly by: 'ratio' | 'difference'
}

export interface Figure {
  readonly what: string
  /** In `unit`. */
  readonly measured: number
  readonly unit: 'ms' | 's' | 'MB' | 'x' | 'fps' | '%' | 'a second'
  /** The aim for the comparison with the yardstick or, without a yardstick, for `measured` itself. `undefined` if the figure has no aim. */
  readonly aim: Aim | undefined
  readonly yardstick?: Yardstick
  /** How the figure was measured, and any detail worth knowing. */
  readonly note: string
  readonly samples: number
}

export type Aim = { readonly atMost: number } | { readonly atLeast: number }

/** The longest note in the table, in characters. The JSON has the whole note, and the note of a missed aim is printed in full. */
const NOTE_LIMIT = 72

export type Assessment = 'met' | 'missed' | 'no aim'

/** The value that the aim applies to. */
export function comparedOf({ measured, yardstick }: Figure): number {
  if (yardstick === undefined) return measured
  return yardstick.by === 'ratio' ? measured / yardstick.measured : measured - yardstick.measured
}

export function assessmentOf(figure: Figure): Assessment {
  const { aim } = figure
  if (aim === undefined) return 'no aim'
  const compared = comparedOf(figure)
  const isMet = 'atMost' in aim ? compared <= aim.atMost : compared >= aim.atLeast
  return isMet ? 'met' : 'missed'
}

type Samples = readonly number[]

/** NaN without samples, which meets no aim. */
const measured = (of: (samples: Samples) => number) => (samples: Samples) =>
  samples.length === 0 ? NaN : of(samples)

export const p95 = measured((samples) => quantile(samples, 0.95))
export const median = measured(middle)
/** 0 without samples. */
export const longest = (samples: Samples): number => max([0, ...samples])

export const rounded = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

/** "median 1.20, p95 3.40, longest 5.00 ms". */
export const spread = (samples: Samples): string =>
  `median ${rounded(median(samples))}, p95 ${rounded(p95(samples))}, longest ${rounded(longest(samples))} ms`

/** The 95th percentile of `samples`, in milliseconds. `atMost`: the aim, if there is one. */
export const p95Figure = (what: string, samples: Samples, atMost: number | undefined, more = ''): Figure => ({
  what,
  measured: p95(samples),
  unit: 'ms',
  aim: atMost === undefined ? undefined : { atMost },
  note: `p95; ${spread(samples)}${more}`,
  samples: samples.length,
})

/** The row for a third-party program that is not installed, so that its absence is visible. */
export const notInstalled = (what: string): Figure => ({
  what,
  measured: NaN,
  unit: 'ms',
  aim: undefined,
  note: 'not installed',
  samples: 0,
})

/** The milliseconds of an action and of its yardstick, and the statistic that is computed from both. */
interface Pair {
  readonly what: string
  readonly samples: Samples
  readonly yardstick: string
  readonly yardstickSamples: Samples
  readonly by: 'median' | 'p95'
  /** A multiple of the yardstick. */
  readonly atMost: number | undefined
  readonly more?: string
}

/** A figure whose aim is a ratio. */
export function pairFigure({ what, samples, yardstick, yardstickSamples, ...given }: Pair): Figure {
  const of = given.by === 'p95' ? p95 : median
  return {
    what,
    measured: of(samples),
    unit: 'ms',
    aim: given.atMost === undefined ? undefined : { atMost: given.atMost },
    yardstick: { what: yardstick, measured: of(yardstickSamples), by: 'ratio' },
    note: `${given.by}; ${spread(samples)}; yardstick: ${spread(yardstickSamples)}${given.more ?? ''}`,
    samples: samples.length,
  }
}

export function figuresTable(figures: readonly Figure[]): string {
  return table(
    [
      { title: 'What' },
      { title: 'Measured', align: 'right' },
      { title: 'Yardstick' },
      { title: 'Compared', align: 'right' },
      { title: 'Aim', align: 'right' },
      { title: 'Assessment' },
      { title: 'Samples', align: 'right' },
      { title: 'Note', limit: NOTE_LIMIT },
    ],
    figures.map((figure) => [
      figure.what,
      figure.samples === 0 ? '–' : `${rounded(figure.measured)} ${figure.unit}`,
      yardstickWords(figure),
      comparedWords(figure),
      aimWords(figure),
      assessmentOf(figure),
      String(figure.samples),
      figure.note,
    ]),
  )
}

/** The last line of a run, which claims only what was measured. `silent`: benchmarks that could measure nothing on this machine. */
export function conclusion(figures: readonly Figure[], silent: readonly string[]): string {
  const judged = figures.filter(({ aim }) => aim !== undefined)
  const missed = judged.filter((figure) => assessmentOf(figure) === 'missed').length
  const unmeasured = silent.length === 0 ? [] : [`Nothing could be measured here: ${silent.join(', ')}.`]
  return [...unmeasured, ...assessmentMessages(judged.length, missed)].join('\n')
}

function assessmentMessages(judged: number, missed: number): string[] {
  if (judged === 0) return ['No aim was tried.']
  if (missed > 0) return [`${missed} of ${judged} missed their aim.`]
  return [judged === 1 ? 'The one aim was met.' : `All ${judged} aims were met.`]
}

const yardstickWords = ({ yardstick, unit }: Figure): string =>
  yardstick === undefined ? '' : `${rounded(yardstick.measured)} ${unit}: ${yardstick.what}`

function comparedWords(figure: Figure): string {
  const { yardstick, unit } = figure
  if (yardstick === undefined) return ''
  const compared = comparedOf(figure)
  if (yardstick.by === 'ratio') return `${rounded(compared)} x`
  return `${compared < 0 ? '-' : '+'} ${rounded(Math.abs(compared))} ${unit}`
}

function aimWords({ aim, unit, yardstick }: Figure): string {
  if (aim === undefined) return ''
  const [sign, bound] = 'atMost' in aim ? ['≤', aim.atMost] : ['≥', aim.atLeast]
  if (yardstick === undefined) return `${sign} ${bound} ${unit}`
  return yardstick.by === 'ratio' ? `${sign} ${bound} x` : `${sign} + ${bound} ${unit}`
}
