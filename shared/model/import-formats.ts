/** The formats of other programs that Keyhold reads. Separate from the schemas, so that the page and the command may load it. */

/** The largest file, in bytes. Real files with keys are far smaller. */
export const LARGEST_IMPORT = 64 * 1024 * 1024

/** The most rows, left-out rows and files in one answer to the page, each. */
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
