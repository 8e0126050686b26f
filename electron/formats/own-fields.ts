/** The fields, as names and texts, in which Keyhold's exports store facts that other programs have no field for. */
import type { ExportEntry } from '../../shared/model/export.ts'
import type { FormatEntry } from './entry.ts'

const VARIABLE = 'Environment variable'
const TAGS = 'Tags'
const EXPIRES = 'Expires'

type Kept = Pick<FormatEntry, 'variable' | 'expires'> & Partial<Pick<FormatEntry, 'tags'>>

export interface OwnFields {
  readonly kept: Kept
  /** Whether this is the name of such a field, which is left out of the notes. */
  readonly has: (field: string) => boolean
}

/** @param read the text of a field; empty if there is none */
export function readOwnFields(read: (field: string) => string): OwnFields {
  const variable = read(VARIABLE)
  const tags = tagsOf(read(TAGS))
  const expires = instantOf(read(EXPIRES))
  const held = new Set([
    ...(variable === '' ? [] : [VARIABLE]),
    ...(tags.length === 0 ? [] : [TAGS]),
    ...(expires === undefined ? [] : [EXPIRES]),
  ])
  return {
    kept: {
      ...(variable !== '' && { variable }),
      ...(tags.length > 0 && { tags }),
      ...(expires !== undefined && { expires }),
    },
    has: (field) => held.has(field),
  }
}

/** Without those that are empty. */
export const ownFields = ({
  variable,
  tags,
  expires,
}: Pick<ExportEntry, 'variable' | 'tags' | 'expires'>): readonly (readonly [field: string, text: string])[] =>
  [
    [VARIABLE, variable] as const,
    [TAGS, tagsText(tags)] as const,
    [EXPIRES, expires === undefined ? '' : new Date(expires).toISOString()] as const,
  ].filter(([, text]) => text !== '')

/** No tag of Keyhold has a comma. */
export const tagsText = (tags: readonly string[]): string => tags.join(', ')

export const tagsOf = (text: string, separator: RegExp | string = ','): readonly string[] =>
  text
    .split(separator)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')

/** Epoch milliseconds of an ISO 8601 date; `undefined` for anything else. */
export function instantOf(text: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isFinite(at) && at > 0 ? at : undefined
}
