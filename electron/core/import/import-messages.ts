/** What an import writes into a key's own notes. */
import type { Place } from '../../../shared/model/import.ts'

export const IMPORT_NOTES = {
  address: (url: string) => `Address: ${url}`,
  from: ({ file, line, path }: Place) =>
    `Imported from ${file}${path === undefined ? '' : ` (${path})`}${line === undefined ? '' : `, line ${line}`}`,
  unnamed: 'Imported key',
} as const
