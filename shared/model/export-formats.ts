/** The files of other programs that Keyhold writes secrets into. Free of schemas, so that the page and the command may load it. */

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

/** How the names of such files end. */
export const EXPORT_ENDINGS: Readonly<Record<ExportFormat, string>> = {
  dotenv: '.env',
  bitwarden: '.json',
  kdbx: '.kdbx',
  csv: '.csv',
}
