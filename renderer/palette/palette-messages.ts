/** Messages of the quick palette. */
import type { RankedSection } from './ranking.ts'

export const SECTION_WORDS: Record<RankedSection, string> = {
  favourites: 'Favourites',
  recent: 'Recent',
  all: 'All keys',
}

export const rowMessages = { favourite: 'Favourite', manual: 'Manual' } as const

export const searchMessages = {
  label: 'Copy the secret of',
  placeholder: 'Name, account, tag or variable',
} as const

export const listMessages = {
  keys: 'Keys',
  commandsOf: (name: string) => `What to do with ${name}`,
  none: 'No matching keys',
  add: (name: string) => `Add “${name}”…`,
} as const

export const footMessages = {
  countKeys: (count: number) => (count === 1 ? '1 key' : `${count} keys`),
  countCommands: (count: number) => (count === 1 ? '1 action' : `${count} actions`),
  busy: 'Asking the keychain',
  run: 'Do it',
  more: 'More',
} as const

/** Shown in place of the search while there is nothing to search. */
export const insteadMessages = {
  shutDetail: 'Keyhold’s window says what can be done.',
  open: 'Open Keyhold',
  emptyTitle: 'There are no keys yet',
  emptyDetail: 'Connect an account or add a key; then its secret can be copied from here.',
} as const
