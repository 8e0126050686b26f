/** When a new window is first shown. Pure but for the clock. */
import type { Clock } from '../core/ports/world.ts'

/** Longer than any paint takes after the load, also on a slow machine. */
export const UNPAINTED_MS = 5_000

interface Deps {
  /** Called once; does nothing after the window is destroyed. */
  readonly show: () => void
  readonly clock: Pick<Clock, 'after'>
}

interface FirstShow {
  /** The page has painted: what shows earlier is an empty frame. */
  readonly painted: () => void
  /** The page has loaded. Chromium does not report the paint on every machine, and a window that never shows looks like a program that never starts. */
  readonly loaded: () => void
}

export function createFirstShow({ show, clock }: Deps): FirstShow {
  let isShown = false

  function once(): void {
    if (isShown) return
    isShown = true
    show()
  }

  return { painted: once, loaded: () => void clock.after(UNPAINTED_MS, once) }
}
