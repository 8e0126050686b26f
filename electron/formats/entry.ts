/** The result of reading any format: entries with their secrets, and the rows that are no entries, with the reason. */
import { Failure, type ImportTrouble } from '../../shared/contract/errors.ts'
import type { FormatEntry, Parsed, Place, SkippedRow, SkipReason } from '../../shared/model/import.ts'
import { LARGEST_FILE, LONGEST_PATH, LONGEST_VALUE, MOST_ENTRIES } from './format-limits.ts'

export type { FormatEntry, Parsed, Place, SkippedRow } from '../../shared/model/import.ts'

/** The file to read. */
export interface Source {
  /** The name of the file. Its extension decides the format if the content does not. */
  readonly file: string
  readonly bytes: Uint8Array
  /** The passphrase of an encrypted file. */
  readonly passphrase?: string | undefined
  /** The content of a KeePass key file. */
  readonly keyFile?: Uint8Array | undefined
}

export const importFailure = (why: ImportTrouble, line?: number): Failure =>
  new Failure({ kind: 'import', why, ...(line !== undefined && { line }) })

export interface Gathering {
  /** Adds the entry, or records why it is skipped. Throws Failure `import`: `too-many`, `expands`. */
  add(entry: Omit<FormatEntry, 'tags'> & { readonly tags?: readonly string[] }): void
  skip(name: string, why: SkipReason, place: Place): void
  readonly parsed: Parsed
}

/**
 * Gathers the rows of one file. In this thread, all secrets of an item share one note. Another thread receives a copy of the note for each
 * secret, so the sum of all texts is limited.
 */
export function gather(): Gathering {
  const entries: FormatEntry[] = []
  const skipped: SkippedRow[] = []
  let size = 0

  function skip(name: string, why: SkipReason, place: Place): void {
    if (entries.length + skipped.length >= MOST_ENTRIES) throw importFailure('too-many')
    skipped.push({ name: name.slice(0, 1_000), why, place: shortened(place) })
  }

  return {
    add(row) {
      const why = refusal(row)
      if (why !== undefined) {
        skip(row.name, why, row.place)
        return
      }
      if (entries.length + skipped.length >= MOST_ENTRIES) throw importFailure('too-many')
      // A file may contain an invalid date.
      const expires = Number.isFinite(row.expires) ? row.expires : undefined
      const entry = { tags: [], ...row, expires, place: shortened(row.place) }
      size += sizeOf(entry)
      if (size > LARGEST_FILE) throw importFailure('expands')
      entries.push(entry)
    },
    skip,
    parsed: { entries, skipped },
  }
}

const shortened = (place: Place): Place =>
  place.path === undefined ? place : { ...place, path: place.path.slice(0, LONGEST_PATH) }

/** The cost of a tag in addition to its characters. */
const TAG = 16

/** In characters. */
const sizeOf = ({ name, secret, note = '', url = '', tags }: FormatEntry): number =>
  name.length +
  secret.length +
  note.length +
  url.length +
  tags.reduce((size, tag) => size + tag.length + TAG, 0)

/** The reason why neither a file nor a keychain can store this. */
export function refusal({
  secret,
  note = '',
}: Pick<FormatEntry, 'secret' | 'note'>): 'empty' | 'contains-nul' | 'not-text' | 'too-long' | undefined {
  if (secret.trim() === '') return 'empty'
  if (secret.includes('\0')) return 'contains-nul'
  if (!secret.isWellFormed()) return 'not-text'
  return secret.length > LONGEST_VALUE || note.length > LONGEST_VALUE ? 'too-long' : undefined
}

/** A value that only names a secret kept elsewhere: a variable, or a reference of Keyhold, 1Password, Doppler or Vault. */
export const isReference = (value: string): boolean =>
  /^\$(?:\{[A-Za-z_][\w.]*\}|[A-Za-z_]\w*)$/.test(value) ||
  /^(?:keyhold:\/\/secret|op:\/)\//.test(value) ||
  /^\{\{.*\}\}$/.test(value)
