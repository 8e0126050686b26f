/** The effect of a key press in the list. Pure. */

export type ListMove =
  | { readonly kind: 'to'; readonly index: number }
  /** Selects the rows from the active row to `index`. */
  | { readonly kind: 'stretch'; readonly index: number }
  | { readonly kind: 'open' | 'favourite' | 'search' | 'escape' | 'select' | 'select-all' }

interface Place {
  /** The index of the active row; -1 for none. */
  readonly index: number
  readonly count: number
  /** The number of whole rows that fit into the view. */
  readonly pageSize: number
}

export interface Held {
  readonly shift: boolean
  /** Ctrl or Cmd. */
  readonly main: boolean
  /** Something is selected, so Space changes the selection. */
  readonly isSelecting: boolean
}

type To = (place: Place) => number

const MOVES: Readonly<Record<string, To>> = {
  ArrowDown: ({ index }) => index + 1,
  // -1, above the first row, means the search field.
  ArrowUp: ({ index }) => index - 1,
  Home: () => 0,
  End: ({ count }) => count - 1,
  PageDown: ({ index, pageSize }) => index + pageSize,
  PageUp: ({ index, pageSize }) => Math.max(0, index - pageSize),
}

const ACTIONS: Readonly<Record<string, 'open' | 'escape'>> = { Enter: 'open', Escape: 'escape' }

const NOTHING: Held = { shift: false, main: false, isSelecting: false }

/** Space toggles the favourite until something is selected. With Shift or Ctrl, Space starts a selection. */
export function listMove(key: string, place: Place, held = NOTHING): ListMove | undefined {
  if (key === ' ') return { kind: Object.values(held).includes(true) ? 'select' : 'favourite' }
  if (held.main) return key.toLowerCase() === 'a' && !held.shift ? { kind: 'select-all' } : undefined
  const action = ACTIONS[key]
  return action === undefined ? moved(key, place, held) : { kind: action }
}

function moved(key: string, place: Place, { shift }: Held): ListMove | undefined {
  const to = MOVES[key]
  if (to === undefined || place.count === 0) return undefined
  const index = to(place)
  if (index < 0 && place.index <= 0 && key === 'ArrowUp' && !shift) return { kind: 'search' }
  return { kind: shift ? 'stretch' : 'to', index: Math.min(Math.max(index, 0), place.count - 1) }
}
