/** The keys of a list as a set, and the index of each key's row, without a search through the list. Pure except for a cache. */
import { noKeys, withKeys, type KeySet, type PlacedKey } from './key-set.ts'

interface Looked {
  readonly keys: KeySet
  /** The index of the row of each place. */
  readonly indexes: readonly (number | undefined)[]
}

/** Built once for each list that is asked about. A list must not change in place. */
const built = new WeakMap<readonly PlacedKey[], Looked>()

function lookAt(listed: readonly PlacedKey[]): Looked {
  const known = built.get(listed)
  if (known !== undefined) return known
  const keys = withKeys(noKeys, listed)
  const indexes: (number | undefined)[] = keys.ids.map(() => undefined)
  listed.forEach(({ place }, index) => {
    indexes[place] = index
  })
  const looked = { keys, indexes }
  built.set(listed, looked)
  return looked
}

export const keysIn = (listed: readonly PlacedKey[]): KeySet => lookAt(listed).keys

/** -1 if the list does not show the key. */
export function rowIndexIn(listed: readonly PlacedKey[], { row, place }: PlacedKey): number {
  // After a search the active row is the first one, and the list changes with every letter.
  if (listed[0]?.row.id === row.id) return 0
  const { keys, indexes } = lookAt(listed)
  return keys.ids[place] === row.id ? (indexes[place] ?? -1) : -1
}
