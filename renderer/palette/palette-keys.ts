/** Maps a key press in the palette to a move. Pure. */
import type { Press } from '../parts/key-press.ts'

export interface PalettePlace {
  /** The found keys, or the commands for one of them. */
  readonly list: 'keys' | 'commands'
  readonly count: number
  /** Counted from 0; -1 if the list is empty. */
  readonly chosen: number
  /** Whether no text follows the caret, so that → is free for another use. */
  readonly isCaretAtEnd: boolean
}

export type PaletteMove =
  | { readonly kind: 'choose'; readonly index: number }
  /** Runs the chosen row: copies the key, or runs the command. */
  | { readonly kind: 'run' }
  | { readonly kind: 'commands' }
  | { readonly kind: 'back' }
  | { readonly kind: 'hide' }
  /** The press is consumed without effect, so that the focus stays in the field. */
  | { readonly kind: 'stay' }

/** Returns `undefined` for a press that the text field handles itself. */
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

/** Moves the choice by one, with wrap-around at both ends. */
function step(by: 1 | -1, { count, chosen }: PalettePlace): PaletteMove {
  if (count === 0) return { kind: 'stay' }
  return { kind: 'choose', index: (chosen + by + count) % count }
}
