/**
 * Ignores presses that were meant for another window. A window that appears while the user types accepts no input until half a second has passed
 * without a press in it. Main and the page each keep their own count.
 */
export const QUIET_MS = 500

export interface QuietStart {
  /** Call when the window appears or changes its content. */
  readonly begin: () => void
  /** Whether a press at this moment counts. A press that does not count restarts the half second. */
  readonly press: () => boolean
}

/** No press counts before the first `begin`. `nowMs`: milliseconds since a fixed moment. */
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
