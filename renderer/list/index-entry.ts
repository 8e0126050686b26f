/** A key as the list finds and sorts it. */
import type { Entry } from '../../shared/search/query-match.ts'

/** `place` is where its text lies in the index. */
export interface IndexEntry extends Entry {
  readonly place: number
}
