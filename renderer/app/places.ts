/**
 * Keeps the back history (Alt+Left), like a browser's. A place is a screen, a view of the keys or one key's history.
 * States: history empty | one or more places in the history. Leaving a place adds it; going back removes the last one.
 * Going back first closes a panel that covers the list; the place changes only with the next step back.
 */
import type { KeyId } from '../../shared/model/model.ts'
import type { View } from '../list/views.ts'
import { listed } from '../list/visible-list.ts'
import { useVault } from '../vault/store.ts'
import type { Screen, VaultState } from '../vault/vault-state.ts'
import { isNarrow } from './narrow.ts'

interface Place {
  readonly screen: Screen
  readonly view: View
  readonly historyOf: KeyId | undefined
}

/** The most places that are kept; the oldest are dropped. */
const MOST = 50

let behind: readonly Place[] = []
let isGoingBack = false

const placeOf = ({ screen, view, historyOf }: VaultState): Place => ({ screen, view, historyOf })
const isSame = (a: Place, b: Place): boolean =>
  a.screen === b.screen && a.historyOf === b.historyOf && (a.screen !== 'keys' || a.view === b.view)

/** Records the places that the user leaves, until the returned function is called. */
export function followPlaces(): () => void {
  behind = []
  return useVault.subscribe((state, before) => {
    if (isGoingBack || isSame(placeOf(state), placeOf(before))) return
    behind = [...behind, placeOf(before)].slice(-MOST)
  })
}

const coversList = ({ screen, detail }: VaultState): boolean =>
  screen === 'keys' && detail !== undefined && isNarrow()

export const canGoBack = (): boolean => behind.length > 0 || coversList(useVault.getState())

export function goBack(): void {
  const state = useVault.getState()
  if (coversList(state)) {
    useVault.setState({ detail: undefined })
    return
  }
  const last = behind.at(-1)
  if (last === undefined) return
  behind = behind.slice(0, -1)
  isGoingBack = true
  try {
    const list = last.view === state.view ? {} : listed(state, { view: last.view, queryText: '' })
    useVault.setState({ ...last, ...list })
  } finally {
    isGoingBack = false
  }
}
