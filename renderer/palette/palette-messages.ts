/** Messages of the quick palette. */
import type { KeyState } from '../../shared/expiry/expiry.ts'
import type { RankedSection } from './ranking.ts'

export const SECTION_WORDS: Record<RankedSection, string> = {
  favourites: 'Favourites',
  recent: 'Recent',
  all: 'All keys',
}

export const rowMessages = { favourite: 'Favourite', manual: 'Manual' } as const

export const searchMessages = {
  label: 'Copy secret of',
  placeholder: 'Name, account, tag or variable',
} as const

export const commandMessages = {
  copy: 'Copy secret',
  open: 'Open in Keyhold',
  favourite: (isFavourite: boolean) => (isFavourite ? 'Remove from favourites' : 'Add to favourites'),
} as const

/** Shown after a key was copied that may not work. */
export const COPY_WARNINGS: Partial<Record<KeyState | 'retiring', string>> = {
  expired: 'This key has expired.',
  disabled: 'This key is disabled at its provider.',
  frozen: 'This key is frozen by its provider.',
  gone: 'This key was deleted at its provider.',
  'not-yet-valid': 'This key isn’t valid yet.',
  retiring: 'This key is being retired. Use its replacement.',
}

export const listMessages = {
  keys: 'Keys',
  commandsOf: (name: string) => `Commands for ${name}`,
  none: 'No matching keys',
  add: (name: string) => `Add “${name}”…`,
} as const

export const footMessages = {
  countKeys: (count: number) => (count === 1 ? '1 key' : `${count.toLocaleString()} keys`),
  countCommands: (count: number) => (count === 1 ? '1 command' : `${count} commands`),
  busy: 'Waiting for the keychain',
  run: 'Run command',
  more: 'More',
} as const

/** Shown in place of the search while there is nothing to search. */
export const insteadMessages = {
  shutDetail: 'Open Keyhold to see what you can do.',
  open: 'Open Keyhold',
  emptyTitle: 'There are no keys yet',
  emptyDetail: 'Connect an account or add a key; then copy its secret from this palette.',
} as const
