/** What the file of another program is read into. The entries hold secrets; they never reach a page. */
import type { ImportFormat } from './import-formats.ts'
import type { Instant } from './model.ts'

/** Why a row of a file becomes no key. */
export const SKIP_REASONS = [
  'empty', // it has no value
  'reference', // it only names a secret that is kept elsewhere
  'temporary', // its secret ends within hours, such as an AWS session
  'no-secret', // an item without a password or hidden field
  'contains-nul',
  'not-text',
  'too-long',
  'not-understood', // a line outside the rules of its format
  'in-bin', // deleted in the program that wrote the file
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** Where an entry stood. */
export interface Place {
  /** As the person named the file. */
  readonly file: string
  /** The line of a text file, from 1. */
  readonly line?: number | undefined
  /** The folder, vault, profile or environment within the file. */
  readonly path?: string | undefined
}

/** One secret of a file. Texts are as the file has them; the import cleans them. */
export interface FormatEntry {
  readonly name: string
  readonly secret: string
  /** Whether the format itself says that this is a secret. A `.env` file does not: it also holds ports and addresses. */
  readonly isSecret: boolean
  /** The id of the service that the secret belongs to, as far as the format tells: `github`, `aws-iam`. */
  readonly provider?: string | undefined
  /** The public half of the secret, which the file names beside it: AWS's access key id. */
  readonly handle?: string | undefined
  readonly variable?: string | undefined
  readonly note?: string | undefined
  readonly url?: string | undefined
  readonly tags: readonly string[]
  readonly expires?: Instant | undefined
  readonly place: Place
}

/** A row that becomes no entry. */
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

/** A secret of a `.env` file, and what to write in its place. */
export interface Replacement {
  readonly line: number
  readonly variable: string
  readonly secret: string
  readonly reference: string
}
