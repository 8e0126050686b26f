/** The figures of a soak as a table, and which of them have grown. Pure. */
import { markdownTable } from 'markdown-table'
import { BOUNDS, type Measured, type Sample } from './samples.ts'
import { assess } from './series.ts'

/** `grown`: the names of the figures that did not stay flat. */
export function table(samples: readonly Sample[]): {
  readonly text: string
  readonly grown: readonly string[]
} {
  const all = (Object.keys(BOUNDS) as Measured[]).map((name) => ({
    name,
    ...assess(
      samples.map((sample) => sample[name]),
      BOUNDS[name],
    ),
  }))
  const shown = (value: number) => value.toFixed(Math.abs(value) < 10 ? 2 : 0)
  const rows = all.map(({ name, second, last, most, isFlat }) => [
    name,
    ...[second, last, most].map(shown),
    isFlat ? 'flat' : 'GROWN',
  ])
  return {
    text: markdownTable([['What', 'Second quarter', 'Last quarter', 'At most', 'Result'], ...rows]),
    grown: all.filter(({ isFlat }) => !isFlat).map(({ name }) => name),
  }
}
