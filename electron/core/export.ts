/** Metadata of keys as text for other programs. It has no way to a secret: it reads rows. */
import type { AccountId, KeyRow } from '../../shared/model.ts'

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

/** RFC 4180 with a header, in UTF-8 with the mark that spreadsheets look for. */
export function toCsv(rows: readonly KeyRow[], names: Names): string {
  const lines = rows.map((row) => COLUMNS.map(([, read]) => csvField(read(row, names))).join(','))
  return `\ufeff${[COLUMNS.map(([name]) => name).join(','), ...lines].join('\r\n')}\r\n`
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

/** SECURITY: a spreadsheet runs what begins like a formula; names and notes are anybody's text. */
function csvField(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
