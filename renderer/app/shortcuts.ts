/** Which act a key press asks for, anywhere in the window. Pure. */

export type ShortcutAct =
  | 'search'
  | 'add-key'
  | 'connect-account'
  | 'copy'
  | 'sync'
  | 'close-detail'
  | 'keys'
  | 'timeline'
  | 'history'
  | 'settings'
  | 'lock'

export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

export interface PressPlace {
  readonly isMac: boolean
  /** Text is selected, so that Ctrl+C is for that. */
  readonly hasSelection: boolean
  /** The focus is in a text field. */
  readonly isTyping: boolean
}

const WITH_MAIN_KEY: Readonly<Record<string, ShortcutAct>> = {
  f: 'search',
  n: 'add-key',
  r: 'sync',
  l: 'lock',
  '1': 'keys',
  '2': 'timeline',
  '3': 'history',
  ',': 'settings',
}

/** The main key is Cmd on macOS and Ctrl elsewhere; Ctrl on macOS edits text and is left alone. */
export function shortcut(press: Press, place: PressPlace): ShortcutAct | undefined {
  if (press.altKey) return undefined
  const [main, other] = place.isMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey]
  if (main && other) return undefined
  return main ? withMainKey(press, place) : alone(press, place)
}

function withMainKey({ key, shiftKey }: Press, { hasSelection }: PressPlace): ShortcutAct | undefined {
  const letter = key.toLowerCase()
  if (shiftKey) return letter === 'n' ? 'connect-account' : undefined
  if (letter === 'c') return hasSelection ? undefined : 'copy'
  return WITH_MAIN_KEY[letter]
}

function alone({ key }: Press, { isTyping }: PressPlace): ShortcutAct | undefined {
  if (key === 'F5') return 'sync'
  return key === 'Escape' && !isTyping ? 'close-detail' : undefined
}

/** "Ctrl+F" or "⌘F", as this system writes it. */
export function shortcutText(key: string, isMac: boolean): string {
  return isMac ? `⌘${key}` : `Ctrl+${key}`
}
