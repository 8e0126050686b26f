/**
 * The list of all commands: each command's group and shortcuts, with its name from `command-messages.ts`. In main, the application menu is built from
 * it; in the page, the command palette, the context menu and the shortcut sheet (`renderer/commands`). The page also decides when a command applies
 * and what it does.
 */

import { commandMessages } from './command-messages.ts'

export type CommandId = keyof typeof commandMessages

export type CommandGroup = 'go' | 'app' | 'view' | 'list' | 'column' | 'search' | 'account' | 'key' | 'keys'

export interface CommandFacts {
  readonly words: string
  readonly group: CommandGroup
  /**
   * Accelerators ("CommandOrControl+K"); the first one is displayed. A single sign ("/") means that sign, whichever keys type it in the user's
   * layout.
   */
  readonly shortcuts?: readonly string[]
  /** The shortcut also works while the user types text. Shortcuts with Ctrl or Cmd always do, unless the text field uses the same one. */
  readonly whileTyping?: true
  /** The list of keys, a text field or the system handles the press itself; the shortcut is only displayed. */
  readonly isTakenElsewhere?: true
}

const COMMANDS = {
  // Before the search for keys, which has the same shortcuts, because in the settings this command applies.
  'search-settings': { group: 'go', shortcuts: ['CommandOrControl+F', '/'] },
  search: { group: 'go', shortcuts: ['CommandOrControl+F', '/'] },
  commands: { group: 'go', shortcuts: ['CommandOrControl+K'] },
  keys: { group: 'go', shortcuts: ['CommandOrControl+1'] },
  timeline: { group: 'go', shortcuts: ['CommandOrControl+2'] },
  history: { group: 'go', shortcuts: ['CommandOrControl+3'] },
  settings: { group: 'go', shortcuts: ['CommandOrControl+,'] },
  'view-all': { group: 'go' },
  'view-expiring': { group: 'go' },
  'view-attention': { group: 'go' },
  'view-overlapping': { group: 'go' },
  'view-favourites': { group: 'go' },
  'view-by-hand': { group: 'go' },
  review: { group: 'go' },
  queue: { group: 'go' },
  back: { group: 'go', shortcuts: ['Alt+Left'] },
  'next-pane': { group: 'go', shortcuts: ['F6'], whileTyping: true },
  'previous-pane': { group: 'go', shortcuts: ['Shift+F6'], whileTyping: true },
  'close-panel': { group: 'go', shortcuts: ['Escape'] },

  'add-key': { group: 'app', shortcuts: ['CommandOrControl+N'] },
  'connect-account': { group: 'app', shortcuts: ['CommandOrControl+Shift+N'] },
  'describe-provider': { group: 'app' },
  'described-providers': { group: 'app' },
  'import-keys': { group: 'app' },
  sync: { group: 'app', shortcuts: ['CommandOrControl+R', 'F5'], whileTyping: true },
  'save-search': { group: 'app', shortcuts: ['CommandOrControl+S'] },
  'back-up': { group: 'app' },
  'check-backup': { group: 'app' },
  restore: { group: 'app' },
  lock: { group: 'app', shortcuts: ['CommandOrControl+L'] },
  'export-all': { group: 'app' },
  undo: { group: 'app', shortcuts: ['CommandOrControl+Z'] },
  shortcuts: { group: 'app', shortcuts: ['?'] },
  demo: { group: 'app' },
  about: { group: 'app' },

  'density-compact': { group: 'view' },
  'density-default': { group: 'view' },
  'density-comfortable': { group: 'view' },
  'group-keys': { group: 'view' },
  'fold-groups': { group: 'view' },
  'unfold-groups': { group: 'view' },
  columns: { group: 'view' },
  'reset-columns': { group: 'view' },

  open: { group: 'list', shortcuts: ['Enter'], isTakenElsewhere: true },
  menu: { group: 'list', shortcuts: ['Shift+F10', 'ContextMenu'] },
  select: { group: 'list', shortcuts: ['Shift+Space'], isTakenElsewhere: true },
  'select-all': {
    group: 'list',
    shortcuts: ['CommandOrControl+A'],
    isTakenElsewhere: true,
  },
  'type-ahead': {
    group: 'list',
    shortcuts: ['A–Z'],
    isTakenElsewhere: true,
  },

  'sort-up': { group: 'column' },
  'sort-down': { group: 'column' },
  'column-left': { group: 'column' },
  'column-right': { group: 'column' },
  'hide-column': { group: 'column' },

  'rename-search': { group: 'search', shortcuts: ['F2'], isTakenElsewhere: true },
  'change-search': { group: 'search' },
  'search-up': { group: 'search', shortcuts: ['Alt+Up'], isTakenElsewhere: true },
  'search-down': { group: 'search', shortcuts: ['Alt+Down'], isTakenElsewhere: true },
  'remove-search': { group: 'search', shortcuts: ['Delete'], isTakenElsewhere: true },

  'sync-account': { group: 'account' },
  'create-in-account': { group: 'account' },
  'account-console': { group: 'account' },
  'account-docs': { group: 'account' },
  'edit-account': { group: 'account', shortcuts: ['F2'], isTakenElsewhere: true },
  'review-list': { group: 'account' },
  'edit-description': { group: 'account' },
  'remove-account': {
    group: 'account',
    shortcuts: ['Delete'],
    isTakenElsewhere: true,
  },

  copy: { group: 'key', shortcuts: ['CommandOrControl+C'] },
  'copy-handle': { group: 'key' },
  'copy-variable': { group: 'key' },
  'copy-console': { group: 'key' },
  console: { group: 'key' },
  favourite: { group: 'key', shortcuts: ['Space'], isTakenElsewhere: true },
  rename: { group: 'key', shortcuts: ['F2'] },
  replace: { group: 'key' },
  regenerate: { group: 'key' },
  retire: { group: 'key' },
  'keep-longer': { group: 'key' },
  'roll-back': { group: 'key' },
  revive: { group: 'key' },
  finish: { group: 'key' },
  paste: { group: 'key' },
  edit: { group: 'key' },
  enable: { group: 'key' },
  disable: { group: 'key' },
  snooze: { group: 'key' },
  create: { group: 'key' },
  revoke: {
    group: 'key',
    shortcuts: ['Delete', 'CommandOrControl+Backspace'],
  },
  delete: {
    group: 'key',
    shortcuts: ['Delete', 'CommandOrControl+Backspace'],
  },

  'tag-keys': { group: 'keys' },
  'replace-keys': { group: 'keys' },
  'snooze-keys': { group: 'keys' },
  'expire-keys': { group: 'keys' },
  'copy-env': { group: 'keys' },
  'sync-keys': { group: 'keys' },
  'export-secrets': { group: 'keys' },
  'export-csv': { group: 'keys' },
  'export-json': { group: 'keys' },
  'disable-keys': { group: 'keys' },
  'delete-keys': {
    group: 'keys',
    shortcuts: ['Delete', 'CommandOrControl+Backspace'],
  },
  'clear-selection': {
    group: 'keys',
    shortcuts: ['Escape'],
    isTakenElsewhere: true,
  },
} as const satisfies Readonly<Record<CommandId, Omit<CommandFacts, 'words'>>>

/** The fields of a command that the menus and the page display. */
export const commandFacts = (id: CommandId): CommandFacts => ({
  words: commandMessages[id],
  ...COMMANDS[id],
})

export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[]

/** The commands of the application menu: the page runs them when main asks. */
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
