/**
 * The one list of commands: what each is called and its shortcuts. The application menu is drawn from it in main; the command palette, the
 * context menu and the shortcut sheet are drawn from it in the page (`renderer/commands`), which also knows when one applies and what it does.
 */

export type CommandGroup = 'go' | 'app' | 'view' | 'list' | 'column' | 'search' | 'account' | 'key' | 'keys'

export interface CommandFacts {
  /** In sentence case. "…" only where more input follows. */
  readonly words: string
  readonly group: CommandGroup
  /** As accelerators ("CommandOrControl+K"), the first one is shown. A single sign ("/") is that sign, by whatever keys a layout writes it. */
  readonly shortcuts?: readonly string[]
  /** Takes its press also while a text is being typed. Those with Ctrl or Cmd always do, except where the text has the same one. */
  readonly whileTyping?: true
  /** The list of keys, a text or the system takes the press itself; the shortcut is only shown. */
  readonly isTakenElsewhere?: true
}

export const COMMANDS = {
  // Before the search for keys, which has the same shortcuts: in the settings this one applies.
  'search-settings': { words: 'Search settings', group: 'go', shortcuts: ['CommandOrControl+F', '/'] },
  search: { words: 'Search keys', group: 'go', shortcuts: ['CommandOrControl+F', '/'] },
  commands: { words: 'Show all commands', group: 'go', shortcuts: ['CommandOrControl+K'] },
  keys: { words: 'Keys', group: 'go', shortcuts: ['CommandOrControl+1'] },
  timeline: { words: 'Timeline', group: 'go', shortcuts: ['CommandOrControl+2'] },
  history: { words: 'History', group: 'go', shortcuts: ['CommandOrControl+3'] },
  settings: { words: 'Settings', group: 'go', shortcuts: ['CommandOrControl+,'] },
  'view-all': { words: 'All keys', group: 'go' },
  'view-expiring': { words: 'Expiring soon', group: 'go' },
  'view-attention': { words: 'Needs attention', group: 'go' },
  'view-overlapping': { words: 'Overlapping', group: 'go' },
  'view-favourites': { words: 'Favourites', group: 'go' },
  'view-by-hand': { words: 'Manual keys', group: 'go' },
  review: { words: 'Review what needs attention', group: 'go' },
  queue: { words: 'Show the batch of replacements', group: 'go' },
  back: { words: 'Back', group: 'go', shortcuts: ['Alt+Left'] },
  'next-pane': { words: 'Next pane', group: 'go', shortcuts: ['F6'], whileTyping: true },
  'previous-pane': { words: 'Previous pane', group: 'go', shortcuts: ['Shift+F6'], whileTyping: true },
  'close-panel': { words: 'Close the panel', group: 'go', shortcuts: ['Escape'] },

  'add-key': { words: 'Add key…', group: 'app', shortcuts: ['CommandOrControl+N'] },
  'connect-account': { words: 'Connect account…', group: 'app', shortcuts: ['CommandOrControl+Shift+N'] },
  'describe-provider': { words: 'Describe a provider…', group: 'app' },
  'described-providers': { words: 'Providers you described…', group: 'app' },
  'import-keys': { words: 'Import keys…', group: 'app' },
  sync: { words: 'Sync now', group: 'app', shortcuts: ['CommandOrControl+R', 'F5'], whileTyping: true },
  'save-search': { words: 'Save search…', group: 'app', shortcuts: ['CommandOrControl+S'] },
  'back-up': { words: 'Back up secrets…', group: 'app' },
  'check-backup': { words: 'Check the backup…', group: 'app' },
  restore: { words: 'Restore from a backup…', group: 'app' },
  lock: { words: 'Lock now', group: 'app', shortcuts: ['CommandOrControl+L'] },
  'export-all': { words: 'Export the secrets of all keys…', group: 'app' },
  undo: { words: 'Undo', group: 'app', shortcuts: ['CommandOrControl+Z'] },
  shortcuts: { words: 'Keyboard shortcuts', group: 'app', shortcuts: ['?'] },
  demo: { words: 'Open the demo vault', group: 'app' },
  about: { words: 'About Keyhold', group: 'app' },

  'density-compact': { words: 'Compact rows', group: 'view' },
  'density-default': { words: 'Default rows', group: 'view' },
  'density-comfortable': { words: 'Comfortable rows', group: 'view' },
  'group-keys': { words: 'Group by urgency', group: 'view' },
  'fold-groups': { words: 'Fold all groups', group: 'view' },
  'unfold-groups': { words: 'Unfold all groups', group: 'view' },
  columns: { words: 'Columns…', group: 'view' },
  'reset-columns': { words: 'Reset columns', group: 'view' },

  open: { words: 'Open', group: 'list', shortcuts: ['Enter'], isTakenElsewhere: true },
  menu: { words: 'Show the menu of a key', group: 'list', shortcuts: ['Shift+F10', 'ContextMenu'] },
  select: { words: 'Select', group: 'list', shortcuts: ['Shift+Space'], isTakenElsewhere: true },
  'select-all': {
    words: 'Select all that match',
    group: 'list',
    shortcuts: ['CommandOrControl+A'],
    isTakenElsewhere: true,
  },
  'type-ahead': {
    words: 'Go to a key by its first letters',
    group: 'list',
    shortcuts: ['A–Z'],
    isTakenElsewhere: true,
  },

  'sort-up': { words: 'Sort ascending', group: 'column' },
  'sort-down': { words: 'Sort descending', group: 'column' },
  'column-left': { words: 'Move left', group: 'column' },
  'column-right': { words: 'Move right', group: 'column' },
  'hide-column': { words: 'Hide column', group: 'column' },

  'rename-search': { words: 'Rename…', group: 'search', shortcuts: ['F2'], isTakenElsewhere: true },
  'change-search': { words: 'Change to the current search', group: 'search' },
  'search-up': { words: 'Move up', group: 'search', shortcuts: ['Alt+Up'], isTakenElsewhere: true },
  'search-down': { words: 'Move down', group: 'search', shortcuts: ['Alt+Down'], isTakenElsewhere: true },
  'remove-search': { words: 'Remove', group: 'search', shortcuts: ['Delete'], isTakenElsewhere: true },

  'sync-account': { words: 'Sync this account', group: 'account' },
  'create-in-account': { words: 'Create a key…', group: 'account' },
  'account-console': { words: 'Open the console', group: 'account' },
  'account-docs': { words: 'Open the documentation', group: 'account' },
  'edit-account': { words: 'Edit account…', group: 'account', shortcuts: ['F2'], isTakenElsewhere: true },
  'review-list': { words: 'Review list…', group: 'account' },
  'edit-description': { words: 'Edit description…', group: 'account' },
  'remove-account': {
    words: 'Remove the account…',
    group: 'account',
    shortcuts: ['Delete'],
    isTakenElsewhere: true,
  },

  copy: { words: 'Copy secret', group: 'key', shortcuts: ['CommandOrControl+C'] },
  'copy-handle': { words: 'Copy handle', group: 'key' },
  'copy-variable': { words: 'Copy variable name', group: 'key' },
  'copy-console': { words: 'Copy console URL', group: 'key' },
  console: { words: 'Open console', group: 'key' },
  favourite: { words: 'Add to favourites', group: 'key', shortcuts: ['Space'], isTakenElsewhere: true },
  rename: { words: 'Rename', group: 'key', shortcuts: ['F2'] },
  replace: { words: 'Replace…', group: 'key' },
  regenerate: { words: 'Regenerate…', group: 'key' },
  retire: { words: 'Retire old key…', group: 'key' },
  'keep-longer': { words: 'Keep longer…', group: 'key' },
  'roll-back': { words: 'Roll back…', group: 'key' },
  revive: { words: 'Enable again', group: 'key' },
  finish: { words: 'Leave disabled', group: 'key' },
  paste: { words: 'Update secret…', group: 'key' },
  edit: { words: 'Edit at its provider…', group: 'key' },
  enable: { words: 'Enable at its provider…', group: 'key' },
  disable: { words: 'Disable at its provider…', group: 'key' },
  snooze: { words: 'Snooze reminders…', group: 'key' },
  create: { words: 'Create another key…', group: 'key' },
  revoke: {
    words: 'Delete at its provider…',
    group: 'key',
    shortcuts: ['Delete', 'CommandOrControl+Backspace'],
  },
  delete: {
    words: 'Remove from Keyhold…',
    group: 'key',
    shortcuts: ['Delete', 'CommandOrControl+Backspace'],
  },

  'tag-keys': { words: 'Tags…', group: 'keys' },
  'replace-keys': { words: 'Replace keys…', group: 'keys' },
  'snooze-keys': { words: 'Snooze reminders…', group: 'keys' },
  'expire-keys': { words: 'Set expiry…', group: 'keys' },
  'copy-env': { words: 'Copy as .env', group: 'keys' },
  'sync-keys': { words: 'Sync their accounts', group: 'keys' },
  'export-secrets': { words: 'Export secrets…', group: 'keys' },
  'export-csv': { words: 'Export metadata as CSV, no secrets…', group: 'keys' },
  'export-json': { words: 'Export metadata as JSON, no secrets…', group: 'keys' },
  'disable-keys': { words: 'Disable keys…', group: 'keys' },
  'delete-keys': {
    words: 'Delete keys…',
    group: 'keys',
    shortcuts: ['Delete', 'CommandOrControl+Backspace'],
  },
  'clear-selection': {
    words: 'Clear the selection',
    group: 'keys',
    shortcuts: ['Escape'],
    isTakenElsewhere: true,
  },
} as const satisfies Readonly<Record<string, CommandFacts>>

export type CommandId = keyof typeof COMMANDS

/** The list by its wider type: each command may have shortcuts. */
export const commandFacts = (id: CommandId): CommandFacts => COMMANDS[id]

export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[]

/** Those that the application menu offers: the page does them when main asks. */
export const MENU_COMMANDS = [
  'undo',
  'search',
  'commands',
  'add-key',
  'connect-account',
  'import-keys',
  'sync',
  'back-up',
  'check-backup',
  'restore',
  'keys',
  'timeline',
  'history',
  'settings',
  'back',
  'shortcuts',
  'about',
] as const satisfies readonly CommandId[]

export type MenuCommand = (typeof MENU_COMMANDS)[number]
