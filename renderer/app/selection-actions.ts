/** What the user does with the selection. What follows from it is in renderer/list/selection.ts. */
import type { KeyId } from '../../shared/model/model.ts'
import { unreadable } from '../../shared/search/query.ts'
import { activate } from './page-actions.ts'
import {
  hiddenIn,
  noSelection,
  onlyListed,
  stretched,
  toggled,
  withListed,
  withoutListed,
} from '../list/selection.ts'
import { useVault } from '../vault/store.ts'

const { getState: get, setState: set } = useVault

/** Also the keyboard's row from then on, so that a range can begin there. */
export function toggleSelected(key: KeyId): void {
  set({ selection: toggled(get().selection, key) })
  activate(key)
}

/** From the keyboard's row up to this one, which is the keyboard's from then on. */
export function stretchSelection(key: KeyId): void {
  const { selection, list, active } = get()
  set({ selection: stretched(selection, list.entries, active, key) })
  activate(key)
}

/** All that is listed, that is all that match. */
export function selectListed(): void {
  const { selection, list } = get()
  if (unreadable(list.problems).length > 0) return
  set({ selection: withListed(selection, list.entries) })
}

/** All that is listed, or none of it where all of it is selected. */
export function toggleListed(): void {
  const { selection, list } = get()
  if (unreadable(list.problems).length > 0) return
  const selected = selection.keys.size - hiddenIn(selection, list.entries)
  if (selected === list.entries.length) set({ selection: withoutListed(selection, list.entries) })
  else selectListed()
}

/** Lets go of what the list does not show. */
export function dropHidden(): void {
  const { selection, list } = get()
  set({ selection: onlyListed(selection, list.entries) })
}

export function clearSelection(): void {
  set({ selection: noSelection })
}
