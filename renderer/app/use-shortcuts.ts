/** Listens for the window's shortcuts while no dialog or menu has the keyboard. */
import { meantKey } from '../parts/key-press.ts'
import { useEffect } from 'react'
import { closeDetail, openDialog, showScreen, uncoverList } from './acts.ts'
import { isMac } from './platform.ts'
import { focusSearch } from '../screens/keys/search-focus.ts'
import { shortcut, type ShortcutAct } from './shortcuts.ts'
import { focusList } from '../screens/keys/list-focus.ts'
import { useVault } from '../vault/store.ts'
import { copyKey, lockNow, sync } from '../vault/vault-commands.ts'

/** Everything a press must leave alone: what is modal, and what opens over the page. */
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

const ACTS: Record<ShortcutAct, () => void> = {
  search() {
    showScreen('keys')
    uncoverList()
    // What was covered a moment ago takes the focus once it is drawn.
    setTimeout(focusSearch)
  },
  'add-key': () => openDialog({ kind: 'add-key' }),
  'connect-account': () => openDialog({ kind: 'connect-account' }),
  copy: copyActive,
  sync: () => void sync(),
  'close-detail': () => {
    closeDetail()
    focusList()
  },
  keys: () => showScreen('keys'),
  timeline: () => showScreen('timeline'),
  history: () => showScreen('history'),
  settings: () => showScreen('settings'),
  lock: () => void lockNow(),
}

/** The open panel's key while the focus is in the panel, else the list's. */
function copyActive(): void {
  const { screen, active, detail, keyIndex } = useVault.getState()
  const isInPanel = document.activeElement?.closest('.detail-pane') instanceof Element
  const id = isInPanel ? detail : (active ?? detail)
  const key = id === undefined ? undefined : keyIndex.get(id)
  if (screen === 'keys' && key !== undefined) void copyKey(key)
}

function hasSelection(target: EventTarget | null): boolean {
  if (isTextField(target)) return target.selectionStart !== target.selectionEnd
  return (document.getSelection()?.toString() ?? '') !== ''
}

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

/** A press in some other text field than the search is that field's own, as far as copying goes. */
function isForeignField(target: EventTarget | null): boolean {
  return isTextField(target) && target.type !== 'search'
}

/** Does what a shortcut would; where it comes from is the caller's. */
export function runShortcut(act: ShortcutAct): void {
  ACTS[act]()
}

export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = meantKey(event)
      if (event.defaultPrevented || event.repeat || key === undefined) return
      const target = event.target
      if (target instanceof Element && target.closest(OVERLAYS) !== null) return
      const place = { isMac, hasSelection: hasSelection(target), isTyping: isTextField(target) }
      const { ctrlKey, metaKey, shiftKey, altKey } = event
      const act = shortcut({ key, ctrlKey, metaKey, shiftKey, altKey }, place)
      if (act === undefined || (act === 'copy' && isForeignField(target))) return
      event.preventDefault()
      ACTS[act]()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
