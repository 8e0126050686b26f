/** Help and words of `keyhold import`. */
import { IMPORT_FORMATS, type ImportFormat } from '../../../shared/model/import-formats.ts'
import { FORMAT_NAMES, SKIP_WORDS } from '../../../shared/model/import-messages.ts'
import type { ImportReport, ImportRow } from '../../../shared/contract/import.ts'
import type { Place, SkipReason } from '../../../shared/model/import.ts'
import { count } from '../count.ts'

const STATES: Record<ImportRow['state'], string> = {
  new: 'new key',
  known: 'already stored',
  twice: 'same as a row above',
  joins: 'secret for a key',
}

const notStored = (left: number): string =>
  left === 1
    ? '1 secret was not stored. Run the same command again to store it.'
    : `${count(left, 'secret')} were not stored. Run the same command again to store them.`

export const IMPORT = {
  spec: {
    summary: 'Import secrets from files of other programs',
    details: [
      'Reads .env files; exports of Bitwarden (JSON), 1Password (1PUX, CSV), KeePass (KDBX, CSV), Postman, Insomnia, Doppler and Infisical (JSON); ~/.aws/credentials, .npmrc and .netrc; and the configuration files of gh and glab. In a folder, it reads all .env files at any depth, or all entries if the folder is a pass store.',
      'Each secret becomes a new key that belongs to no account. If a key of a provider has no secret yet and fits by its name, its variable or the part of the secret that the provider shows, the secret is stored for that key instead. Secrets that are already stored are left out, so you can repeat an import. The files are not changed.',
      'In .env files and environments, values that do not look like secrets are left out. With --all, they are imported, too.',
      'Keyhold asks for the passphrase of an encrypted file, which the terminal does not show. Without a terminal, it is the first line of standard input. It is never an argument. A KeePass file that a key file alone opens needs none.',
    ],
    arguments: [{ name: 'FILE', isRepeated: true, completes: 'files', help: 'A file or a folder' }],
    options: {
      from: {
        value: 'FORMAT',
        completes: IMPORT_FORMATS,
        help: 'The format of the files, if Keyhold cannot tell it',
      },
      'dry-run': { short: 'n', help: 'Show what would be stored, and store nothing' },
      all: { help: 'Also import values that do not look like secrets' },
      apart: { help: 'Make new keys only, also where the key of a provider lacks the secret' },
      'key-file': { value: 'FILE', completes: 'files', help: 'The key file of a KeePass file' },
    },
    examples: [
      { line: 'keyhold import --dry-run ~/code', says: 'Shows what is in the .env files of a folder.' },
      { line: 'keyhold import ~/.aws/credentials ~/.npmrc', says: 'Imports what AWS and npm keep in files.' },
      {
        line: 'keyhold import vault.kdbx',
        says: 'Asks for the passphrase of a KeePass file, and imports it.',
      },
    ],
  },
  question: (file: string) => `Passphrase of “${file}”`,
  unread: (file: string, words: string) => `keyhold: ${file}: ${words}`,
  file: (file: string, format: ImportFormat, entries: number) =>
    `${file}: ${FORMAT_NAMES[format]}, ${count(entries, 'entry', 'entries')}`,
  state: (row: ImportRow): string =>
    row.keyName === undefined ? STATES[row.state] : `${STATES[row.state]}: ${row.keyName}`,
  place: ({ file, line, path }: Place): string =>
    `${file}${line === undefined ? '' : `:${line}`}${path === undefined ? '' : ` (${path})`}`,
  skipped: (name: string, place: string, why: SkipReason) =>
    `Left out: ${name === '' ? '' : `${name}, `}${place}: ${SKIP_WORDS[why]}.`,
  settings: (number: number) =>
    `Left out: ${count(number, 'value')} that ${number === 1 ? 'does not look like a secret. --all imports it' : 'do not look like secrets. --all imports them'}, too.`,
  headings: ['NAME', 'STATE', 'PLACE'],
  nothing: 'Nothing to import.',
  wouldStore: (number: number) => `${count(number, 'secret')} would be stored.`,
  progress: (done: number, all: number) => `${done.toLocaleString('en')} of ${count(all, 'secret')}`,
  done: ({ added, joined, known }: ImportReport) =>
    [
      `${count(added, 'key')} added`,
      ...(joined === 0
        ? []
        : [`${count(joined, 'secret')} stored for ${joined === 1 ? 'an existing key' : 'existing keys'}`]),
      ...(known === 0 ? [] : [`${count(known, 'secret')} already stored`]),
    ].join(', ') + '.',
  failed: (name: string, place: string, words: string) => `keyhold: ${name}, ${place}: ${words}`,
  stopped: (words: string, left: number) => `keyhold: ${words} ${notStored(left)}`,
  cancelled: (left: number) => `Cancelled. ${notStored(left)}`,
} as const
