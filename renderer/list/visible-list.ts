/** Computes the contents of the list and the sidebar from the rows: finds, sorts and counts. */
import type { KeyId } from '../../shared/model/model.ts'
import type { SavedSearch } from '../../shared/model/saved-searches.ts'
import { parseQuery } from '../../shared/search/query.ts'
import type { Facts } from '../../shared/search/query-match.ts'
import { factsOf } from '../vault/apply-changes.ts'
import type { KeyList, VaultState } from '../vault/vault-state.ts'
import { groupsIn, withoutFolded } from './list-groups.ts'
import { nestTwins } from './nest-twins.ts'
import { countViews } from './views.ts'

type ListRequest = Pick<VaultState, 'view' | 'queryText' | 'sort'>

let lastFacts: { readonly of: readonly unknown[]; readonly facts: Facts } | undefined

/** Returns the same object while nothing in it differs, because a search filters its previous result only for the same facts object. */
function steadyFacts(state: VaultState): Facts {
  const of = [state.keyIndex, state.now, state.settings, state.operations]
  if (lastFacts === undefined || of.some((part, index) => part !== lastFacts?.of[index]))
    lastFacts = { of, facts: factsOf(state) }
  return lastFacts.facts
}

/** The list for a request. Missing parts of the request are taken from the state. */
export function listed(
  state: VaultState,
  request: Partial<ListRequest> = {},
): Partial<ListRequest> & { list: KeyList } {
  const { view, queryText, sort } = { ...state, ...request }
  const { query, problems } = parseQuery(queryText)
  const facts = steadyFacts(state)
  const found = state.keyIndex.find({ view, query, sort }, facts)
  const all =
    sort.by === 'urgency'
      ? nestTwins({ entries: found, groups: groupsIn(found, facts.now) })
      : { entries: found, groups: NO_GROUPS }
  // Search results are never folded.
  const folded = query.terms.length > 0 ? NONE_FOLDED : new Set<string>(state.settings.foldedSections)
  const { entries, groups } = withoutFolded(all.entries, all.groups, folded)
  return {
    ...request,
    list: {
      entries,
      groups,
      found: found.length,
      among: state.keyIndex.size(),
      problems,
    },
  }
}

/** Whether the list's view and query find this key. Its row may be missing from the list all the same, if its group is folded. */
export function isFound(state: VaultState, key: KeyId): boolean {
  const { view, queryText, sort } = state
  const { query } = parseQuery(queryText)
  return state.keyIndex.find({ view, query, sort }, steadyFacts(state)).some(({ row }) => row.id === key)
}

/** Always the same object, so that the layout of a flat list is not computed again. */
const NO_GROUPS: KeyList['groups'] = []
const NONE_FOLDED: ReadonlySet<string> = new Set()

export function counted(state: VaultState): Pick<VaultState, 'counts'> {
  return { counts: countViews(state.keyIndex.rows(), steadyFacts(state)) }
}

/** Counts the keys that these searches find, by the list's own rules. Returns the same map if no number has changed. */
export function countedSearches(
  state: VaultState,
  searches: readonly Pick<SavedSearch, 'id' | 'query'>[],
): Pick<VaultState, 'searchCounts'> {
  const facts = steadyFacts(state)
  const next = new Map(state.searchCounts)
  for (const { id, query } of searches) next.set(id, state.keyIndex.count(parseQuery(query).query, facts))
  const isSame = searches.every(({ id }) => next.get(id) === state.searchCounts.get(id))
  return { searchCounts: isSame ? state.searchCounts : next }
}

/** Merges newly arrived rows into the current sort order, so that the next refresh has less work. */
export function keepOrder(state: VaultState): void {
  state.keyIndex.arrange(state.sort, steadyFacts(state))
}
