/** Help and words of `keyhold backup`. */
import { count } from '../count.ts'

export const BACKUP = {
  spec: {
    summary: 'Back up all secrets into an encrypted file',
    details: [
      'Writes everything that is needed to restore the vault: accounts, keys, secrets, notes and history. The file is an age file, which other programs open too. Keyhold reads it back and compares it before it gets its name, and an older file is never damaged.',
      'With --to, whoever holds the identity of one of the recipients can open the file. Without, it opens with a passphrase. Keyhold asks for it twice, and the terminal does not show it. Without a terminal, it is the first line of standard input. It is never an argument.',
      'Keyhold asks you first, unless all recipients are those of the automatic backups. Without PLACE, one automatic backup is written now, as set up in the window.',
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
    },
    examples: [
      { line: 'keyhold backup /media/stick --to age1...', says: 'For the owner of an age identity.' },
      {
        line: 'keyhold backup all.keyhold.age',
        says: 'With a passphrase, which it asks for.',
      },
      { line: 'keyhold backup', says: 'One automatic backup, now.' },
    ],
  },
  noPlace: 'Name a file or a folder. Only automatic backups have a place of their own.',
  noAutomatic: 'Automatic backups are not set up. Name a file or a folder, or set them up in the window.',
  question: 'New passphrase of the backup',
  done: (path: string, keys: number, secrets: number) =>
    `${count(keys, 'key')} and ${count(secrets, 'secret')} backed up and verified: ${path}`,
  missing: (number: number) =>
    `keyhold: ${count(number, 'secret')} ${number === 1 ? 'is' : 'are'} not in the backup: the keychain does not have ${number === 1 ? 'it' : 'them'}.`,
} as const
