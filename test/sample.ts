/** Samples for the usual run: the same for the same seed, and each run names its seed. `npm test -- --full` takes no sample. */
import { numberOf } from './emulators/emulator.ts'
import { isFull } from './full.ts'
import { SEED } from './seed.ts'

/** The order of `all` that `name` and the seed decide. */
function shuffled<T>(all: readonly T[], name: string): readonly T[] {
  const rank = new Map(
    all.map((one, at) => [one, numberOf(`${String(SEED)} ${name} ${String(at)}`, 2 ** 31)]),
  )
  return all.toSorted((a, b) => rank.get(a)! - rank.get(b)!)
}

/**
 * Pairs of `all` and `others`: in the full run every one, otherwise as many as the longer list has. Each member of both lists occurs, the
 * members of the shorter one equally often. Another `name` deals other pairs.
 */
export function dealt<A, B>(
  name: string,
  all: readonly A[],
  others: readonly B[],
): readonly (readonly [A, B])[] {
  if (isFull) return all.flatMap((one) => others.map((other) => [one, other] as const))
  const [rows, columns] = [shuffled(all, name), shuffled(others, `${name}, others`)]
  if (rows.length === 0 || columns.length === 0) return []
  return Array.from({ length: Math.max(rows.length, columns.length) }, (_, at) => [
    rows[at % rows.length]!,
    columns[at % columns.length]!,
  ])
}

/** `count` of `all`; all of them in the full run. */
export const sampled = <T>(name: string, all: readonly T[], count: number): readonly T[] =>
  isFull ? all : shuffled(all, name).slice(0, count)

/** One of `all` that `fits`, another one for each number in turn; in the full run every one that fits. */
export function inTurn<T>(
  name: string,
  all: readonly T[],
  at: number,
  fits: (one: T) => boolean,
): readonly T[] {
  if (isFull) return all.filter(fits)
  const order = shuffled(all, name)
  const from = at % order.length
  return [...order.slice(from), ...order.slice(0, from)].filter(fits).slice(0, 1)
}

/** For the output of a test: what was played, and how to play it again. */
export const sampleWords = (): string => (isFull ? 'everything' : `a sample, KEYHOLD_SEED=${String(SEED)}`)
