/** Which keys a command is about now: the open panel's while the focus is in it, else the selected ones, else the one that the keyboard is on. */
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { KeyId, KeyRow } from '../../shared/model/model.ts'
import { unreadable } from '../../shared/search/query.ts'
import { inOrder } from '../list/selection.ts'
import { metadataOf } from '../vault/all-accounts.ts'
import { useVault } from '../vault/store.ts'

/** Rows that are gone are left out. */
export function rowsOf(ids: readonly KeyId[]): readonly KeyRow[] {
  const { keyIndex } = useVault.getState()
  return ids.map((id) => keyIndex.get(id)).filter((row) => row !== undefined)
}

/** As things are now; a component that follows them asks `useProviderOf`. */
export const metadataOfKey = (row: KeyRow): ProviderMetadata | undefined =>
  metadataOf(row, useVault.getState())

const isInPanel = (): boolean => document.activeElement?.closest('.detail-pane') instanceof Element

/** The one key that is copied or renamed. */
export function keyAtHand(): KeyRow | undefined {
  const { screen, active, detail } = useVault.getState()
  if (screen !== 'keys') return undefined
  const id = isInPanel() ? detail : (active ?? detail)
  return id === undefined ? undefined : rowsOf([id])[0]
}

/** All keys that a command is about. None while a search cannot be read: what it would mean is not what is seen. */
export function keysAtHand(): readonly KeyRow[] {
  const { screen, selection, list } = useVault.getState()
  if (screen !== 'keys') return []
  if (selection.keys.size > 0 && !isInPanel())
    return unreadable(list.problems).length > 0 ? [] : rowsOf(inOrder(selection, list.entries))
  const one = keyAtHand()
  return one === undefined ? [] : [one]
}
