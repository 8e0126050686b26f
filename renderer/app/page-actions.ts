/** User actions that change the page's own state. Actions on the vault go through renderer/vault/bridge.ts. */
import { groupOf, type KeyGroup } from '../../shared/expiry/key-groups.ts'
import type { KeyId } from '../../shared/model/model.ts'
import type { DialogState } from '../vault/dialog-state.ts'
import type { Sort } from '../list/key-order.ts'
import { isFound, listed } from '../list/visible-list.ts'
import { isNarrow } from './narrow.ts'
import { useVault } from '../vault/store.ts'
import { changeSettings } from '../vault/vault-commands.ts'
import type { Screen, VaultState } from '../vault/vault-state.ts'
import type { View } from '../list/views.ts'

const { getState: get, setState: set } = useVault

export function openDialog(dialog: DialogState): void {
  set({ dialog })
}

export function closeDialog(): void {
  set({ dialog: undefined })
}

/** Asks for the user name and password of a proxy, in a dialog above any open one. Without `address`, asks for the proxy in use. */
export function askForProxySignIn(address?: string): void {
  set({ proxySignIn: { address } })
}

export function endProxySignIn(): void {
  set({ proxySignIn: undefined })
}

export function showScreen(screen: Screen): void {
  set({ screen, historyOf: undefined })
}

/** Shows the history of one key. */
export function showHistoryOf(key: KeyId): void {
  set({ screen: 'history', historyOf: key })
}

/** Closes a panel that covers the list, so that search results are visible. */
const uncovered = () => (isNarrow() ? { detail: undefined } : {})

/** Closes a panel that covers the list. */
export function uncoverList(): void {
  set(uncovered())
}

/** Shows a view of the keys and clears the query. */
export function showView(view: View): void {
  set({ screen: 'keys', ...listed(get(), { view, queryText: '' }), ...uncovered() })
}

/**
 * Sets the query and makes the first row found the active row, so that Enter and copy act on a visible key.
 * Clearing the query keeps the active row. An open panel stays open.
 */
export function setQuery(queryText: string): void {
  const found = listed(get(), { queryText })
  set({ ...found, ...(queryText !== '' && { active: found.list.entries[0]?.row.id }) })
}

/** Shows all keys that a query finds, in the list's current order unless `sort` is given. Other screens use this to open the list. */
export function findKeys(queryText: string, sort: Sort = get().sort): void {
  set({ screen: 'keys', ...listed(get(), { view: { kind: 'all' }, queryText, sort }), ...uncovered() })
}

export function setSort(sort: Sort): void {
  set(listed(get(), { sort }))
}

/** Sets the active row (the one with the keyboard focus). An open detail panel follows. */
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

/** Hides the line above all keys until it has something new to report. */
export function dismissLine(dismissedLine: VaultState['dismissedLine']): void {
  set({ dismissedLine })
}

/** Opens a key that an operation has changed. The list keeps its view and search, so that the user can go on with the next row. */
export function openChanged(key: KeyId): void {
  if (get().screen !== 'keys') showView({ kind: 'all' })
  openDetail(key)
}

/** Opens a key that the user has just added. Once its row has arrived, leaves a view or search that hides the row, and unfolds its group. */
export function openAdded(key: KeyId): void {
  openChanged(key)
  if (unhide(key)) return
  const stop = useVault.subscribe(() => {
    if (unhide(key)) stop()
  })
}

/** Returns false while the key has no row yet. Does nothing if another key was opened meanwhile. */
function unhide(key: KeyId): boolean {
  const state = get()
  if (state.detail !== key) return true
  const row = state.keyIndex.get(key)
  if (row === undefined) return false
  if (!isFound(state, key)) {
    showView({ kind: 'all' })
    openDetail(key)
  }
  if (!listed(get()).list.entries.some((entry) => entry.row.id === key)) unfold(groupOf(row, state.now))
  return true
}

function unfold(group: KeyGroup): void {
  const { foldedSections } = get().settings
  if (foldedSections.includes(group))
    void changeSettings({ foldedSections: foldedSections.filter((one) => one !== group) })
}

export function closeDetail(): void {
  set({ detail: undefined })
}
