/** What the user can do that changes the page's own state. Acts on the vault go through renderer/vault/bridge.ts. */
import type { KeyId } from '../../shared/model/model.ts'
import type { Outcome } from '../../shared/model/operation.ts'
import type { DialogState } from '../vault/dialog-state.ts'
import type { Sort } from '../list/key-order.ts'
import { listed } from '../list/visible-list.ts'
import { isNarrow } from './narrow.ts'
import { useVault } from '../vault/store.ts'
import type { Screen, VaultState } from '../vault/vault-state.ts'
import type { View } from '../list/views.ts'

const { getState: get, setState: set } = useVault

export function openDialog(dialog: DialogState): void {
  set({ dialog })
}

export function closeDialog(): void {
  set({ dialog: undefined })
}

/** Asks for the user name and password for a proxy, above an open dialog; without `address` for the one that is in use. */
export function askForProxySignIn(address?: string): void {
  set({ proxySignIn: { address } })
}

export function endProxySignIn(): void {
  set({ proxySignIn: undefined })
}

export function showScreen(screen: Screen): void {
  set({ screen, historyOf: undefined })
}

/** The history of one key. */
export function showHistoryOf(key: KeyId): void {
  set({ screen: 'history', historyOf: key })
}

/** What is to be found must be seen: a panel that covers the list closes. */
const uncovered = () => (isNarrow() ? { detail: undefined } : {})

/** Closes a panel that covers the list. */
export function uncoverList(): void {
  set(uncovered())
}

/** Shows a view of the keys, found anew without a query. */
export function showView(view: View): void {
  set({ screen: 'keys', ...listed(get(), { view, queryText: '' }), ...uncovered() })
}

/**
 * The first row found is the keyboard's, so that Enter and copy mean what is seen; clearing the search leaves
 * the keyboard where it is. An open panel stays.
 */
export function setQuery(queryText: string): void {
  const found = listed(get(), { queryText })
  set({ ...found, ...(queryText !== '' && { active: found.list.entries[0]?.row.id }) })
}

/** All keys that a query finds, in the order that the list has or in one of its own; how other screens hand over to the list. */
export function findKeys(queryText: string, sort: Sort = get().sort): void {
  set({ screen: 'keys', ...listed(get(), { view: { kind: 'all' }, queryText, sort }), ...uncovered() })
}

export function setSort(sort: Sort): void {
  set(listed(get(), { sort }))
}

/** Moves the keyboard's row; an open detail panel follows. */
export function activate(key: KeyId | undefined): void {
  const { detail } = get()
  set({ active: key, ...(detail !== undefined && key !== undefined && { detail: key }) })
}

export function openDetail(key: KeyId): void {
  set({ active: key, detail: key })
}

/** Opens a key in the list of all keys. */
export function showKey(key: KeyId): void {
  showView({ kind: 'all' })
  if (get().keyIndex.get(key) !== undefined) openDetail(key)
}

/** Hides the line above all keys until it has something new to say. */
export function dismissLine(dismissedLine: VaultState['dismissedLine']): void {
  set({ dismissedLine })
}

/** Closes the dialog and shows the key that it has made, also one whose secret is not saved yet. */
export function closeOver({ outcome, key }: Outcome): void {
  closeDialog()
  if (outcome === 'stored' || outcome === 'unsaved') openDetail(key)
}

export function closeDetail(): void {
  set({ detail: undefined })
}
