/**
 * The rules of saved searches: what a name and a query may be, and what each change makes of the list. Pure.
 *
 * States of a search: typed → saved (with a name of its own) → renamed | given another query | moved → removed → undone for ten seconds.
 * Every change makes the whole list anew; main keeps it as one setting.
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
  /** Missing: in the order that the list has. */
  readonly sort?: ListSort | undefined
}

type Searches = readonly SavedSearch[]

/** What is wrong with a search's name in itself. */
export function searchNameProblem(name: string): NameProblem | undefined {
  const problem = nameProblem(name)
  if (problem !== undefined) return problem
  return characters(name.trim()) > LONGEST_SEARCH_NAME ? 'too-long' : undefined
}

/** Whether another search than `id` has this name, apart from case and accents. */
export const isNameTaken = (searches: Searches, name: string, id?: string): boolean =>
  searches.some((other) => other.id !== id && fold(other.name) === fold(name.trim()))

/** The saved search that this text is. */
export const savedAs = (searches: Searches, queryText: string): SavedSearch | undefined =>
  searches.find(({ query }) => query === queryText.trim())

/** Changes one search in its place; a new one goes to the end. */
export function withSearch(searches: Searches, search: SavedSearch): Searches {
  return searches.some(({ id }) => id === search.id)
    ? searches.map((other) => (other.id === search.id ? search : other))
    : [...searches, search]
}

export const withoutSearch = (searches: Searches, id: string): Searches =>
  searches.filter((other) => other.id !== id)

/** Puts a search at a place among the others; a place before the first or after the last means that one. */
export function movedTo(searches: Searches, id: string, place: number): Searches {
  const search = searches.find((one) => one.id === id)
  return search === undefined ? searches : placedAt(withoutSearch(searches, id), search, place)
}

/** Adds a search at a place, as before its removal. */
export function placedAt(searches: Searches, search: SavedSearch, place: number): Searches {
  const at = Math.max(0, Math.min(place, searches.length))
  return searches.toSpliced(at, 0, search)
}
