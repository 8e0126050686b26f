/** When something that a test opened ends: with the test, or with the last of the tests that share it. */
import { onTestFinished } from 'vitest'

type End = () => void | Promise<void>

let shared: End[] | undefined

/** Registers a function that ends something that is being opened. The function that was registered last runs first. */
export function atEnd(end: End): void {
  if (shared === undefined) onTestFinished(end)
  else shared.push(end)
}

export interface Shared<T> {
  readonly opened: T
  /** Runs every registered function, and rejects if one of them has failed. */
  readonly end: () => Promise<void>
}

/**
 * Runs `open`. Functions that it registers with {@link atEnd} do not run at the end of the current test, but when the returned `end` is called. If
 * `open` rejects, all of them have run.
 */
export async function openToShare<T>(open: () => Promise<T>): Promise<Shared<T>> {
  const ends: End[] = []
  const end = async () => {
    const errors: unknown[] = []
    for (let last = ends.pop(); last !== undefined; last = ends.pop()) {
      try {
        await last()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('\n'))
  }
  shared = ends
  try {
    return { opened: await open(), end }
  } catch (error) {
    await end().catch(() => undefined) // The first error says more.
    throw error
  } finally {
    shared = undefined
  }
}
