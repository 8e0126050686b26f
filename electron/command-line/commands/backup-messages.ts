/** Help and words of `keyhold backup`. */
import { count } from '../count.ts'

export const BACKUP = {
  spec: {
    summary: 'Back up all secrets into an encrypted file',
    details: [
      'Writes everything that is needed to restore the vault: accounts, keys, secrets, notes and history. The file is an age file, which other programs open too. Keyhold reads it back and compares it before it gets its name, and an older file is never damaged.',
      'With --to, whoever holds the identity of one of the recipients can open the file. Without, it opens with a passphrase. Keyhold asks for it twice, and the terminal does not show it. Without a terminal, it is the first line of standard input. It is never an argument.',
      'Keyhold asks you first, unless all recipients are those of the automatic backups. Without PLACE, one automatic backup is written now, as set up in the window.',
      'With --check, nothing is written: Keyhold opens the newest backup, by --identity or its passphrase, and compares it with what is here. An automatic backup without --identity is compared, byte for byte, with what Keyhold wrote.',
    ],
    arguments: [
      {
        name: 'PLACE',
        isOptional: true,
        completes: 'files',
        help: 'A file, or a folder in which the file gets a name with the time',
      },
    ],
    options: {
      to: { value: 'RECIPIENT', isRepeated: true, help: 'Who can open it: age1...' },
      force: { help: 'Replace a file that is there' },
      check: { help: 'Check the newest backup, and write nothing' },
      identity: {
        value: 'FILE',
        short: 'i',
        completes: 'files',
        help: 'With --check: the identity file that opens it',
      },
    },
    examples: [
      { line: 'keyhold backup /media/stick --to age1...', says: 'For the owner of an age identity.' },
      {
        line: 'keyhold backup all.keyhold.age',
        says: 'With a passphrase, which it asks for.',
      },
      { line: 'keyhold backup', says: 'One automatic backup, now.' },
      { line: 'keyhold backup --check -i identity.txt', says: 'Whether the newest backup opens.' },
    ],
  },
  noPlace: 'Name a file or a folder. Only automatic backups have a place of their own.',
  noAutomatic: 'Automatic backups are not set up. Name a file or a folder, or set them up in the window.',
  checkAlone: '--check takes no place, --to or --force. Check another file: keyhold restore --dry-run FILE',
  identityAlone: '--identity needs --check.',
  noBackup: 'No backup has been made yet.',
  opens: (path: string, keys: number) => `The backup opens, with ${count(keys, 'key')}: ${path}`,
  isWhole: (path: string) => `The backup is as Keyhold wrote it: ${path}`,
  newerHere: (keys: number) =>
    `${count(keys, 'key')} here ${keys === 1 ? 'has a secret that isn’t' : 'have secrets that aren’t'} in the backup.`,
  question: 'New passphrase of the backup',
  done: (path: string, keys: number, secrets: number) =>
    `${count(keys, 'key')} and ${count(secrets, 'secret')} backed up and verified: ${path}`,
  missing: (number: number) =>
    `keyhold: ${count(number, 'secret')} ${number === 1 ? 'is' : 'are'} not in the backup: the keychain does not have ${number === 1 ? 'it' : 'them'}.`,
} as const
