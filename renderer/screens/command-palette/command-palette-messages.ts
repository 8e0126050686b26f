/** The messages of the command palette. */
export const paletteMessages = {
  title: 'All commands',
  field: 'Search commands, views and keys',
  results: 'Commands, views and keys',
  commands: 'Commands and views',
  account: 'Account',
  search: 'Saved search',
  keys: 'Keys',
  similar: 'Similar',
  none: 'Nothing matches',
  add: (name: string) => `Add “${name}”…`,
  open: (name: string) => `Open ${name}`,
  copy: 'Copy secret',
  count: (count: number) => (count === 1 ? '1 result' : `${count.toLocaleString()} results`),
  manual: 'Manual',
} as const
