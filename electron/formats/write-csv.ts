/** Writes a table of keys with their secrets: RFC 4180 with a header and every field quoted, in UTF-8. `csv.ts` reads it back. */
import type { ExportEntry } from '../../shared/model/export.ts'
import { inertText } from '../../shared/model/spreadsheet-text.ts'
import { tagsText } from './own-fields.ts'

type Column = readonly [name: string, read: (entry: ExportEntry) => string]

const SECRET = 'password'

/** The names of the columns, which the importers of other programs know. */
const COLUMNS: readonly Column[] = [
  ['title', ({ name }) => name],
  [SECRET, ({ secret }) => secret],
  ['url', ({ url }) => url],
  ['notes', ({ note }) => note],
  ['group', ({ group }) => group],
  ['tags', ({ tags }) => tagsText(tags)],
  ['environment', ({ variable }) => variable],
  ['expires', ({ expires }) => (expires === undefined ? '' : new Date(expires).toISOString())],
]

/** Names the columns of Keyhold's own file, in which texts are inert. */
export const OWN_HEADER: readonly string[] = COLUMNS.map(([name]) => name)

/**
 * SECURITY: names and notes may come from anyone, so formulas that a spreadsheet would run are made inert. A secret stays unchanged, because another
 * program needs every byte of it.
 */
export function writeCsv(entries: readonly ExportEntry[]): string {
  const field = (name: string, text: string): string =>
    `"${(name === SECRET ? text : inertText(text.replaceAll('\0', ''))).replaceAll('"', '""')}"`
  const rows = entries.map((entry) => COLUMNS.map(([name, read]) => field(name, read(entry))))
  return [OWN_HEADER, ...rows].map((fields) => `${fields.join(',')}\r\n`).join('')
}
