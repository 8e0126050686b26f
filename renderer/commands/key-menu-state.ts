/** Stores where the context menu is open and for which keys. States: closed | open at a point, for at least one key. */
import { create } from 'zustand'
import type { KeyId } from '../../shared/model/model.ts'

export interface KeyMenuState {
  readonly open: { readonly keys: readonly KeyId[]; readonly x: number; readonly y: number } | undefined
}

export const useKeyMenu = create<KeyMenuState>()(() => ({ open: undefined }))

export function openKeyMenu(keys: readonly KeyId[], x: number, y: number): void {
  if (keys.length > 0) useKeyMenu.setState({ open: { keys, x, y } })
}

export function closeKeyMenu(): void {
  useKeyMenu.setState({ open: undefined })
}

/** Opens the menu for a key press, below the start of the active row. */
export function openKeyMenuByKeyboard(keys: readonly KeyId[], active: KeyId | undefined): void {
  const row = active === undefined ? null : document.getElementById(`key-${active}`)
  const box = (row ?? document.querySelector('[role="grid"]'))?.getBoundingClientRect()
  if (box !== undefined) openKeyMenu(keys, box.left + ROW_INDENT_PX, box.bottom)
}

/** Places the menu below the name, not below the checkbox. */
const ROW_INDENT_PX = 56
