/** Maps key presses in the window to commands, and formats shortcuts. Pure. */
import { acceleratorText } from '../../shared/desktop/accelerator.ts'
import { COMMAND_IDS, commandFacts, type CommandId } from '../../shared/desktop/commands.ts'
import { keyNames } from '../messages/common-messages.ts'
import type { Press } from '../parts/key-press.ts'

export interface PressPlace {
  readonly isMac: boolean
  /** Whether text is selected, so that Ctrl+C copies that text. */
  readonly hasSelection: boolean
  /** Whether the focus is in a text field. */
  readonly isTyping: boolean
}

/** Electron's accelerator names of keys, with their `KeyboardEvent.key` values. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  Left: 'ArrowLeft',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Space: ' ',
}

/** Commands whose Ctrl or Cmd shortcut a text field uses itself. */
const TEXT_COMMANDS: readonly CommandId[] = ['undo', 'revoke', 'delete', 'delete-keys']

/** The commands with this shortcut, in the order of the command list. Several share a shortcut; the caller runs the first that applies. */
export function commandsOf(press: Press, place: PressPlace): readonly CommandId[] {
  return COMMAND_IDS.filter((id) => {
    const { shortcuts = [], isTakenElsewhere } = commandFacts(id)
    const shortcut = shortcuts.find((one) => fits(one, press, place.isMac))
    return shortcut !== undefined && isTakenElsewhere !== true && isFree(id, shortcut, place)
  })
}

/** Whether this press is a shortcut of the command. For components that handle their own key presses. */
export const isPressOf = (id: CommandId, press: Press, isMac: boolean): boolean =>
  (commandFacts(id).shortcuts ?? []).some((shortcut) => fits(shortcut, press, isMac))

/** Whether the focused text field and the selected text leave this press to the window. */
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

/** Whether the modifiers match. The main modifier is Cmd on macOS and Ctrl elsewhere. Ctrl on macOS edits text, so it never matches. */
function holds(parts: readonly string[], { ctrlKey, metaKey, altKey }: Press, isMac: boolean): boolean {
  const [main, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  return parts.includes('CommandOrControl') === main && !other && parts.includes('Alt') === altKey
}

/** "Ctrl+F" or "⌘F", in this system's notation. */
export const shortcutText = (shortcut: string, isMac: boolean): string =>
  acceleratorText(shortcut, isMac)
    .replace(/Left$/, '←')
    .replace(/Up$/, '↑')
    .replace(/Down$/, '↓')
    .replace(/ContextMenu$/, keyNames.menu)
    .replace('Escape', keyNames.escape)

/** The shortcut of a command in this system's notation; empty if the command has none. */
export function commandShortcut(id: CommandId, isMac: boolean): string {
  const [first] = commandFacts(id).shortcuts ?? []
  return first === undefined ? '' : shortcutText(first, isMac)
}
