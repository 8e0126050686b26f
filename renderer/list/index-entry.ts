/** A key with the values that the list searches and sorts by. */
import type { Entry } from '../../shared/search/query-match.ts'

/** `place` is the position of the key's text in the text index. */
export interface IndexEntry extends Entry {
  readonly place: number
}
