/** Messages about encrypted backups: making, checking and scheduling them. Pure. */
import type { AutomaticBackups, BackupState } from '../../../shared/backup/state.ts'
import { counted, keysText, secretsText } from '../../messages/counts.ts'
import { momentText } from '../../messages/dates.ts'

export const backupMessages = {
  intro:
    'One encrypted file with all secrets, accounts, notes and history. You can restore everything from it on another computer.',
  loading: 'Reading the state of the backups',
  backUp: 'Back up…',
  check: 'Check the backup…',
  last: 'Last backup',
  file: 'File',
  holds: 'Contents',
  checked: 'Last check',
  none: 'None yet',
  automatic: '(automatic)',
  notChecked: 'Never checked',
  howChecked: {
    opened: '– it opens',
    whole: '– the file is as it was written',
    failed: '– it failed',
  } satisfies Record<NonNullable<BackupState['rehearsal']>['outcome'], string>,
  old: 'The newest backup of your secrets is old',
  oldDetail: 'If this computer is lost, the secrets saved since then are lost with it.',
  never: 'There is no backup of your secrets',
  neverDetail: 'If this computer is lost, your secrets are lost with it.',
  noFile: 'No backup has been made yet.',
} as const

/** The content of the newest backup. */
export const holdsWords = ({ keys, secrets, missing }: NonNullable<BackupState['last']>): string =>
  [
    `${keysText(keys)}, ${secretsText(secrets)}`,
    ...(missing > 0 ? [`without ${secretsText(missing)} that the keychain didn’t have`] : []),
  ].join(', ')

export const writeMessages = {
  title: 'Back up secrets',
  lead: 'Keyhold writes one encrypted file, reads it back and compares it. An older file stays until that is done.',
  encryptWith: 'Encrypt with',
  ways: [
    ['passphrase', 'Passphrase'],
    ['recipients', 'age recipients'],
  ],
  forgotten: 'Nobody can reset this passphrase. Without it the backup can’t be opened.',
  confirm: 'Choose place…',
  writing: 'Writing and verifying',
  verified: 'Backup verified',
  done: (secrets: number) => `Backup verified · ${secretsText(secrets)}`,
  missing: (secrets: number) =>
    `${counted(secrets, 'secret isn’t in it: the keychain didn’t have it', 'secrets aren’t in it: the keychain didn’t have them')}.`,
} as const

export const recipientsMessages = {
  label: 'Recipients',
  help: 'One per line. Each begins with age1. Their identities open the backup.',
  example: 'age1…',
  none: 'Enter at least one recipient. Each begins with age1.',
  make: 'New identity…',
  made: 'Identity saved. Keep that file apart from the backups: it opens them.',
  about: 'No age identity yet? Keyhold makes one and saves it where you choose.',
} as const

export const automaticMessages = {
  title: 'Automatic backups',
  off: 'Off. Keyhold can write a backup to a folder every few days, encrypted for age recipients, so that no passphrase is needed.',
  turnOn: 'Turn on…',
  change: 'Change…',
  turnOff: 'Turn off',
  writeNow: 'Back up now',
  lead: 'Choose a folder that another program syncs, to keep the backups on another computer, too. Keyhold deletes only its own older backups there.',
  folder: 'Folder',
  noFolder: 'No folder chosen',
  choose: 'Choose folder…',
  needsFolder: 'Choose a folder.',
  every: 'Back up every',
  days: 'days',
  keep: 'Keep the newest',
  kept: 'backups',
  confirm: 'Turn on',
  save: 'Save',
  declined: 'Not changed: you didn’t confirm it',
  isOff: 'Automatic backups are off',
  when: 'When',
  recipients: 'Encrypted for',
  next: 'Next one',
  dueNow: 'Within the hour',
  failed: 'The last automatic backup failed',
  retries: 'Keyhold tries again every hour.',
} as const

export const whenWords = ({ everyDays, keep }: AutomaticBackups): string =>
  `${everyDays === 1 ? 'Every day' : `Every ${everyDays} days`}, keeps ${counted(keep, 'backup')}`

export const recipientsWords = (recipients: readonly string[]): string =>
  recipients.length === 1 ? (recipients[0] ?? '') : counted(recipients.length, 'recipient')

export const openMessages = {
  openWith: 'Open with',
  ways: [
    ['passphrase', 'Passphrase'],
    ['identities', 'age identity'],
  ],
  passphrase: 'Passphrase of the backup',
  identity: 'age identity',
  identityHelp: 'The line that begins with AGE-SECRET-KEY-1',
} as const

export const checkMessages = {
  title: 'Check the backup',
  lead: 'Keyhold opens the newest backup and compares it with what is here. Nothing is changed.',
  file: (path: string, at: number) => `${path}, made ${momentText(at)}`,
  confirm: 'Check',
  checking: 'Opening and comparing',
  opens: (keys: number) => `The backup opens · ${keysText(keys)}`,
  newer: (keys: number) =>
    `${counted(keys, 'key here has a secret that isn’t', 'keys here have secrets that aren’t')} in the backup.`,
} as const
