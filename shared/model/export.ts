/** What is written for other programs. The entries hold secrets; they never reach a page. */
import type { Instant } from './model.ts'

/** A key with its secret. */
export interface ExportEntry {
  readonly name: string
  readonly secret: string
  /** The provider's name, for programs that have folders. */
  readonly group: string
  /** Empty where there is none, as the other texts. For a `.env` file each has one, and no two have the same. */
  readonly variable: string
  readonly url: string
  readonly note: string
  readonly tags: readonly string[]
  readonly expires: Instant | undefined
}

/** Why a secret is not in the file. */
export const LEFT_OUT_REASONS = [
  'missing', // Keyhold knows of it, and the keychain does not have it
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
  /** Secrets in the file. Without any there is no file. */
  readonly exported: number
  /** Keys of which Keyhold never had the secret. */
  readonly withoutSecret: number
  readonly leftOut: readonly LeftOut[]
  /** In a `.env` file: keys whose variable another key has, with the variable that they got. */
  readonly renamed: readonly { readonly name: string; readonly variable: string }[]
}
