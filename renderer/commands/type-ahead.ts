/**
 * Finds the next key whose name starts with the letters typed in the list. States: nothing typed | letters typed, until one second passes
 * without another letter. Repeating one letter moves to the next key. Pure except for the letters typed last.
 */
import { fold } from '../../shared/search/fold.ts'
import type { KeyId } from '../../shared/model/model.ts'
import type { Entry } from '../../shared/search/query-match.ts'

/** The longest pause between two letters of one word. */
const PAUSE_MS = 1_000

export function createTypeAhead() {
  let typed = ''
  let lastAt = -Infinity
  return {
    /** Returns the key to move to, or `undefined` if no name starts with the letters. `at` is in milliseconds, as `Event.timeStamp`. */
    press(
      letter: string,
      at: number,
      entries: readonly Entry[],
      active: KeyId | undefined,
    ): KeyId | undefined {
      const before = at - lastAt > PAUSE_MS ? '' : typed
      lastAt = at
      const folded = fold(letter)
      typed = before + folded
      const isRepeated = typed.replaceAll(folded, '') === ''
      const sought = isRepeated ? folded : typed
      const here = entries.findIndex(({ row }) => row.id === active)
      // A longer word may still match the active row. A first or repeated letter searches from the row after it.
      const from = here < 0 ? 0 : isRepeated ? here + 1 : here
      const order = [...entries.slice(from), ...entries.slice(0, from)]
      return order.find(({ text }) => text.startsWith(sought))?.row.id
    },
  }
}
