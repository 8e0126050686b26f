/**
 * Decides which keys and which account a command applies to: the open panel's key while the panel has focus, else the selected keys, else the active
 * row's key.
 */
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { AccountRow, KeyId, KeyRow } from '../../shared/model/model.ts'
import { unreadable } from '../../shared/search/query.ts'
import { inOrder } from '../list/selection.ts'
import { metadataOf } from '../vault/all-accounts.ts'
import { useVault } from '../vault/store.ts'

/** The rows of these keys. Leaves out keys that are no longer in the vault. */
export function rowsOf(ids: readonly KeyId[]): readonly KeyRow[] {
  const { keyIndex } = useVault.getState()
  return ids.map((id) => keyIndex.get(id)).filter((row) => row !== undefined)
}

/** The metadata at this moment. A component that must follow changes uses `useProviderOf`. */
export const metadataOfKey = (row: KeyRow): ProviderMetadata | undefined =>
  metadataOf(row, useVault.getState())

const isInPanel = (): boolean => document.activeElement?.closest('.detail-pane') instanceof Element

/** The one key that copying or renaming applies to. */
export function keyAtHand(): KeyRow | undefined {
  const { screen, active, detail } = useVault.getState()
  if (screen !== 'keys') return undefined
  const id = isInPanel() ? detail : (active ?? detail)
  return id === undefined ? undefined : rowsOf([id])[0]
}

/** All keys that a command applies to. No selected keys if the query cannot be parsed, because the list then does not show the intended keys. */
export function keysAtHand(): readonly KeyRow[] {
  const { screen, selection, list } = useVault.getState()
  if (screen !== 'keys') return []
  if (selection.keys.size > 0 && !isInPanel())
    return unreadable(list.problems).length > 0 ? [] : rowsOf(inOrder(selection, list.entries))
  const one = keyAtHand()
  return one === undefined ? [] : [one]
}

/** The account whose keys are shown. */
export function accountAtHand(): AccountRow | undefined {
  const { screen, view, accounts } = useVault.getState()
  return screen === 'keys' && view.kind === 'account' ? accounts.get(view.account) : undefined
}
