/** Decides which input is a user's press, and for how long that press counts. Pure but for the clock. */
import type { Clock } from '../core/ports/world.ts'

/** As long as Chromium's user activation lasts. */
const COUNTS_MS = 5_000

/** Repeats of a held key and moves of the pointer are no presses. */
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
  /** Returns whether a press still counts, and uses it up. */
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
