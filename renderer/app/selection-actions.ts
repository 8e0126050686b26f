/** User actions on the selection. Their rules are in renderer/list/selection.ts. */
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

/** Selects or deselects a key. The key becomes the active row, so that a range can start from it. */
export function toggleSelected(key: KeyId): void {
  const { selection, keyIndex } = get()
  const entry = keyIndex.entry(key)
  if (entry === undefined) return
  set({ selection: toggled(selection, entry) })
  activate(key)
}

/** Selects the range from the active row to this key. The key becomes the active row. */
export function stretchSelection(key: KeyId): void {
  const { selection, list, active, keyIndex } = get()
  const to = keyIndex.entry(key)
  if (to === undefined) return
  const from = active === undefined ? undefined : keyIndex.entry(active)
  set({ selection: stretched(selection, list.entries, from, to) })
  activate(key)
}

/** Selects every key in the list. Does nothing while the query has a term that cannot be read. */
export function selectListed(): void {
  const { selection, list } = get()
  if (unreadable(list.problems).length > 0) return
  set({ selection: withListed(selection, list.entries) })
}

/** Selects every key in the list, or deselects them all if all are selected. */
export function toggleListed(): void {
  const { selection, list } = get()
  if (unreadable(list.problems).length > 0) return
  const selected = selection.keys.size - hiddenIn(selection, list.entries)
  if (selected === list.entries.length) set({ selection: withoutListed(selection, list.entries) })
  else selectListed()
}

/** Deselects the keys that the list does not show. */
export function dropHidden(): void {
  const { selection, list } = get()
  set({ selection: onlyListed(selection, list.entries) })
}

export function clearSelection(): void {
  set({ selection: noSelection })
}
