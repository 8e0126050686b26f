/** The message of every failure of a backup or a restore. */
import type { BackupTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

const UNCHANGED = 'Nothing has changed.'

export const BACKUP: Record<BackupTrouble, Sentence> = {
  'not-a-backup': {
    title: 'This file isn’t a Keyhold backup',
    detail: UNCHANGED,
    action: 'Choose another file.',
  },
  newer: {
    title: 'A newer Keyhold made this backup',
    detail: UNCHANGED,
    action: 'Install the newer version, then try again.',
  },
  damaged: {
    title: 'This backup is damaged',
    detail: `It was cut short or changed. ${UNCHANGED}`,
    action: 'Choose an older backup.',
  },
  'too-large': {
    title: 'This file is too large for a backup',
    detail: UNCHANGED,
    action: 'Choose another file.',
  },
  'needs-passphrase': {
    title: 'This backup opens with a passphrase',
    detail: UNCHANGED,
    action: 'Enter the passphrase that it was made with.',
  },
  'needs-identity': {
    title: 'This backup opens with an age identity',
    detail: `It was made for recipients, not with a passphrase. ${UNCHANGED}`,
    action: 'Paste the identity (AGE-SECRET-KEY-1…) of one of them.',
  },
  'wrong-passphrase': { title: 'Wrong passphrase', detail: UNCHANGED },
  'wrong-identity': {
    title: 'This backup wasn’t made for this identity',
    detail: UNCHANGED,
    action: 'Paste the identity of one of its recipients.',
  },
  'bad-identity': {
    title: 'This isn’t an age identity',
    detail: UNCHANGED,
    action: 'Paste a line that begins with AGE-SECRET-KEY-1.',
  },
  'no-recipient': {
    title: 'This isn’t an age recipient',
    detail: 'No backup was made.',
    action: 'Enter at least one recipient. Each begins with age1.',
  },
  unreadable: {
    title: 'Keyhold couldn’t read this backup',
    detail: UNCHANGED,
    action: 'Check the file and its permissions.',
  },
  'folder-gone': {
    title: 'Keyhold can’t find the folder for backups',
    detail: 'No backup was made. Older backups are unchanged.',
    action: 'Connect the drive, or choose another folder.',
  },
  'not-verified': {
    title: 'The backup couldn’t be verified',
    detail: 'Keyhold couldn’t read it back as it was written, and discarded it. Older backups are unchanged.',
    action: 'Choose another place, and check the disk.',
  },
  busy: {
    title: 'Another backup or restore is running',
    detail: UNCHANGED,
    action: 'Wait until it has ended, or cancel it.',
  },
  ended: { title: 'This restore has ended', detail: UNCHANGED, action: 'Choose the backup again.' },
}
