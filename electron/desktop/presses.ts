/** Decides which input is a user's press, and for how long that press counts. Pure but for the clock. */
import type { Clock } from '../core/ports/world.ts'

/** As long as Chromium lets a page act on a press. */
const COUNTS_MS = 5_000

/** A held key repeats itself, and a pointer moves over whatever is under it: neither is a press. */
const PRESSES: ReadonlySet<string> = new Set([
  'mouseDown',
  'rawKeyDown',
  'keyDown',
  'touchStart',
  'gestureTap',
  'pointerDown',
])

/** Whether input of this type is a press, if the key was not held down. */
export const isPress = (type: string): boolean => PRESSES.has(type)

export interface Presses {
  readonly saw: (type: string, modifiers: readonly string[]) => void
  /** Whether there was a press that still counts; it no longer does. */
  readonly take: () => boolean
}

export function createPresses({ steadyMs }: Pick<Clock, 'steadyMs'>): Presses {
  let last: number | undefined
  return {
    saw(type, modifiers) {
      if (PRESSES.has(type) && !modifiers.includes('isautorepeat')) last = steadyMs()
    },
    take() {
      const counts = last !== undefined && steadyMs() - last < COUNTS_MS
      last = undefined
      return counts
    },
  }
}
