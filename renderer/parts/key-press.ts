/** Interprets key presses, for every handler of both pages. Pure. */

/** The browser's event for a key press. React's events have it as `nativeEvent`. */
export type BrowserPress = Pick<KeyboardEvent, 'key' | 'code' | 'isComposing'> & {
  /** Deprecated, but the only source of the value 229 below. */
  readonly keyCode: number
}

/** Chromium's code for a press that an input method handles (UI Events, "keyCode for composition"). */
const COMPOSING = 229

/**
 * The Latin letter, digit or comma of a physical key, for layouts that have other characters on that key (UI Events KeyboardEvent code
 * Values).
 */
function physicalKey(code: string): string | undefined {
  const [, letter, digit] = /^(?:Key([A-Z])|Digit(\d))$/.exec(code) ?? []
  if (letter !== undefined) return letter.toLowerCase()
  return digit ?? (code === 'Comma' ? ',' : undefined)
}

/** Whether the key writes a letter or digit of a script other than Latin. Accented Latin letters are Latin. */
const isForeign = (key: string): boolean =>
  /^[\p{L}\p{N}]$/u.test(key) && !/^[\p{Script=Latin}0-9]$/u.test(key)

/**
 * The key that a press means, in the notation of `KeyboardEvent.key`. On a Cyrillic, Greek, Hebrew or Arabic layout a shortcut follows the
 * physical key. `undefined` while an input method composes, because Enter and Escape then belong to it and no handler may act.
 */
export function meantKey({ key, code, isComposing, keyCode }: BrowserPress): string | undefined {
  if (isComposing || keyCode === COMPOSING) return undefined
  return isForeign(key) ? (physicalKey(code) ?? key) : key
}

/** The key that a press means, with its modifiers. */
export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** `undefined` while an input method composes, as in `meantKey`. */
export function pressOf(event: BrowserPress & Press): Press | undefined {
  const key = meantKey(event)
  const { ctrlKey, metaKey, shiftKey, altKey } = event
  return key === undefined ? undefined : { key, ctrlKey, metaKey, shiftKey, altKey }
}

/** The letter or digit that a press writes, in its own script, for type-ahead by name. `undefined` for any other press. */
export function typedLetter({ key, isComposing, keyCode }: BrowserPress): string | undefined {
  if (isComposing || keyCode === COMPOSING) return undefined
  return /^[\p{L}\p{N}]$/u.test(key) ? key : undefined
}
