/** Metadata of keys as text for other programs. It has no way to a secret: it reads rows. */
import type { AccountId, KeyRow } from '../../../shared/model/model.ts'

/** In the order of the columns. Times are ISO 8601, UTC; what is not known is empty. */
const COLUMNS: readonly (readonly [name: string, read: (row: KeyRow, names: Names) => string])[] = [
  ['name', ({ name }) => name],
  ['provider', ({ provider }, { providerName }) => providerName(provider)],
  ['account', ({ account }, { accountName }) => (account === undefined ? '' : accountName(account))],
  ['handle', ({ handle }) => handle ?? ''],
  ['scope', ({ scope }) => scope ?? ''],
  ['switch', (row) => row.switch],
  ['validFrom', ({ validFrom }) => time(validFrom)],
  ['expires', ({ expires }) => (expires.source === 'unknown' ? '' : time(expires.at))],
  ['expirySource', ({ expires }) => expires.source],
  ['neverExpires', ({ expires }) => String(expires.source !== 'unknown' && expires.at === undefined)],
  ['createdAt', ({ createdAt }) => time(createdAt)],
  ['lastUsedAt', ({ lastUsedAt }) => time(lastUsedAt)],
  ['secret', ({ secret }) => secret],
  ['permissions', ({ permissions = [] }) => permissions.join(', ')],
  ['targets', ({ targets = [] }) => targets.join(', ')],
  ['environment', ({ environment }) => environment],
  ['tags', ({ tags }) => tags.join(', ')],
  ['notes', ({ notes }) => notes],
  ['consoleUrl', ({ consoleUrl }) => consoleUrl],
  ['goneSince', ({ goneSince }) => time(goneSince)],
  ['asOf', ({ asOf }) => time(asOf)],
]

/** Names for what rows hold as ids. */
export interface Names {
  readonly providerName: (id: string) => string
  readonly accountName: (id: AccountId) => string
}

const time = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString())

/** RFC 4180 with a header and every field quoted, in UTF-8 with the mark that spreadsheets look for. */
export function toCsv(rows: readonly KeyRow[], names: Names): string {
  const lines = rows.map((row) => COLUMNS.map(([, read]) => csvField(read(row, names))).join(','))
  const header = COLUMNS.map(([name]) => csvField(name)).join(',')
  return `\ufeff${[header, ...lines].join('\r\n')}\r\n`
}

/** An array of objects with the columns' names; empty ones are left out. */
export function toJson(rows: readonly KeyRow[], names: Names): string {
  const objects = rows.map((row) =>
    Object.fromEntries(
      COLUMNS.map(([name, read]) => [name, read(row, names)] as const).filter(([, text]) => text !== ''),
    ),
  )
  return `${JSON.stringify(objects, undefined, 2)}\n`
}

/**
 * Begins a formula in some locale's spreadsheet: the ASCII signs, the minus sign, and whatever NFKC makes one of them (full width, small and
 * raised forms).
 */
const beginsFormula = (character: string): boolean => /^[=+\-@|%\u2212]/.test(character.normalize('NFKC'))

/** Where a cell begins: the field itself, and what a spreadsheet that separates by other signs takes for one. */
const CELL_STARTS = /(^|[;\t\r\n])([\s\p{C}'"`]*)(.)/gsu

/**
 * SECURITY: a spreadsheet runs what begins like a formula; names and notes are anybody's text. An apostrophe before it makes it text. Every
 * field is quoted, so that none but its own signs end it.
 */
function csvField(text: string): string {
  const inert = text.replaceAll(CELL_STARTS, (whole, start: string, lead: string, first: string) =>
    beginsFormula(first) || (start === '' && /^[\t\r\n]/.test(lead)) ? `${start}'${lead}${first}` : whole,
  )
  return `"${inert.replaceAll('"', '""')}"`
}
