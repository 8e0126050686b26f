/** Writes the metadata of keys as text for other programs. This module reads rows only and has no access to secrets. */
import type { AccountId, KeyRow } from '../../../shared/model/model.ts'
import { inertText } from '../../../shared/model/spreadsheet-text.ts'

/** In the order of the columns. Times are ISO 8601, UTC; an unknown value is empty. */
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
  ['leakedAt', ({ leaked }) => time(leaked?.at)],
  ['leakedWhere', ({ leaked }) => leaked?.where ?? ''],
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

/** Names for the ids in rows. */
export interface Names {
  readonly providerName: (id: string) => string
  readonly accountName: (id: AccountId) => string
}

const time = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString())

/** RFC 4180 with a header and every field quoted, in UTF-8 with the byte order mark that spreadsheets look for. */
export function toCsv(rows: readonly KeyRow[], names: Names): string {
  const lines = rows.map((row) => COLUMNS.map(([, read]) => csvField(read(row, names))).join(','))
  const header = COLUMNS.map(([name]) => csvField(name)).join(',')
  return `\ufeff${[header, ...lines].join('\r\n')}\r\n`
}

/** An array of objects with the columns' names; empty fields are left out. */
export function toJson(rows: readonly KeyRow[], names: Names): string {
  const objects = rows.map((row) =>
    Object.fromEntries(
      COLUMNS.map(([name, read]) => [name, read(row, names)] as const).filter(([, text]) => text !== ''),
    ),
  )
  return `${JSON.stringify(objects, undefined, 2)}\n`
}

/** SECURITY: what begins like a formula is made text, and every field is quoted. */
const csvField = (text: string): string => `"${inertText(text).replaceAll('"', '""')}"`
