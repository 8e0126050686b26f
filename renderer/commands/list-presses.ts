/** Handles input on the rows of the list other than a click: right-click, double-click, and typing the first letters of a name. */
import { useEffect } from 'react'
import type { KeyId } from '../../shared/model/model.ts'
import { activate } from '../app/page-actions.ts'
import { hasKey } from '../list/key-set.ts'
import { typedLetter } from '../parts/key-press.ts'
import { useVault } from '../vault/store.ts'
import { keysAtHand, rowsOf } from './at-hand.ts'
import { copySecret } from './copy-secret.ts'
import { openKeyMenu, openKeyMenuByKeyboard } from './key-menu-state.ts'
import { createTypeAhead } from './type-ahead.ts'

const keyAt = (target: EventTarget | null): KeyId | undefined =>
  target instanceof Element
    ? (target.closest<HTMLElement>('[data-key]')?.dataset.key as KeyId | undefined)
    : undefined

const isGrid = (target: EventTarget | null): boolean =>
  target instanceof Element && target.getAttribute('role') === 'grid'

/** Opens the menu for the whole selection if the row is part of it, else for the row alone. */
function onContextMenu(event: MouseEvent): void {
  const key = keyAt(event.target)
  if (key === undefined) {
    // A menu opened by keyboard: the event goes to the list, which has the focus, not to a row.
    if (!isGrid(event.target) || event.button === 2) return
    event.preventDefault()
    const keys = keysAtHand().map(({ id }) => id)
    openKeyMenuByKeyboard(keys, useVault.getState().active)
    return
  }
  event.preventDefault()
  const { selection, keyIndex } = useVault.getState()
  const entry = keyIndex.entry(key)
  const isOfSelection = entry !== undefined && hasKey(selection.keys, entry)
  if (!isOfSelection) activate(key)
  openKeyMenu(isOfSelection ? keysAtHand().map(({ id }) => id) : [key], event.clientX, event.clientY)
}

/** Elements with a click action of their own; a double-click on them is ignored. */
const OWN_CLICK = '[data-tick], [data-star], button, a, input'

/** The first click opens the panel, and the second one may land on the panel, so the row of the first click is used. */
function createDoubleClick() {
  let first: KeyId | undefined
  return {
    onClick: (event: MouseEvent): void => {
      if (event.detail === 1) first = isPlain(event) ? keyAt(event.target) : undefined
    },
    onDoubleClick: (event: MouseEvent): void => {
      const [row] = first !== undefined && isPlain(event) ? rowsOf([first]) : []
      if (row === undefined) return
      document.getSelection()?.removeAllRanges()
      copySecret(row)
    },
  }
}

const isPlain = ({ target, shiftKey, ctrlKey, metaKey }: MouseEvent): boolean =>
  !shiftKey && !ctrlKey && !metaKey && target instanceof Element && target.closest(OWN_CLICK) === null

export function useListPresses(): void {
  useEffect(() => {
    const typeAhead = createTypeAhead()
    const doubleClick = createDoubleClick()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isGrid(event.target)) return
      const letter = typedLetter(event)
      if (letter === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      const { list, active } = useVault.getState()
      const found = typeAhead.press(letter, event.timeStamp, list.entries, active)
      if (found !== undefined) activate(found)
    }
    const offs = [
      on('contextmenu', onContextMenu),
      on('click', doubleClick.onClick),
      on('dblclick', doubleClick.onDoubleClick),
      on('keydown', onKeyDown),
    ]
    return () => offs.forEach((off) => off())
  }, [])
}

function on<Name extends keyof DocumentEventMap>(
  name: Name,
  listener: (event: DocumentEventMap[Name]) => void,
): () => void {
  document.addEventListener(name, listener)
  return () => document.removeEventListener(name, listener)
}
