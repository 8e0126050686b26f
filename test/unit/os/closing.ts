/** Closes what a test has opened, when the test ends. */
import { onTestFinished } from 'vitest'

/** Returns `thing`. The last one opened is closed first. */
export function closing<T extends { close(): unknown }>(thing: T): T {
  onTestFinished(async () => {
    await thing.close()
  })
  return thing
}
