/** Messages of saved searches. */
import { LONGEST_SAVED_QUERY, MOST_SEARCHES } from '../../../shared/model/saved-searches.ts'

export const searchesMessages = {
  title: 'Saved searches',
  save: 'Save search',
  savedAs: (name: string) => `Saved as ${name}`,
  rename: 'Rename saved search',
  query: (query: string) => `Finds ${query} among all keys`,
  keepOrder: (order: string) => `Sort by ${order}`,
  keepOrderHelp: 'Otherwise the list keeps its order',
  taken: 'Another saved search has this name.',
  notSaved: 'Can’t save this search',
  tooLong: `Only searches of up to ${LONGEST_SAVED_QUERY} characters can be saved`,
  tooMany: `${MOST_SEARCHES} searches are saved. Remove one first`,
  nothingTyped: 'Type a search first',
  menuOf: (name: string) => `Commands for the saved search ${name}`,
  moved: (name: string, place: number, count: number) => `${name} moved to place ${place} of ${count}`,
} as const
