/** The data that a file of another program is parsed into. The entries hold secrets and never reach a page. */
import type { ImportFormat } from './import-formats.ts'
import type { Instant } from './model.ts'

/** Why an import skips a row of a file. */
export const SKIP_REASONS = [
  'empty', // the row has no value
  'reference', // the row only refers to a secret that is stored elsewhere
  'temporary', // the secret expires within hours, such as that of an AWS session
  'no-secret', // an item without a password or hidden field
  'contains-nul',
  'not-text',
  'too-long',
  'not-understood', // the line breaks the rules of its format
  'in-bin', // in the trash of the program that wrote the file
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** Where in the file an entry was. */
export interface Place {
  /** The file's name as the user gave it. */
  readonly file: string
  /** The line of a text file, from 1. */
  readonly line?: number | undefined
  /** The folder, vault, profile or environment within the file. */
  readonly path?: string | undefined
}

/** One secret of a file. Texts are unchanged; the import cleans them. */
export interface FormatEntry {
  readonly name: string
  readonly secret: string
  /** Whether the format itself marks this as a secret. A `.env` file does not: it also holds ports and addresses. */
  readonly isSecret: boolean
  /** The id of the service that the secret belongs to, if the format names it: `github`, `aws-iam`. */
  readonly provider?: string | undefined
  /** The public half of the secret, if the file contains it: AWS's access key id. */
  readonly handle?: string | undefined
  readonly variable?: string | undefined
  readonly note?: string | undefined
  readonly url?: string | undefined
  readonly tags: readonly string[]
  readonly expires?: Instant | undefined
  readonly place: Place
}

/** A skipped row. */
export interface SkippedRow {
  readonly name: string
  readonly why: SkipReason
  readonly place: Place
}

export interface Parsed {
  readonly entries: readonly FormatEntry[]
  readonly skipped: readonly SkippedRow[]
}

export interface ReadFile extends Parsed {
  readonly format: ImportFormat
}

/** A secret of a `.env` file, and the text that replaces it. */
export interface Replacement {
  readonly line: number
  readonly variable: string
  readonly secret: string
  readonly reference: string
}
