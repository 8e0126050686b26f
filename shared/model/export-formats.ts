/** The formats of other programs in which Keyhold writes secrets. Separate from the schemas, so that the page and the command may load it. */

export const EXPORT_FORMATS = ['dotenv', 'bitwarden', 'kdbx', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const isExportFormat = (text: string): text is ExportFormat =>
  (EXPORT_FORMATS as readonly string[]).includes(text)

/** Whether a passphrase encrypts the file. */
export const EXPORT_ENCRYPTION: Readonly<Record<ExportFormat, 'never' | 'possible' | 'always'>> = {
  dotenv: 'never',
  bitwarden: 'possible',
  kdbx: 'always',
  csv: 'never',
}

/** The endings of such files' names. */
export const EXPORT_ENDINGS: Readonly<Record<ExportFormat, string>> = {
  dotenv: '.env',
  bitwarden: '.json',
  kdbx: '.kdbx',
  csv: '.csv',
}
