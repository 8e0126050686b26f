/** Decides when a new window is first shown. Pure except for the clock. */
import type { Clock } from '../core/ports/world.ts'

/** Longer than any first paint after the load, also on a slow machine. */
export const UNPAINTED_MS = 5_000

interface Deps {
  /** Called once; does nothing after the window is destroyed. */
  readonly show: () => void
  readonly clock: Pick<Clock, 'after'>
}

interface FirstShow {
  /** Call when the page has painted. A window shown earlier would be empty. */
  readonly painted: () => void
  /** Call when the page has loaded. Shows the window later even if Chromium reports no paint, which happens on some machines. */
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
