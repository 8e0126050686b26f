/** Decides whether figures of a long run stay flat: compares the medians of its second and its last quarter. Pure. */
import { median } from 'simple-statistics'

/** How much more the last quarter may have than the second one: a share of it, and an amount besides. */
export interface Bound {
  readonly share: number
  readonly amount: number
}

export interface Assessment {
  readonly second: number
  readonly last: number
  /** The most that the last quarter may have. */
  readonly most: number
  readonly isFlat: boolean
}

/** In the first quarter caches fill and the engine compiles, so it does not count. Throws for fewer than eight figures, or for one that is no number. */
export function assess(series: readonly number[], { share, amount }: Bound): Assessment {
  if (series.length < 8) throw new Error(`${String(series.length)} figures are too few to compare quarters`)
  if (!series.every(Number.isFinite)) throw new Error('A figure is missing')
  const quarter = Math.floor(series.length / 4)
  const second = median(series.slice(quarter, 2 * quarter))
  const last = median(series.slice(-quarter))
  const most = second * (1 + share) + amount
  return { second, last, most, isFlat: last <= most }
}
