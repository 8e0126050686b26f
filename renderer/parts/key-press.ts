/** What a key press means: the one place that reads one, for every handler of both pages. Pure. */

/** A press as the browser tells it. React's events carry one as `nativeEvent`. */
export type BrowserPress = Pick<KeyboardEvent, 'key' | 'code' | 'isComposing'> & {
  /** Deprecated for everything else; this one value is told nowhere else. */
  readonly keyCode: number
}

/** Chromium's code for a press that an input method takes (UI Events, "keyCode for composition"). */
const COMPOSING = 229

/** By physical key, for layouts that have neither Latin letters nor our digits and signs there (UI Events KeyboardEvent code Values). */
function physicalKey(code: string): string | undefined {
  const [, letter, digit] = /^(?:Key([A-Z])|Digit(\d))$/.exec(code) ?? []
  if (letter !== undefined) return letter.toLowerCase()
  return digit ?? (code === 'Comma' ? ',' : undefined)
}

/** A letter of another script, or another script's digit; Latin letters with accents are Latin. */
const isForeign = (key: string): boolean =>
  /^[\p{L}\p{N}]$/u.test(key) && !/^[\p{Script=Latin}0-9]$/u.test(key)

/**
 * The key that a press means, as `KeyboardEvent.key` names it. On a Cyrillic, Greek, Hebrew or Arabic layout a shortcut follows the physical
 * key. `undefined` while an input method composes: Enter and Escape are its own then, and no handler may act.
 */
export function meantKey({ key, code, isComposing, keyCode }: BrowserPress): string | undefined {
  if (isComposing || keyCode === COMPOSING) return undefined
  return isForeign(key) ? (physicalKey(code) ?? key) : key
}

/** The letter or digit that a press writes, in its own script: for going to a name by its beginning. `undefined` for any other press. */
export function typedLetter({ key, isComposing, keyCode }: BrowserPress): string | undefined {
  if (isComposing || keyCode === COMPOSING) return undefined
  return /^[\p{L}\p{N}]$/u.test(key) ? key : undefined
}
