/** Messages of every setting: the texts that are drawn, and the words that the search of the settings finds. Pure. */
import type { ShortcutState } from '../../../shared/contract/palette.ts'

export interface SettingText {
  readonly label: string
  readonly help?: string
  /** Search words that are not on the screen. */
  readonly also?: string
}

/** The titles of the sections. */
export const SECTION_WORDS = {
  general: 'General',
  security: 'Security',
  commandLine: 'Command line',
  clipboard: 'Clipboard and shortcuts',
  reminders: 'Reminders',
  sync: 'Sync',
  storage: 'Storage',
  backup: 'Backup',
  diagnostics: 'Diagnostics',
} as const

/** The titles of the groups within the sections. */
export const GROUP_WORDS = {
  look: 'Look',
  start: 'Start and tray',
  lock: 'Lock',
  commandLine: 'Command line',
  approvals: 'Approvals',
  clear: 'Clipboard',
  palette: 'Quick palette',
  remind: 'Reminders',
  expiry: 'Expiry',
  replacement: 'Replacement',
  sync: 'Sync',
  network: 'Network',
  secrets: 'Secret storage',
  history: 'History',
  backups: 'Encrypted backup',
  automaticBackups: 'Automatic backups',
  restore: 'Restore',
  machine: 'Diagnostics',
} as const

/** Every item of the settings: a value to set, a fact to read or a command. */
export const SETTINGS = {
  theme: { label: 'Theme', also: 'appearance look dark mode light colour' },
  startWithSystem: { label: 'Start Keyhold when I log in', also: 'autostart boot login' },
  startHidden: {
    label: 'Start minimised to the tray',
    help: 'Syncs and reminds in the background',
    also: 'hidden window',
  },
  closeToTray: { label: 'Stay in the tray when the window is closed', also: 'quit exit background' },
  trayNames: {
    label: 'Name keys in the tray’s menu and in notifications',
    help: 'Turn off to hide names when you share your screen',
    also: 'privacy',
  },
  trayIcon: { label: 'Tray icon' },
  lock: {
    label: 'Lock',
    help: 'Require a passphrase to see or copy keys. Protects the window only: other apps under your user can still read the keychain.',
    also: 'password pin change turn off now auto-lock idle inactivity screen',
  },
  lockWithScreen: {
    label: 'Lock with the screen',
    help: 'Also locks on sleep. Keyhold always starts locked.',
    also: 'passphrase',
  },
  lockIdle: { label: 'Auto-lock after', help: 'minutes of inactivity (0 = never)', also: 'idle timeout' },
  commandLine: {
    label: 'Allow the “keyhold” command',
    help: 'Keyhold asks you before a command gets a secret',
    also: 'terminal shell cli socket',
  },
  agents: {
    label: 'Let agents connect',
    help: 'Agents ask you first, and see only keys tagged “agents”. Keyhold masks secrets in answers, but a command that an agent runs can pass one on.',
    also: 'mcp ai assistant model',
  },
  approvals: { label: 'Approved programs', also: 'approval allow grant permission revoke' },
  denials: { label: 'Denied programs', also: 'denial deny ask again' },
  clipboard: {
    label: 'Clear the clipboard after',
    help: 'Only clears what Keyhold copied. Also clears on quit.',
    also: 'copy paste seconds secret',
  },
  clipboardWatch: {
    label: 'Offer to save keys that I copy',
    help: 'While on, Keyhold checks what you copy and offers to save what looks like a known kind of key. It stores nothing unless you save the key, and sends nothing.',
    also: 'copied watch monitor detect token paste',
  },
  shortcut: {
    label: 'Open the quick palette from anywhere with',
    also: 'global shortcut keyboard hotkey record',
  },
  leadDays: { label: 'Mark as “Expiring”', help: 'days before expiry', also: 'soon warning' },
  reminders: {
    label: 'Remind me',
    help: 'For expiring keys and credentials, overdue rotations and overlaps. Items that need a decision always show.',
    also: 'rotate every rule notifications',
  },
  reminderDays: {
    label: 'When a key or a credential expires',
    help: 'You can override this per key',
    also: 'reminder days before expiry',
  },
  rotateEvery: { label: 'Rotate secrets every', also: 'rotation rule age days reminder' },
  notifications: {
    label: 'Show desktop notifications',
    help: 'Grouped, and never include secrets. Key names follow the tray setting.',
    also: 'reminder test',
  },
  overlapHours: {
    label: 'Keep both keys active for',
    help: 'Default for new replacements. Keyhold never retires a key automatically.',
    also: 'overlap hours retire',
  },
  sync: {
    label: 'Sync automatically',
    help: 'A sync reads your keys. It never changes anything at a provider.',
    also: 'interval minutes refresh provider',
  },
  proxy: { label: 'Proxy', also: 'network sign in user name password' },
  secrets: {
    label: 'Keychain',
    help: 'Each secret is an entry of your keychain. The database beside it holds names, dates and history, never a secret.',
    also: 'check now backend keyring state round trip entries',
  },
  orphans: { label: 'Look for orphaned entries', also: 'keychain clean up bring back' },
  historyDays: {
    label: 'Keep the history',
    help: 'Older entries are deleted for good. The history holds no secrets.',
    also: 'retention log',
  },
  backup: {
    label: 'Back up secrets',
    also: 'encrypted file age passphrase recipient export save copy check rehearse newest verify',
  },
  automaticBackups: {
    label: 'Automatic backups',
    also: 'folder schedule days keep identity recipient sync turn on off',
  },
  restore: { label: 'Restore from a backup', also: 'recover move machine bring back lost' },
  diagnostics: {
    label: 'Diagnostics',
    also: 'doctor test run all keychain disk clipboard tray notifications display network start vault shortcut works',
  },
} as const satisfies Record<string, SettingText>

export type SettingId = keyof typeof SETTINGS

export const MESSAGES = {
  title: 'Settings',
  search: 'Search settings',
  sections: 'Sections',
  none: (query: string) => `No setting matches “${query}”`,
  found: (count: number) => (count === 1 ? '1 setting found' : `${count.toLocaleString()} settings found`),
} as const

export const themeMessages = { system: 'System', light: 'Light', dark: 'Dark' } as const

export const trayIconMessages = {
  auto: 'Automatic',
  light: 'Light, for a dark bar',
  dark: 'Dark, for a light bar',
  colour: 'In colour',
} as const

export const desktopMessages = {
  noTrayTitle: 'No tray found',
  noTrayDetail:
    'This desktop shows no tray icons, so closing the window minimises it. Keyhold uses a tray as soon as there is one.',
  noStartTitle: 'The system doesn’t start Keyhold',
  startOverruled: 'Starting Keyhold is turned off in the system settings. Turn it on in those settings.',
  startMissing:
    'Keyhold couldn’t write its autostart entry, or something removed it. Turn this off and on again.',
} as const

export const numberMessages = {
  less: '−',
  more: '+',
  bounds: (min: number, max: number) => `${min} to ${max}`,
  /** Consists of two or more sentences, so it ends with a full stop, unlike a `help` of one sentence. */
  boundsAndHelp: (min: number, max: number, help: string) =>
    `${min} to ${max}. ${help}${help.endsWith('.') ? '' : '.'}`,
} as const

export const unitMessages = { clipboard: 'seconds', overlap: 'hours, then ask' } as const

/** The label of a choice of how often to sync. */
export const syncWords = (minutes: number): string => {
  if (minutes === 0) return 'Only manually'
  if (minutes < 60) return `Every ${minutes} minutes`
  return minutes === 60 ? 'Every hour' : `Every ${minutes / 60} hours`
}

/** The label of a choice of how long to keep the history. */
export const historyWords = (days: number): string => {
  if (days === 0) return 'Forever'
  if (days % 365 !== 0) return `For ${days} days`
  return days === 365 ? 'For 1 year' : `For ${days / 365} years`
}

export const rotationRuleMessages = { off: 'No rule', own: 'A number of days' } as const

export const shortcutMessages = {
  none: 'no shortcut',
  record: 'Record…',
  use: (shortcut: string) => `Use ${shortcut}`,
  /** The command is shown between this and `fallbackAfter`. */
  fallbackBefore: 'If it stays off, add a shortcut in your system settings that runs',
  command: 'keyhold --quick',
  fallbackAfter: '.',
  openPalette: 'Open the quick palette',
  press: 'Press the keys.',
  needsMore: 'Hold Ctrl, Alt or Super too, and a letter, a digit, an arrow or a function key.',
  begun: (keys: string) => `${keys}…`,
  recorder: (words: string) => `${words} Escape keeps the shortcut as it is.`,
  pressed: 'Active. Keyhold received it.',
} as const

/** Whether the shortcut works. */
export const SHORTCUT_STATES: Record<ShortcutState['state'], string> = {
  off: 'Off',
  registered: 'Active',
  refused:
    'The system refused this shortcut, most likely because another program uses it. Record another one.',
  unproven: 'Not verified. Press the shortcut to test it.',
}
