/**
 * Typing the first letters of a name in the list goes to the next key that begins so. States: nothing typed | letters typed, until a second
 * passes without another. The same letter again goes to the next key. Pure but for what was typed last.
 */
import { fold } from '../../shared/search/fold.ts'
import type { KeyId } from '../../shared/model/model.ts'
import type { Entry } from '../../shared/search/query-match.ts'

/** Between two letters of one word. */
const PAUSE_MS = 1_000

export function createTypeAhead() {
  let typed = ''
  let lastAt = -Infinity
  return {
    /** The key to go to; undefined where no name begins so. `at`: milliseconds. */
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
      // A word that goes on may stay where it is; one that begins goes on from there.
      const from = here < 0 ? 0 : isRepeated ? here + 1 : here
      const order = [...entries.slice(from), ...entries.slice(0, from)]
      return order.find(({ text }) => text.startsWith(sought))?.row.id
    },
  }
}
