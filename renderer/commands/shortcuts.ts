/** Which commands a key press may mean, anywhere in the window, and how shortcuts are written. Pure. */
import { acceleratorText } from '../../shared/desktop/accelerator.ts'
import { COMMAND_IDS, commandFacts, type CommandId } from '../../shared/desktop/commands.ts'

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

/** As accelerators name keys, and as `KeyboardEvent.key` does. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  Left: 'ArrowLeft',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Space: ' ',
}

/** What a text field does itself with Ctrl or Cmd. */
const TEXT_COMMANDS: readonly CommandId[] = ['undo', 'revoke', 'delete', 'delete-keys']

/** The commands that this press may mean, in the order of the list: several share a shortcut, and the first that applies is meant. */
export function commandsOf(press: Press, place: PressPlace): readonly CommandId[] {
  return COMMAND_IDS.filter((id) => {
    const { shortcuts = [], isTakenElsewhere } = commandFacts(id)
    const shortcut = shortcuts.find((one) => fits(one, press, place.isMac))
    return shortcut !== undefined && isTakenElsewhere !== true && isFree(id, shortcut, place)
  })
}

/** Whether this press is a shortcut of the command, for what takes its own presses. */
export const isPressOf = (id: CommandId, press: Press, isMac: boolean): boolean =>
  (commandFacts(id).shortcuts ?? []).some((shortcut) => fits(shortcut, press, isMac))

/** Whether the text that has the focus leaves this press to the window. */
function isFree(id: CommandId, shortcut: string, { isTyping, hasSelection }: PressPlace): boolean {
  if (id === 'copy' && hasSelection) return false
  if (!isTyping || commandFacts(id).whileTyping === true) return true
  return shortcut.startsWith('CommandOrControl+') && !TEXT_COMMANDS.includes(id)
}

function fits(shortcut: string, press: Press, isMac: boolean): boolean {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  const isSign = parts.length === 0 && /^[^\p{L}\p{N}]$/u.test(key)
  return isSameKey(key, press.key) && holds(parts, press, isMac) && (isSign || isShifted(parts, press))
}

const isSameKey = (name: string, key: string): boolean =>
  name.length === 1 ? name.toLowerCase() === key.toLowerCase() : (KEY_NAMES[name] ?? name) === key

const isShifted = (parts: readonly string[], { shiftKey }: Press) => parts.includes('Shift') === shiftKey

/** The main key is Cmd on macOS and Ctrl elsewhere; Ctrl on macOS edits text and is left alone. */
function holds(parts: readonly string[], { ctrlKey, metaKey, altKey }: Press, isMac: boolean): boolean {
  const [main, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  return parts.includes('CommandOrControl') === main && !other && parts.includes('Alt') === altKey
}

/** "Ctrl+F" or "⌘F", as this system writes it. */
export const shortcutText = (shortcut: string, isMac: boolean): string =>
  acceleratorText(shortcut, isMac)
    .replace(/Left$/, '←')
    .replace(/Up$/, '↑')
    .replace(/Down$/, '↓')
    .replace(/ContextMenu$/, 'Menu')
    .replace('Escape', 'Esc')

/** The shortcut of a command as this system writes it; empty where it has none. */
export function commandShortcut(id: CommandId, isMac: boolean): string {
  const [first] = commandFacts(id).shortcuts ?? []
  return first === undefined ? '' : shortcutText(first, isMac)
}
