/** Diagnostics in sentences: one line for each part, used by both the settings and the doctor. Pure. */
import { backupWords } from './backup-messages.ts'
import { COMMAND_LINE_WORDS } from './command-line-messages.ts'
import {
  clipboardWords,
  displayWords,
  NOTIFICATION_WORDS,
  shortcutWords,
  START_WORDS,
  trayWords,
} from './machine-desktop-messages.ts'
import type { LineWords, MachineLine } from './machine-line.ts'
import { diskWords, keychainWords, networkWords, VAULT_WORDS } from './machine-vault-messages.ts'
import type { MachineFacts } from './machine.ts'

const LINES: readonly (readonly [MachineLine['part'], string, (facts: MachineFacts) => LineWords])[] = [
  ['keychain', 'Keychain', keychainWords],
  ['vault', 'Database', ({ vault }) => VAULT_WORDS[vault]],
  ['backup', 'Backup', backupWords],
  ['disk', 'Disk', diskWords],
  ['clipboard', 'Clipboard', clipboardWords],
  ['shortcut', 'Global shortcut', shortcutWords],
  ['tray', 'Tray', trayWords],
  ['notifications', 'Notifications', ({ notifications }) => NOTIFICATION_WORDS[notifications]],
  ['display', 'Display', displayWords],
  ['network', 'Network', networkWords],
  ['start', 'Start with the system', ({ startsWithSystem }) => START_WORDS[startsWithSystem]],
  ['command-line', 'Command line', ({ commandLine }) => COMMAND_LINE_WORDS[commandLine]],
]

/** One line for each part, the most important first. */
export const machineReport = (facts: MachineFacts): readonly MachineLine[] =>
  LINES.map(([part, title, wordsOf]) => ({ part, title, ...wordsOf(facts) }))
