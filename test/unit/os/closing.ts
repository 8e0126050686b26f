/** What a test opens, closed when it has ended. */
import { onTestFinished } from 'vitest'

/** Gives `thing` back; what was opened last is closed first. */
export function closing<T extends { close(): unknown }>(thing: T): T {
  onTestFinished(async () => {
    await thing.close()
  })
  return thing
}
