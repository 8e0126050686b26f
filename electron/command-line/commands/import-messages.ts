/** Help and words of `keyhold import`. */
import { IMPORT_FORMATS, type ImportFormat } from '../../../shared/model/import-formats.ts'
import type { ImportReport, ImportRow } from '../../../shared/contract/import.ts'
import type { Place, SkipReason } from '../../../shared/model/import.ts'

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`

const STATES: Record<ImportRow['state'], string> = {
  new: 'new',
  known: 'there already',
  twice: 'twice',
  joins: 'joins',
}

const REASONS: Record<SkipReason, string> = {
  empty: 'it has no value',
  reference: 'it only names a secret that is kept elsewhere',
  temporary: 'its secret ends within hours',
  'no-secret': 'it has no password or hidden field',
  'contains-nul': 'its value contains NUL',
  'not-text': 'its value is no whole text',
  'too-long': 'its value is longer than 256 KiB',
  'not-understood': 'this line cannot be read',
  'in-bin': 'it is in the bin of its program',
}

const NAMES: Record<ImportFormat, string> = {
  dotenv: '.env',
  bitwarden: 'Bitwarden',
  '1pux': '1Password',
  csv: 'CSV',
  kdbx: 'KeePass',
  aws: 'AWS',
  npmrc: 'npm',
  netrc: 'netrc',
  gh: 'gh',
  glab: 'glab',
  postman: 'Postman',
  insomnia: 'Insomnia',
  doppler: 'Doppler',
  infisical: 'Infisical',
  pass: 'pass',
}

export const IMPORT = {
  spec: {
    summary: 'Take over secrets from the files of other programs',
    details: [
      'Reads .env files, the exports of Bitwarden (JSON), 1Password (1PUX, CSV), KeePass (KDBX, CSV), Postman, Insomnia, Doppler and Infisical (JSON), ~/.aws/credentials, .npmrc, .netrc, and the files of gh and glab. Of a folder, all .env files below it, or all entries if it is a pass store.',
      'Each secret becomes a key that belongs to no account, or joins the key of a provider that has this name and no secret yet. Secrets that are in the vault already are left out, so an import can be repeated. The files are not changed.',
      'Of .env files and environments, values that do not look like secrets are left out unless --all is given.',
      'The passphrase of an encrypted file is read from standard input, to the end of its first line. It is never an argument.',
    ],
    arguments: [{ name: 'FILE', isRepeated: true, completes: 'files', help: 'A file or a folder' }],
    options: {
      from: {
        value: 'FORMAT',
        completes: IMPORT_FORMATS,
        help: 'What the files are, if they do not tell',
      },
      'dry-run': { short: 'n', help: 'Only say what would be done' },
      all: { help: 'Also values that do not look like secrets' },
      apart: { help: 'Let no secret join the key of a provider' },
      'key-file': { value: 'FILE', completes: 'files', help: 'The key file of a KeePass file' },
    },
    examples: [
      { line: 'keyhold import --dry-run ~/code', says: 'What is in the .env files of a folder.' },
      { line: 'keyhold import ~/.aws/credentials ~/.npmrc', says: 'Stores their secrets in the keychain.' },
      {
        line: 'keyhold import vault.kdbx < passphrase',
        says: 'A KeePass file, with its passphrase from a file.',
      },
    ],
  },
  noSuchFormat: (format: string) => `There is no format “${format}”. There are: ${IMPORT_FORMATS.join(', ')}`,
  terminal: (file: string) =>
    `“${file}” is encrypted. Give its passphrase on standard input: keyhold import FILE < FILE-WITH-PASSPHRASE`,
  unread: (file: string, words: string) => `keyhold: ${file}: ${words}`,
  file: (file: string, format: ImportFormat, entries: number) =>
    `${file}: ${NAMES[format]}, ${count(entries, 'entry', 'entries')}`,
  state: (row: ImportRow): string =>
    row.keyName === undefined ? STATES[row.state] : `${STATES[row.state]}: ${row.keyName}`,
  place: ({ file, line, path }: Place): string =>
    `${file}${line === undefined ? '' : `:${line}`}${path === undefined ? '' : ` (${path})`}`,
  skipped: (name: string, place: string, why: SkipReason) =>
    `Left out: ${name === '' ? '' : `${name}, `}${place}: ${REASONS[why]}.`,
  settings: (number: number) =>
    `${count(number, 'value')} left out that ${number === 1 ? 'does' : 'do'} not look like a secret. To take all: --all`,
  headings: ['NAME', 'STATE', 'PLACE'],
  nothing: 'Nothing to import.',
  wouldStore: (number: number) => `${count(number, 'secret')} would be stored.`,
  progress: (done: number, all: number) => `${done.toLocaleString('en')} of ${count(all, 'secret')}`,
  done: ({ added, joined, known }: ImportReport) =>
    [
      `${count(added, 'key')} added`,
      ...(joined === 0
        ? []
        : [`${count(joined, 'key')} given ${joined === 1 ? 'its secret' : 'their secrets'}`]),
      ...(known === 0 ? [] : [`${count(known, 'secret')} there already`]),
    ].join(', ') + '.',
  failed: (name: string, place: string, words: string) => `keyhold: ${name}, ${place}: ${words}`,
  stopped: (words: string, left: number) =>
    `keyhold: ${words} ${count(left, 'secret')} ${left === 1 ? 'was' : 'were'} not stored. The same command goes on where it stopped.`,
  cancelled: (left: number) =>
    `Cancelled. ${count(left, 'secret')} ${left === 1 ? 'was' : 'were'} not stored. The same command goes on where it stopped.`,
} as const
