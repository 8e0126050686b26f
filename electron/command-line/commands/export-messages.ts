/** Help and words of `keyhold export`. */
import { EXPORT_FORMATS } from '../../../shared/model/export-formats.ts'
import type { LeftOutReason } from '../../../shared/model/export.ts'
import { count } from '../count.ts'

const REASONS: Record<LeftOutReason, string> = {
  missing: 'the keychain does not have its secret',
  'contains-nul': 'its secret has a NUL character',
  'not-text': 'its secret is not valid Unicode text',
  'too-long': 'its secret is longer than 256 KiB',
  'no-line': 'programs read its secret differently in a .env file',
}

export const EXPORT = {
  spec: {
    summary: 'Write secrets into a file for another program',
    details: [
      'Writes the keys that QUERY finds, with their current secrets, into a .env file, a Bitwarden JSON file, a KeePass file (KDBX 4) or a CSV file. Keyhold asks you first, in a dialog of its own. Where an app lock is set, it also asks for that passphrase, and only at a terminal.',
      'A KeePass file is encrypted by a passphrase. Keyhold asks for it twice, and the terminal does not show it. Without a terminal, it is the first line of standard input. It is never an argument. With --encrypt, a Bitwarden file is encrypted in the same way. All other files hold the secrets as plain text: delete them as soon as you have used them.',
      'The file is read back before it gets its name, and only you may read it. A file that is there is replaced only with --force.',
      'Each secret that is exported is noted in the history. To keep everything that Keyhold knows about your keys, use “keyhold backup”.',
    ],
    arguments: [
      {
        name: 'QUERY',
        isOptional: true,
        isRepeated: true,
        completes: 'query',
        help: 'Which keys, in the search language of “keyhold ls”; without it, all keys',
      },
    ],
    options: {
      to: { value: 'FILE', completes: 'files', help: 'Where the secrets go' },
      format: {
        value: 'FORMAT',
        completes: EXPORT_FORMATS,
        help: `${EXPORT_FORMATS.join(', ')}; without it, the name of FILE tells`,
      },
      encrypt: { help: 'Encrypt a Bitwarden file by a passphrase' },
      force: { help: 'Replace a file that is there' },
    },
    examples: [
      {
        line: 'keyhold export --to shop.env tag:shop',
        says: 'The keys with the tag “shop”, as a .env file.',
      },
      {
        line: 'keyhold export --to all.kdbx',
        says: 'All keys, as a KeePass file with a passphrase, which it asks for.',
      },
      {
        line: 'keyhold export --to all.json --encrypt',
        says: 'All keys, as an encrypted file for Bitwarden.',
      },
    ],
  },
  noFile: 'Name the file: --to FILE',
  noFormat: (file: string) =>
    `The name “${file}” does not tell the format. Add --format: ${EXPORT_FORMATS.join(', ')}`,
  noEncryption:
    'Only Bitwarden files take --encrypt. KeePass files are always encrypted, .env and CSV files never.',
  question: 'New passphrase of the file',
  lockQuestion: 'Passphrase of the app lock',
  needsTerminal:
    'An app lock is set. Keyhold asks for its passphrase only at a terminal. Nothing was exported.',
  none: 'No key that was found has a secret in Keyhold.',
  done: (secrets: number, path: string) => `${count(secrets, 'secret')} exported: ${path}`,
  plain: 'The file is not encrypted. Delete it as soon as you have used it.',
  withoutSecret: (keys: number) =>
    `Left out: ${count(keys, 'key')} of which Keyhold does not have the secret.`,
  leftOut: (name: string, why: LeftOutReason) => `keyhold: Left out: ${name}: ${REASONS[why]}.`,
  renamed: (name: string, variable: string) =>
    `keyhold: “${name}” is ${variable} in the file: another key has its variable, or the system uses it.`,
  empty: 'None of the secrets fits into this file, so there is no file.',
} as const
