/** One promise of an installed package, and how it is tested. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Stage } from './stage.ts'

export interface PackagePromise {
  readonly says: string
  /** Rejects if the promise is not kept. Promises run in order, each on the state that the previous ones have left. */
  readonly prove: (stage: Stage) => Promise<void>
}

/** Long enough for the slowest machine. A wait ends as soon as its condition holds. */
const PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 50

/** Waits until `look` returns a value that `isGood` accepts, and returns that value. Rejects with `what` and the last value when the time is up. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  isGood: (value: T) => boolean,
  patienceMs: number = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const value = await look()
    if (isGood(value)) return value
    if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(value)}`)
    await delay(LOOK_EVERY_MS)
  }
}

/** Throws if the two differ. */
export function same(what: string, found: unknown, wanted: unknown): void {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value))
  if (one !== other) throw new Error(`${what}: ${one ?? 'undefined'} instead of ${other ?? 'undefined'}`)
}

/** Throws unless it holds. */
export function holds(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(what)
}
