/** What is written for other programs: a key with its secret. */
import type { Instant } from '../../shared/model/model.ts'

export interface ExportEntry {
  readonly name: string
  readonly secret: string
  /** The provider's name, for programs that have folders. */
  readonly group: string
  /** Empty where there is none, as the other texts. */
  readonly variable: string
  readonly url: string
  readonly note: string
  readonly tags: readonly string[]
  readonly expires: Instant | undefined
}
