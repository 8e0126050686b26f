/** The data that an export writes for other programs. The entries hold secrets and never reach a page. */
import type { Instant } from './model.ts'

/** A key with its secret. */
export interface ExportEntry {
  readonly name: string
  readonly secret: string
  /** The provider's name, for formats that have folders. */
  readonly group: string
  /** Empty, like the other texts, if there is none. For a `.env` file, every entry has a variable of its own. */
  readonly variable: string
  readonly url: string
  readonly note: string
  readonly tags: readonly string[]
  readonly expires: Instant | undefined
}

/** Why a secret is not in the file. */
export const LEFT_OUT_REASONS = [
  'missing', // Keyhold knows the key, but the keychain does not have its secret
  'contains-nul',
  'not-text',
  'too-long',
  'no-line', // no value of a `.env` file that all programs read alike
] as const
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]

export interface LeftOut {
  readonly name: string
  readonly why: LeftOutReason
}

export interface ExportReport {
  /** The number of secrets in the file. If it is 0, no file is written. */
  readonly exported: number
  /** The number of keys whose secret Keyhold never had. */
  readonly withoutSecret: number
  readonly leftOut: readonly LeftOut[]
  /** In a `.env` file: keys whose variable another key already has, with the variable that they got instead. */
  readonly renamed: readonly { readonly name: string; readonly variable: string }[]
}
