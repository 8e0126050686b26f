/**
 * Changes the list of saved searches, which the main process keeps as one setting. Each change builds on the previous one, even before the
 * main process has reported that one, so two quick moves both count.
 */
import type { Result } from '../../shared/contract/errors.ts'
import { cut } from '../../shared/model/characters.ts'
import {
  isNameTaken,
  LONGEST_SEARCH_NAME,
  MOST_SEARCHES,
  movedTo,
  placedAt,
  savedAs,
  withoutSearch,
  withSearch,
  type SavedSearch,
} from '../../shared/model/saved-searches.ts'
import { call } from './bridge.ts'
import { useVault } from './store.ts'
import { toastError } from './toasts.ts'
import { offerUndo } from './undo.ts'
import { undoMessages } from './undo-messages.ts'
import type { VaultState } from './vault-state.ts'

type Searches = readonly SavedSearch[]

/** The list last sent to the main process, while an answer is pending. */
let asked: Searches | undefined
let waiting = 0

export const savedSearches = (): Searches => asked ?? useVault.getState().settings.savedSearches

async function change(next: Searches): Promise<Result<unknown>> {
  asked = next
  waiting += 1
  const answer = await call('settings:change', { savedSearches: next })
  waiting -= 1
  if (waiting === 0 || !answer.ok) asked = undefined
  return answer
}

/** Returns whether the change was made, and shows the error if it was not. */
async function changeOrShowError(next: Searches): Promise<boolean> {
  const answer = await change(next)
  if (!answer.ok) toastError(answer.error)
  return answer.ok
}

/** The saved search that the list shows. */
export const currentSearch = ({ view, queryText, settings }: VaultState): SavedSearch | undefined =>
  view.kind === 'all' && queryText !== '' ? savedAs(settings.savedSearches, queryText) : undefined

/** Adds a search, or changes the one with its id. */
export const saveSearch = (search: SavedSearch): Promise<Result<unknown>> =>
  change(withSearch(savedSearches(), search))

/** Moves a search one place up (-1) or down (1). */
export function moveSearch(id: string, step: -1 | 1): void {
  const place = savedSearches().findIndex((one) => one.id === id) + step
  if (place >= 0 && place < savedSearches().length) moveSearchTo(id, place)
}

/** Moves a search to `place`, counted among the other searches. */
export function moveSearchTo(id: string, place: number): void {
  void changeOrShowError(movedTo(savedSearches(), id, place))
}

export async function removeSearch(search: SavedSearch): Promise<void> {
  const place = savedSearches().findIndex(({ id }) => id === search.id)
  if (await changeOrShowError(withoutSearch(savedSearches(), search.id)))
    offerUndo(undoMessages.searchRemoved, search.name, () =>
      restore(search, placedAt(savedSearches(), search, place)),
    )
}

/** Makes a change that brings back `search` as it was. Meanwhile its name may have been given to another search, or the list may be full. */
async function restore(search: SavedSearch, next: Searches) {
  const why = whyNotRestored(search, next)
  if (why === undefined) return change(next)
  return {
    ok: false,
    why: { text: undoMessages.searchNotRestored, about: search.name, detail: why },
  } as const
}

function whyNotRestored({ id, name, query }: SavedSearch, next: Searches): string | undefined {
  if (isNameTaken(savedSearches(), name, id)) return undoMessages.searchNameTaken(query)
  return next.length > MOST_SEARCHES ? undoMessages.tooManySearches(MOST_SEARCHES, query) : undefined
}

/** Replaces a search's query with the one in the search box. A search that has a sort order also gets the list's current one. */
export async function changeToCurrent(search: SavedSearch): Promise<void> {
  const { queryText, sort } = useVault.getState()
  const changed = { ...search, query: queryText.trim(), ...(search.sort && { sort }) }
  if (await changeOrShowError(withSearch(savedSearches(), changed)))
    offerUndo(undoMessages.searchChanged, search.name, () =>
      restore(search, withSearch(savedSearches(), search)),
    )
}

/** An unused name for a query: the query itself, cut to the length limit, with a number if that name is taken. Pure. */
export function suggestedName(searches: Searches, query: string): string {
  const base = cut(query.replace(/\s+/gu, ' '), LONGEST_SEARCH_NAME).trim()
  const numbered = searches.map((_, index) => `${cut(base, LONGEST_SEARCH_NAME - 3).trim()} ${index + 2}`)
  return [base, ...numbered].find((name) => !isNameTaken(searches, name)) ?? base
}
