/**
 * Shortcuts in Electron's accelerator syntax ("CommandOrControl+Alt+K"): which texts are valid, which key press makes which shortcut, and how each
 * system displays them. Pure.
 */
/** Avoids Ctrl+Shift, which 1Password (Space) and Bitwarden (L, Y, 9) use. */
export const DEFAULT_SHORTCUT = 'CommandOrControl+Alt+K'

const MODIFIERS = ['CommandOrControl', 'Control', 'Alt', 'Shift', 'Super'] as const
type Modifier = (typeof MODIFIERS)[number]

const NAMED_KEYS = [
  'Space',
  'Tab',
  'Insert',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Up',
  'Down',
  'Left',
  'Right',
]
const KEY = new RegExp(`^(?:[A-Z0-9]|F(?:[1-9]|1\\d|2[0-4])|${NAMED_KEYS.join('|')})$`)
const FUNCTION_KEY = /^F\d+$/

const isModifier = (part: string): part is Modifier => (MODIFIERS as readonly string[]).includes(part)

/**
 * Whether `text` is a valid global shortcut: modifiers in their order, then one key. A key that types a character needs a modifier besides Shift,
 * because otherwise no program could receive that character.
 */
export function isAccelerator(text: string): boolean {
  const parts = text.split('+')
  const key = parts.pop() ?? ''
  if (!KEY.test(key)) return false
  const order = parts.map((part) => (isModifier(part) ? MODIFIERS.indexOf(part) : -1))
  if (order.some((place, index) => place <= (order[index - 1] ?? -1))) return false
  return FUNCTION_KEY.test(key) || parts.some((part) => part !== 'Shift')
}

/** The used fields of a `KeyboardEvent`. */
export interface Press {
  readonly key: string
  /** The key's position, named after its label on an American keyboard. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export type Recorded =
  | { readonly kind: 'accelerator'; readonly accelerator: string }
  /** Only modifiers are pressed so far; `words` names them as this system does. */
  | { readonly kind: 'begun'; readonly words: string }
  /** A complete press that would make a key unusable for typing, or that the system cannot register. */
  | { readonly kind: 'unusable' }

/** The shortcut of a key press. */
export function recorded(press: Press, isMac: boolean): Recorded {
  const modifiers = modifiersOf(press, isMac)
  if (MODIFIER_KEYS.has(press.key))
    return { kind: 'begun', words: wordsOf(modifiers, isMac).join(joint(isMac)) }
  const accelerator = [...modifiers, keyOf(press)].join('+')
  return isAccelerator(accelerator) ? { kind: 'accelerator', accelerator } : { kind: 'unusable' }
}

const MODIFIER_KEYS: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'OS'])

function modifiersOf({ ctrlKey, metaKey, altKey, shiftKey }: Press, isMac: boolean): readonly Modifier[] {
  const held: Record<Modifier, boolean> = {
    CommandOrControl: isMac ? metaKey : ctrlKey,
    Control: isMac && ctrlKey,
    Alt: altKey,
    Shift: shiftKey,
    Super: !isMac && metaKey,
  }
  return MODIFIERS.filter((modifier) => held[modifier])
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}

/** The key's letter, as systems name it. If Alt or another script changed the letter, its position decides. */
function keyOf({ key, code }: Press): string {
  const named = KEY_NAMES[key] ?? key
  const upper = named.length === 1 ? named.toUpperCase() : named
  if (KEY.test(upper)) return upper
  return /^(?:Key([A-Z])|Digit(\d))$/.exec(code)?.slice(1).find(Boolean) ?? named
}

const MAC_SIGNS: Record<Modifier, string> = {
  CommandOrControl: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Super: '⌘',
}
const WORDS: Record<Modifier, string> = {
  CommandOrControl: 'Ctrl',
  Control: 'Ctrl',
  Alt: 'Alt',
  Shift: 'Shift',
  Super: 'Super',
}
/** Apple's order: Control, Option, Shift, Command. */
const MAC_ORDER: readonly Modifier[] = ['Control', 'Alt', 'Shift', 'CommandOrControl', 'Super']

const joint = (isMac: boolean) => (isMac ? '' : '+')

function wordsOf(modifiers: readonly Modifier[], isMac: boolean): readonly string[] {
  if (!isMac) return modifiers.map((modifier) => WORDS[modifier])
  return MAC_ORDER.filter((modifier) => modifiers.includes(modifier)).map((modifier) => MAC_SIGNS[modifier])
}

/** "Ctrl+Alt+K", or "⌥⌘K" on macOS. */
export function acceleratorText(accelerator: string, isMac: boolean): string {
  const parts = accelerator.split('+')
  const key = parts.pop() ?? ''
  return [...wordsOf(parts.filter(isModifier), isMac), key].join(joint(isMac))
}
