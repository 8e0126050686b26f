/**
 * Keeps the set of selected keys, and defines how ticks, ranges and changes of the vault affect it. Views, searches and sort orders do
 * not change a selection; a key leaves it only by the user's action or when it leaves the vault. Pure.
 */
import type { KeyId } from '../../shared/model/model.ts'
import {
  countMinus,
  hasKey,
  idsOf,
  minus,
  noKeys,
  stillIn,
  union,
  withKeys,
  withoutKey,
  type KeySet,
  type PlacedKey,
} from './key-set.ts'
import { keysIn, rowIndexIn } from './listed-keys.ts'

/** The range that is being extended. When it becomes shorter, keys that only the longer range covered are deselected. */
interface Range {
  readonly anchor: PlacedKey
  readonly end: PlacedKey
  /** The selection from before the range started. */
  readonly before: KeySet
}

export interface Selection {
  readonly keys: KeySet
  readonly range?: Range
}

/** The rows of the list, in the order of the list. */
type Listed = readonly PlacedKey[]

export const noSelection: Selection = { keys: noKeys }

const selectionOf = (keys: KeySet): Selection => (keys.size === 0 ? noSelection : { keys })

export function toggled({ keys }: Selection, key: PlacedKey): Selection {
  return selectionOf(hasKey(keys, key) ? withoutKey(keys, key) : withKeys(keys, [key]))
}

/** Adds all listed keys to the selection. */
export const withListed = ({ keys }: Selection, listed: Listed): Selection =>
  selectionOf(union(keys, keysIn(listed)))

export const withoutListed = ({ keys }: Selection, listed: Listed): Selection =>
  selectionOf(minus(keys, keysIn(listed)))

/** Keeps only the selected keys that are listed. */
export const onlyListed = ({ keys }: Selection, listed: Listed): Selection =>
  selectionOf(minus(keys, minus(keys, keysIn(listed))))

/**
 * Extends the range that ended at `from`, or starts one at `from`, up to `to`. If an end is not (or no longer) listed, the range is
 * `to` alone.
 */
export function stretched(
  selection: Selection,
  listed: Listed,
  from: PlacedKey | undefined,
  to: PlacedKey,
): Selection {
  const last = selection.range
  const isGoingOn = last !== undefined && last.end.row.id === from?.row.id
  const anchor = isGoingOn ? last.anchor : (from ?? to)
  const before = isGoingOn ? last.before : selection.keys
  return { keys: withKeys(before, between(listed, anchor, to)), range: { anchor, end: to, before } }
}

function between(listed: Listed, one: PlacedKey, other: PlacedKey): Listed {
  const [first, last] = [one, other].map((key) => rowIndexIn(listed, key)).sort((a, b) => a - b)
  if (first === undefined || last === undefined || first < 0) return [other]
  return listed.slice(first, last + 1)
}

/**
 * Removes keys that are no longer in the vault, and moves those whose place has changed. Without a range, returns the same object if there are none.
 * `entryOf`: the key in the vault, if it is still there.
 */
export function still(selection: Selection, entryOf: (id: KeyId) => PlacedKey | undefined): Selection {
  const { keys, range } = selection
  const next = stillIn(keys, entryOf)
  if (range === undefined) return next === keys ? selection : selectionOf(next)
  const [anchor, end] = [entryOf(range.anchor.row.id), entryOf(range.end.row.id)]
  if (anchor === undefined || end === undefined) return selectionOf(next)
  return { keys: next, range: { anchor, end, before: stillIn(range.before, entryOf) } }
}

/** How many selected keys the list does not show now. Reads the list only if keys are selected, because every letter of a search makes a new list. */
export const hiddenIn = ({ keys }: Selection, listed: Listed): number =>
  keys.size === 0 ? 0 : countMinus(keys, keysIn(listed))

/** The selected keys in list order, then the hidden ones, so that bulk actions run in the order that the user sees. */
export const inOrder = ({ keys }: Selection, listed: Listed): readonly KeyId[] => [
  ...listed.filter((key) => hasKey(keys, key)).map(({ row }) => row.id),
  ...idsOf(minus(keys, keysIn(listed))),
]
