/**
 * Ignores the presses that were meant for another window: a window that appears while somebody types takes no input until nothing has been
 * pressed in it for half a second. Main and the page each count for themselves.
 */
export const QUIET_MS = 500

export interface QuietStart {
  /** The window has appeared, or shows something else. */
  readonly begin: () => void
  /** Whether a press at this moment counts. One that does not begins the half second anew. */
  readonly press: () => boolean
}

/** Nothing counts before the first `begin`. `nowMs`: milliseconds since a fixed moment. */
export function createQuietStart(nowMs: () => number): QuietStart {
  let state: { readonly kind: 'shut' | 'open' } | { readonly kind: 'quiet'; readonly sinceMs: number } = {
    kind: 'shut',
  }
  return {
    begin: () => void (state = { kind: 'quiet', sinceMs: nowMs() }),
    press() {
      if (state.kind !== 'quiet') return state.kind === 'open'
      const now = nowMs()
      const counts = now - state.sinceMs >= QUIET_MS
      state = counts ? { kind: 'open' } : { kind: 'quiet', sinceMs: now }
      return counts
    },
  }
}
