/** What a key press means in the palette. Pure. */

export interface PalettePlace {
  /** The keys that were found, or what can be done with one of them. */
  readonly list: 'keys' | 'commands'
  readonly count: number
  /** From 0; -1 when there is nothing. */
  readonly chosen: number
  /** Right of the caret nothing is left, so that → is free for something else. */
  readonly isCaretAtEnd: boolean
}

export type PaletteMove =
  | { readonly kind: 'choose'; readonly index: number }
  /** Does the chosen thing: copies the key, or the act. */
  | { readonly kind: 'run' }
  | { readonly kind: 'commands' }
  | { readonly kind: 'back' }
  | { readonly kind: 'hide' }
  /** The press is used up and nothing happens: the palette has one place for the keyboard. */
  | { readonly kind: 'stay' }

interface Press {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** `undefined`: the press is the text field's own. */
export function paletteMove(press: Press, place: PalettePlace): PaletteMove | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined
  if (press.key === 'Tab') return tab(press, place)
  if (press.shiftKey) return undefined
  return place.list === 'keys' ? inKeys(press.key, place) : inCommands(press.key, place)
}

function tab({ shiftKey }: Press, place: PalettePlace): PaletteMove {
  if (place.list === 'keys') return !shiftKey && place.chosen >= 0 ? { kind: 'commands' } : { kind: 'stay' }
  if (shiftKey && place.chosen <= 0) return { kind: 'back' }
  return step(shiftKey ? -1 : 1, place)
}

function inKeys(key: string, place: PalettePlace): PaletteMove | undefined {
  if (key === 'Escape') return { kind: 'hide' }
  if (key === 'ArrowRight') return place.isCaretAtEnd && place.chosen >= 0 ? { kind: 'commands' } : undefined
  return inBoth(key, place)
}

function inCommands(key: string, place: PalettePlace): PaletteMove | undefined {
  if (key === 'Escape' || key === 'ArrowLeft') return { kind: 'back' }
  if (key === 'ArrowRight') return { kind: 'stay' }
  return inBoth(key, place)
}

function inBoth(key: string, place: PalettePlace): PaletteMove | undefined {
  switch (key) {
    case 'ArrowDown':
      return step(1, place)
    case 'ArrowUp':
      return step(-1, place)
    case 'PageDown':
      return place.count > 0 ? { kind: 'choose', index: place.count - 1 } : { kind: 'stay' }
    case 'PageUp':
      return place.count > 0 ? { kind: 'choose', index: 0 } : { kind: 'stay' }
    case 'Enter':
      return place.chosen >= 0 ? { kind: 'run' } : { kind: 'stay' }
    default:
      return undefined
  }
}

/** From the last on to the first, and back. */
function step(by: 1 | -1, { count, chosen }: PalettePlace): PaletteMove {
  if (count === 0) return { kind: 'stay' }
  return { kind: 'choose', index: (chosen + by + count) % count }
}
