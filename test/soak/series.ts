/** Decides whether figures of a long run stay flat: compares the medians of its second and its last quarter. Pure. */
import { median } from 'simple-statistics'

/** How much the last quarter may exceed the second one: by a share of it, plus an amount. */
export interface Bound {
  readonly share: number
  readonly amount: number
}

export interface Assessment {
  readonly second: number
  readonly last: number
  /** The limit for the last quarter. */
  readonly most: number
  readonly isFlat: boolean
}

/**
 * Ignores the first quarter, in which caches fill and the engine compiles. Throws for fewer than eight figures, or for a figure that is not a number.
 */
export function assess(series: readonly number[], { share, amount }: Bound): Assessment {
  if (series.length < 8) throw new Error(`${String(series.length)} figures are too few to compare quarters`)
  if (!series.every(Number.isFinite)) throw new Error('A figure is missing')
  const quarter = Math.floor(series.length / 4)
  const second = median(series.slice(quarter, 2 * quarter))
  const last = median(series.slice(-quarter))
  const most = second * (1 + share) + amount
  return { second, last, most, isFlat: last <= most }
}
