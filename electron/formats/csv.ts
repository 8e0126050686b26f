/**
 * CSV of a password manager, by the names of its columns: 1Password (https://support.1password.com/export), KeePassXC and KeePass
 * (https://keepass.info/help/base/importexport.html), Bitwarden, browsers, and what Keyhold writes.
 */
import { parse } from 'csv-parse/sync'
import { originalText } from '../../shared/model/spreadsheet-text.ts'
import { gather, importFailure, type Gathering, type Parsed } from './entry.ts'
import { addItem } from './item.ts'
import { instantOf, tagsOf } from './own-fields.ts'
import { OWN_HEADER } from './write-csv.ts'
import { LONGEST_VALUE, MOST_ENTRIES } from './format-limits.ts'

type Column = 'name' | 'secret' | 'user' | 'url' | 'note' | 'group' | 'tags' | 'variable' | 'expires'

/** The names of columns, in lower case. */
const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  name: ['title', 'name', 'account', 'item'],
  secret: ['password', 'secret', 'login_password', 'value', 'credential', 'token'],
  user: ['username', 'login name', 'login_username', 'user name', 'user'],
  url: ['url', 'web site', 'login_uri', 'website', 'urls', 'consoleurl'],
  note: ['notes', 'comments', 'note', 'extra'],
  group: ['group', 'folder', 'vault', 'grouping'],
  tags: ['tags'],
  variable: ['environment', 'variable'],
  expires: ['expires', 'expiry'],
}

const headOf = (record: readonly string[]): Partial<Record<Column, number>> => {
  const names = record.map((name) => name.trim().toLowerCase())
  const found: Partial<Record<Column, number>> = {}
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const at = COLUMNS[column].map((name) => names.indexOf(name)).find((index) => index >= 0)
    if (at !== undefined) found[column] = at
  }
  return found
}

/** Whether the first line names a column for a name and one for a secret. */
export function looksLikeCsv(text: string): boolean {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (!first.includes(',') || first.length > 10_000) return false
  try {
    const { name, secret } = headOf(recordsOf(first)[0]?.record ?? [])
    return name !== undefined && secret !== undefined
  } catch {
    return false
  }
}

/** Throws Failure `import`: `damaged` with the line, `not-understood` if there is no column of names or none of secrets, `too-many`. */
export function readCsv(text: string, file: string): Parsed {
  const rows = gather()
  const [first, ...records] = recordsOf(text)
  const columns = headOf(first?.record ?? [])
  if (columns.name === undefined || columns.secret === undefined) throw importFailure('not-understood', 1)
  const isOwn = OWN_HEADER.every((name, at) => first?.record[at] === name)
  for (const { record, line } of records) {
    const text = (column: Column): string => record[columns[column] ?? -1] ?? ''
    addRow(rows, text, { file, line }, isOwn)
  }
  return rows.parsed
}

/** @param isOwn the file is Keyhold's: no text is a formula in a spreadsheet, and no tag has a comma */
function addRow(
  rows: Gathering,
  text: (column: Column) => string,
  at: { readonly file: string; readonly line: number },
  isOwn: boolean,
): void {
  const cell = (column: Column): string => (isOwn ? originalText(text(column)) : text(column))
  const group = cell('group').replace(/^Root\/?/, '')
  const name = cell('name').trim() || cell('url').trim()
  addItem(rows, name, [{ name, secret: text('secret'), variable: cell('variable') || undefined }], {
    user: cell('user'),
    note: [cell('note')],
    url: isOwn ? cell('url') : cell('url').split(/[,\s]/)[0],
    tags: tagsOf(cell('tags'), isOwn ? ',' : /[,;]/),
    expires: instantOf(cell('expires')),
    place: { ...at, ...(group !== '' && { path: group }) },
  })
}

interface CsvRecord {
  readonly record: readonly string[]
  readonly line: number
}

function recordsOf(text: string): readonly CsvRecord[] {
  try {
    const read = parse(text, {
      info: true,
      to: MOST_ENTRIES + 2,
      max_record_size: 4 * LONGEST_VALUE,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[]
    let line = 1
    return read.map(({ record, info }) => {
      const begins = line
      line = info.lines + 1 // the number of the line where the record ends
      return { record, line: begins }
    })
  } catch (error) {
    const line =
      typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : undefined
    throw importFailure('damaged', line)
  }
}
