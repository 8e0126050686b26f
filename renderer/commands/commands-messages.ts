/** Labels of commands that depend on the key, and messages of the menus and dialogs that list commands. */
import type { CommandGroup } from '../../shared/desktop/commands.ts'

export const commandMessages = {
  addSecret: 'Add secret…',
  removeFavourite: 'Remove from favourites',
  editAt: (provider: string) => `Edit at ${provider}…`,
  enableAt: (provider: string) => `Enable at ${provider}…`,
  disableAt: (provider: string) => `Disable at ${provider}…`,
  deleteAt: (provider: string) => `Delete at ${provider}…`,
  copied: {
    'copy-handle': 'Handle copied',
    'copy-variable': 'Variable name copied',
    'copy-console': 'Console URL copied',
  },
  nextSteps: 'Show next steps',
  notCopied: 'The clipboard isn’t available',
  notCopiedDetail: 'Nothing was copied. Try again.',
  /** For the menu of an account. */
  menuOfAccount: (name: string) => `Commands for the account ${name}`,
  menuOf: (name: string) => `Commands for ${name}`,
  menuOfMany: (count: number) => `Commands for ${count.toLocaleString()} keys`,
} as const

export const GROUP_WORDS: Record<CommandGroup, string> = {
  go: 'Go to',
  app: 'Keyhold',
  view: 'View',
  list: 'In the list',
  column: 'A column',
  search: 'A saved search',
  account: 'An account',
  key: 'A key',
  keys: 'Several keys',
}
