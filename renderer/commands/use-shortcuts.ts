/** Runs the window's shortcuts while no dialog or menu has the focus. */
import { useEffect } from 'react'
import type { CommandId } from '../../shared/desktop/commands.ts'
import { isMac } from '../app/platform.ts'
import { pressOf } from '../parts/key-press.ts'
import { isTextField } from '../parts/text-field.ts'
import { keyAtHand, keysAtHand } from './at-hand.ts'
import { commandsForRows } from './commands-of-rows.ts'
import { copySecret } from './copy-secret.ts'
import { commandsOf } from './shortcuts.ts'
import { isWindowCommand, windowCommand, windowCommandApplies } from './window-commands.ts'

/** Modal elements and pop-ups over the page, which handle their own key presses. */
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Commands that apply to the active row's key, even while other keys are selected. */
const OF_ONE: readonly CommandId[] = ['copy', 'rename']

/** The action of a command in the present state; `undefined` if the command does not apply. */
function actOf(id: CommandId): (() => void) | undefined {
  if (isWindowCommand(id)) return windowCommandApplies(id) ? windowCommand(id).run : undefined
  const one = OF_ONE.includes(id) ? keyAtHand() : undefined
  if (id === 'copy' && one !== undefined) return () => copySecret(one)
  const rows = one === undefined ? keysAtHand() : [one]
  return commandsForRows(rows).find((command) => command.id === id)?.run
}

function hasSelection(target: EventTarget | null): boolean {
  if (isTextField(target)) return target.selectionStart !== target.selectionEnd
  return (document.getSelection()?.toString() ?? '') !== ''
}

/** Whether the target is a text field other than the search. Such a field keeps Ctrl+C for itself. */
function isForeignField(target: EventTarget | null): boolean {
  return isTextField(target) && target.type !== 'search'
}

/** Whether the target is in the list or its panel, where shortcuts for keys apply. They do not apply in the sidebar. */
function isAtKeys(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('.keys-screen') !== null)
}

const AT_KEYS: readonly CommandId[] = ['rename', 'revoke', 'delete', 'delete-keys', 'menu']

const isForPlace = (id: CommandId, target: EventTarget | null): boolean =>
  !(id === 'copy' && isForeignField(target)) && (!AT_KEYS.includes(id) || isAtKeys(target))

/** Runs a command like its shortcut. Does nothing if the command does not apply. */
export function runCommand(id: CommandId): void {
  actOf(id)?.()
}

export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const press = pressOf(event)
      if (event.defaultPrevented || event.repeat || press === undefined) return
      const target = event.target
      if (target instanceof Element && target.closest(OVERLAYS) !== null) return
      const place = { isMac, hasSelection: hasSelection(target), isTyping: isTextField(target) }
      for (const id of commandsOf(press, place)) {
        const run = isForPlace(id, target) ? actOf(id) : undefined
        if (run === undefined) continue
        event.preventDefault()
        run()
        return
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
