/** Says why the typed search cannot be saved; `undefined` if it can. Pure. */
import { LONGEST_SAVED_QUERY, MOST_SEARCHES, savedAs } from '../../../shared/model/saved-searches.ts'
import { unreadable } from '../../../shared/search/query.ts'
import { problemWords } from '../../list/query-messages.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import { searchesMessages } from './searches-messages.ts'

type Typed = Pick<VaultState, 'queryText' | 'list' | 'settings'>

/** Refuses terms that cannot be read, since such a search would never find anything. */
export function whyNotSaved({ queryText, list, settings }: Typed): string | undefined {
  const query = queryText.trim()
  if (query === '') return searchesMessages.nothingTyped
  const [unknown] = unreadable(list.problems)
  if (unknown !== undefined) return problemWords(unknown)
  if (query.length > LONGEST_SAVED_QUERY) return searchesMessages.tooLong
  const { savedSearches } = settings
  const isFull = savedSearches.length >= MOST_SEARCHES && savedAs(savedSearches, query) === undefined
  return isFull ? searchesMessages.tooMany : undefined
}
