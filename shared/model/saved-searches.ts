/**
 * The rules of saved searches: which names and queries are allowed, and how each change affects the list. Pure.
 *
 * States of a search: typed → saved (with a unique name) → renamed | given another query | moved → removed → undone within ten seconds.
 *
 * Every change creates a new list; main stores the list as one setting.
 */
import { fold } from '../search/fold.ts'
import { characters } from './characters.ts'
import type { ListSort } from './list-settings.ts'
import { nameProblem, type NameProblem } from './names.ts'

export const MOST_SEARCHES = 50
/** In characters as people count them. */
export const LONGEST_SEARCH_NAME = 60
export const LONGEST_SAVED_QUERY = 500

export interface SavedSearch {
  readonly id: string
  readonly name: string
  readonly query: string
  /** Missing: keep the list's present order. */
  readonly sort?: ListSort | undefined
}

type Searches = readonly SavedSearch[]

/** The problem with a search's name, regardless of other searches. */
export function searchNameProblem(name: string): NameProblem | undefined {
  const problem = nameProblem(name)
  if (problem !== undefined) return problem
  return characters(name.trim()) > LONGEST_SEARCH_NAME ? 'too-long' : undefined
}

/** Whether a search other than `id` has this name. Case and accents are ignored. */
export const isNameTaken = (searches: Searches, name: string, id?: string): boolean =>
  searches.some((other) => other.id !== id && fold(other.name) === fold(name.trim()))

/** The saved search with this query text. */
export const savedAs = (searches: Searches, queryText: string): SavedSearch | undefined =>
  searches.find(({ query }) => query === queryText.trim())

/** Changes a search in its place, or appends a new one. */
export function withSearch(searches: Searches, search: SavedSearch): Searches {
  return searches.some(({ id }) => id === search.id)
    ? searches.map((other) => (other.id === search.id ? search : other))
    : [...searches, search]
}

export const withoutSearch = (searches: Searches, id: string): Searches =>
  searches.filter((other) => other.id !== id)

/** Moves a search to a place among the others. A place out of range means the first or the last. */
export function movedTo(searches: Searches, id: string, place: number): Searches {
  const search = searches.find((one) => one.id === id)
  return search === undefined ? searches : placedAt(withoutSearch(searches, id), search, place)
}

/** Adds a search at a place, to undo its removal. */
export function placedAt(searches: Searches, search: SavedSearch, place: number): Searches {
  const at = Math.max(0, Math.min(place, searches.length))
  return searches.toSpliced(at, 0, search)
}
