/** Where a key press in the list leads. Pure. */

export type ListMove =
  | { readonly kind: 'to'; readonly index: number }
  | { readonly kind: 'open' | 'favourite' | 'search' | 'escape' }

interface Place {
  /** -1: nowhere yet. */
  readonly index: number
  readonly count: number
  /** Whole rows that fit into view. */
  readonly pageSize: number
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

const ACTS: Readonly<Record<string, 'open' | 'favourite' | 'escape'>> = {
  Enter: 'open',
  ' ': 'favourite',
  Escape: 'escape',
}

export function listMove(key: string, place: Place): ListMove | undefined {
  const act = ACTS[key]
  if (act !== undefined) return { kind: act }
  const to = MOVES[key]
  if (to === undefined || place.count === 0) return undefined
  const index = to(place)
  if (index < 0) return place.index <= 0 && key === 'ArrowUp' ? { kind: 'search' } : { kind: 'to', index: 0 }
  return { kind: 'to', index: Math.min(index, place.count - 1) }
}
