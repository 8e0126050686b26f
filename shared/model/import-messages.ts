/** The names of the formats that an import reads, and why an import skips a row. For the window and the terminal. */
import type { ImportFormat } from './import-formats.ts'
import type { SkipReason } from './import.ts'

export const SKIP_WORDS: Record<SkipReason, string> = {
  empty: 'it has no value',
  reference: 'it only names a secret that is kept elsewhere',
  temporary: 'it expires within hours',
  'no-secret': 'it has no password or hidden field',
  'contains-nul': 'its value has a NUL character',
  'not-text': 'its value is not valid Unicode text',
  'too-long': 'its value or its notes are longer than 256 KiB',
  'not-understood': 'this line does not follow the rules of the format',
  'in-bin': 'it was deleted and is in the recycle bin',
}

export const FORMAT_NAMES: Record<ImportFormat, string> = {
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
