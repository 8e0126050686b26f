/** Where a key press in the list leads. Pure. */

export type ListMove =
  | { readonly kind: 'to'; readonly index: number }
  /** Selects from the keyboard's row up to there. */
  | { readonly kind: 'stretch'; readonly index: number }
  | { readonly kind: 'open' | 'favourite' | 'search' | 'escape' | 'select' | 'select-all' }

interface Place {
  /** -1: nowhere yet. */
  readonly index: number
  readonly count: number
  /** Whole rows that fit into view. */
  readonly pageSize: number
}

export interface Held {
  readonly shift: boolean
  /** Ctrl or Cmd. */
  readonly main: boolean
  /** Something is selected, so that Space is for that. */
  readonly isSelecting: boolean
}

type To = (place: Place) => number

const MOVES: Readonly<Record<string, To>> = {
  ArrowDown: ({ index }) => index + 1,
  // Above the first row is the search field.
  ArrowUp: ({ index }) => index - 1,
  Home: () => 0,
  End: ({ count }) => count - 1,
  PageDown: ({ index, pageSize }) => index + pageSize,
  PageUp: ({ index, pageSize }) => Math.max(0, index - pageSize),
}

const ACTS: Readonly<Record<string, 'open' | 'escape'>> = { Enter: 'open', Escape: 'escape' }

const NOTHING: Held = { shift: false, main: false, isSelecting: false }

/** Space makes a favourite until something is selected; with Shift or Ctrl it begins to select. */
export function listMove(key: string, place: Place, held = NOTHING): ListMove | undefined {
  if (key === ' ') return { kind: Object.values(held).includes(true) ? 'select' : 'favourite' }
  if (held.main) return key.toLowerCase() === 'a' && !held.shift ? { kind: 'select-all' } : undefined
  const act = ACTS[key]
  return act === undefined ? moved(key, place, held) : { kind: act }
}

function moved(key: string, place: Place, { shift }: Held): ListMove | undefined {
  const to = MOVES[key]
  if (to === undefined || place.count === 0) return undefined
  const index = to(place)
  if (index < 0 && place.index <= 0 && key === 'ArrowUp' && !shift) return { kind: 'search' }
  return { kind: shift ? 'stretch' : 'to', index: Math.min(Math.max(index, 0), place.count - 1) }
}
