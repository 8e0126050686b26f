/** The files of other programs that Keyhold reads. Free of schemas, so that the page and the command may load it. */

/** One file, in bytes. Files with keys are far smaller. */
export const LARGEST_IMPORT = 64 * 1024 * 1024

/** Rows, left-out rows and files that the page gets in one answer, each. */
export const IMPORT_PART = 5_000

export const IMPORT_FORMATS = [
  'dotenv',
  'bitwarden',
  '1pux',
  'csv',
  'kdbx',
  'aws',
  'npmrc',
  'netrc',
  'gh',
  'glab',
  'postman',
  'insomnia',
  'doppler',
  'infisical',
  'pass',
] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

export const isImportFormat = (text: string): text is ImportFormat =>
  (IMPORT_FORMATS as readonly string[]).includes(text)
