/** What the quick palette says besides the keys. */
import type { RankedSection } from './ranking.ts'

export const SECTION_WORDS: Record<RankedSection, string> = {
  favourites: 'Favourites',
  recent: 'Recent',
  all: 'All keys',
}

export const quickMessages = {
  none: 'No matching keys',
  addShort: 'Add',
  add: (name: string) => `Add “${name}”…`,
} as const
