/** Messages of the import of keys: its steps, its table and its report. Pure. */
import type { CleanUp, ImportReport, ImportRow } from '../../../shared/contract/import.ts'
import type { ImportFormat } from '../../../shared/model/import-formats.ts'
import { FORMAT_NAMES, SKIP_WORDS } from '../../../shared/model/import-messages.ts'
import type { Place, SkipReason } from '../../../shared/model/import.ts'
import { counted, keysText, secretsText } from '../../messages/counts.ts'
import type { ItemKind } from './import-flow.ts'

/** How to export a file from other programs, one sentence each. */
const SOURCES: readonly (readonly [program: string, how: string])[] = [
  ['.env files', 'Choose the files, or a folder: Keyhold finds every .env file in it'],
  ['Bitwarden', 'Export the vault as .json, or as .json (Encrypted) with a password of its own'],
  ['1Password', 'Export as 1PUX or CSV'],
  ['KeePass, KeePassXC', 'Choose the .kdbx file itself, or export a CSV'],
  ['AWS, npm, netrc', 'Choose ~/.aws/credentials, ~/.npmrc or ~/.netrc'],
  ['gh, glab', 'Choose ~/.config/gh/hosts.yml or ~/.config/glab-cli/config.yml'],
  ['Postman, Insomnia', 'Export an environment as JSON, from Insomnia also as YAML'],
  ['Doppler, Infisical', 'Download the secrets as JSON'],
  ['pass', 'Choose the folder ~/.password-store; gpg asks for its passphrase'],
]

export const importMessages = {
  title: 'Import keys',
  sources: SOURCES,
  lead: 'Keyhold reads the files, shows what is in them, and stores only what you choose. It doesn’t change the files.',
  where: 'Where to get the file',
  format: 'Format',
  formatHelp: 'Choose one only if Keyhold doesn’t detect it',
  automatic: 'Detect automatically',
  formatName: (format: ImportFormat) => FORMAT_NAMES[format],
  chooseFiles: 'Choose files…',
  chooseFolder: 'Choose folder…',
  dropHere: 'Or drop files or a folder on this window',
  drop: 'Drop to import keys',
  reading: 'Reading the files',
  comparing: 'Comparing with your keys',

  encrypted: (files: number) => (files === 1 ? 'This file is encrypted:' : 'These files are encrypted:'),
  passphrase: (files: number) => (files === 1 ? 'Passphrase of the file' : 'Passphrase of the files'),
  passphraseHelp: 'Keyhold uses it once and doesn’t store it',
  wrong: 'Wrong passphrase. Try again.',
  wrongKeyFile: 'Wrong passphrase or key file. Try again.',
  typeIt: 'Enter the passphrase.',
  keyFile: 'Choose key file…',
  keyFileHelp: 'Only for KeePass files that need one',
  keyFileChosen: (name: string) => `Key file: ${name}`,
  unlock: 'Open',
  skip: (files: number) => (files === 1 ? 'Skip this file' : 'Skip these files'),

  nothing: 'Nothing to import',
  nothingDetail: 'The files hold no secret that Keyhold can read.',
  unread: (files: number) =>
    `${counted(files, 'file')} ${files === 1 ? 'was' : 'were'} not read. The others are shown below.`,
  unreadAll: (files: number) => `${counted(files, 'file')} ${files === 1 ? 'was' : 'were'} not read`,
  unreadFile: (file: string, why: string) => `${file}: ${why}`,
  moreFiles: (files: number) => `and ${counted(files, 'more file')}`,
  moreSecrets: (secrets: number) => `and ${counted(secrets, 'more secret')}`,
  joinSwitch: 'Add secrets to matching keys',
  joinHelp: (keys: number) =>
    keys === 1
      ? '1 key of your accounts lacks its secret and matches'
      : `${keysText(keys)} of your accounts lack their secret and match`,
  table: 'What the files hold',
  show: 'Show',
  tickAll: 'Choose all that are shown',
  chosen: (rows: number, all: number) => `${rows.toLocaleString()} of ${all.toLocaleString()} chosen`,
  store: (rows: number) => (rows === 0 ? 'Import' : `Import ${secretsText(rows)}`),

  storing: 'Storing secrets',
  stopping: 'Stopping after this secret',
  atStop: 'If you cancel, the secrets that are stored so far stay.',

  ended: 'Import finished',
  cancelled: 'Import cancelled',
  stopped: 'Import stopped',
  failures: 'Secrets that were not stored',
  copyReport: 'Copy report',
  copied: 'Report copied',
  notCopied: 'The clipboard isn’t available',
  rest: 'Import the rest',
  still: 'The files still hold your secrets',
  stillDetail: (files: readonly string[], more: number) =>
    `Check that Keyhold has everything. Then delete the files that no program needs: ${files.join(', ')}${more === 0 ? '' : ` and ${counted(more, 'more file')}`}.`,
  stillOffer: 'Anyone who can open the files can read the secrets in them.',
  offerTrash: (files: number) => `Move ${counted(files, 'file')} to the trash…`,
  offerReferences: (secrets: number) => `Use ${counted(secrets, 'reference')} instead…`,

  trashTitle: (files: number) => `Move ${counted(files, 'file')} to the trash?`,
  trashDetail: [
    'Keyhold first reads every secret back from the keychain. A file that changed since the import stays.',
    'The files also hold what Keyhold left out, such as items without a secret.',
  ],
  trash: (files: number) => `Move ${counted(files, 'file')}`,

  referencesTitle: (secrets: number) => `Replace ${secretsText(secrets)} with references?`,
  referencesDetail: [
    'Keyhold first reads every secret back from the keychain. A file that changed since the import stays.',
    'Then start programs with keyhold run --env-file .env -- PROGRAM, which fills in the references.',
    'The original files go to the trash with .before-keyhold at the end of their names.',
  ],
  replace: (files: number) => `Change ${counted(files, 'file')}`,
  /** What neither of the two actions does. */
  remains:
    'Until you empty the trash, the secrets can be read there. Copies elsewhere stay, such as in Git or in backups.',
  changes: 'What changes in the files',
  hidden: '••••••••',
  changedLine: (file: string, line: number) => `${file}, line ${line.toLocaleString()}`,
  assignment: (variable: string, value: string) => `${variable}=${value}`,
  moreChanges: (changes: number) => `Show ${counted(changes, 'more change')}`,

  cleaned: (how: CleanUp, files: number) =>
    how === 'trash'
      ? `${counted(files, 'file')} moved to the trash`
      : `${counted(files, 'file')} changed. The ${files === 1 ? 'original is' : 'originals are'} in the trash.`,
  notCleaned: (files: number) => `${counted(files, 'file')} left as ${files === 1 ? 'it is' : 'they are'}`,
  failedFile: (file: string, why: string) => `${file}: ${why}`,
} as const

const KIND_WORDS: Record<ItemKind | 'all', string> = {
  all: 'All',
  new: 'New keys',
  joins: 'For your keys',
  known: 'Already stored',
  twice: 'Duplicates',
  other: 'Probably no secrets',
  skipped: 'Left out',
}

export const filterWords = (kind: ItemKind | 'all', items: number): string =>
  `${KIND_WORDS[kind]} (${items.toLocaleString()})`

const NO_SECRET = 'New key, but probably no secret'

const WILL_BE: Record<ImportRow['state'], string> = {
  new: 'New key',
  joins: 'Secret for',
  known: 'Already stored',
  twice: 'Same secret as above',
}

/** The outcome of a row. */
export function becomesWords({ state, keyName, isSuggested }: ImportRow, isApart: boolean): string {
  if (!isSuggested && state === 'new') return NO_SECRET
  if (state === 'joins') return isApart ? WILL_BE.new : `${WILL_BE.joins} ${keyName ?? ''}`
  return state === 'known' && keyName !== undefined ? `${WILL_BE.known}: ${keyName}` : WILL_BE[state]
}

/** Why a row is skipped, as a separate sentence. */
export const skippedWords = (why: SkipReason): string => {
  const words = SKIP_WORDS[why]
  return `Left out: ${words}`
}

export const placeWords = ({ file, line, path }: Place): string =>
  `${file}${line === undefined ? '' : `:${String(line)}`}${path === undefined ? '' : ` (${path})`}`

/** What an import has done, one line each. */
export function reportLines({ added, joined, known, failed, left }: ImportReport): readonly string[] {
  return [
    `${keysText(added)} added`,
    ...(joined === 0
      ? []
      : [`${secretsText(joined)} stored for ${joined === 1 ? 'an existing key' : 'existing keys'}`]),
    ...(known === 0 ? [] : [`${secretsText(known)} already stored`]),
    ...(failed.length === 0 ? [] : [`${secretsText(failed.length)} not stored`]),
    ...(left === 0 ? [] : [`${secretsText(left)} not reached`]),
  ]
}

export const endedTitle = ({ left, stopped }: ImportReport): string => {
  if (stopped !== undefined) return importMessages.stopped
  return left > 0 ? importMessages.cancelled : importMessages.ended
}

/** One secret that could not be stored, and why. */
export const failedWords = (name: string, place: Place, why: string): string =>
  `${name}, ${placeWords(place)}: ${why}`
