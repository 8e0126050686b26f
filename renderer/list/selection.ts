/**
 * Keeps the set of selected keys, and defines how ticks, ranges and changes of the vault affect it. Views, searches and sort orders do
 * not change a selection; a key leaves it only by the user's action or when it leaves the vault. Pure.
 */
import type { KeyId } from '../../shared/model/model.ts'

/** The range that is being extended. When it becomes shorter, keys that only the longer range covered are deselected. */
interface Range {
  readonly anchor: KeyId
  readonly end: KeyId
  /** The selection from before the range started. */
  readonly before: ReadonlySet<KeyId>
}

export interface Selection {
  readonly keys: ReadonlySet<KeyId>
  readonly range?: Range
}

/** A row of the list, in the order of the list. */
interface Listed {
  readonly row: { readonly id: KeyId }
}

export const noSelection: Selection = { keys: new Set() }

const selectionOf = (keys: ReadonlySet<KeyId>): Selection => (keys.size === 0 ? noSelection : { keys })

export function toggled({ keys }: Selection, id: KeyId): Selection {
  const next = new Set(keys)
  if (!next.delete(id)) next.add(id)
  return selectionOf(next)
}

/** Adds all listed keys to the selection. */
export function withListed({ keys }: Selection, listed: readonly Listed[]): Selection {
  const next = new Set(keys)
  for (const { row } of listed) next.add(row.id)
  return next.size === keys.size ? { keys } : selectionOf(next)
}

export function withoutListed({ keys }: Selection, listed: readonly Listed[]): Selection {
  const next = new Set(keys)
  for (const { row } of listed) next.delete(row.id)
  return selectionOf(next)
}

/** Keeps only the selected keys that are listed. */
export function onlyListed({ keys }: Selection, listed: readonly Listed[]): Selection {
  return selectionOf(new Set(listed.map(({ row }) => row.id).filter((id) => keys.has(id))))
}

/**
 * Extends the range that ended at `from`, or starts one at `from`, up to `to`. If an end is not (or no longer) listed, the range is
 * `to` alone.
 */
export function stretched(
  selection: Selection,
  listed: readonly Listed[],
  from: KeyId | undefined,
  to: KeyId,
): Selection {
  const last = selection.range
  const isGoingOn = last !== undefined && last.end === from
  const anchor = isGoingOn ? last.anchor : (from ?? to)
  const before = isGoingOn ? last.before : selection.keys
  const keys = new Set(before)
  for (const id of between(listed, anchor, to)) keys.add(id)
  return { keys, range: { anchor, end: to, before } }
}

function between(listed: readonly Listed[], one: KeyId, other: KeyId): readonly KeyId[] {
  const place = (id: KeyId) => listed.findIndex(({ row }) => row.id === id)
  const [first, last] = [place(one), place(other)].sort((a, b) => a - b)
  if (first === undefined || last === undefined || first < 0) return [other]
  return listed.slice(first, last + 1).map(({ row }) => row.id)
}

/** Removes keys that are no longer in the vault. Returns the same object if none is missing. */
export function still(selection: Selection, isThere: (id: KeyId) => boolean): Selection {
  const { keys, range } = selection
  const gone = [...keys, ...(range?.before ?? [])].some((id) => !isThere(id))
  if (!gone) return selection
  const next = new Set([...keys].filter(isThere))
  if (range === undefined || !isThere(range.anchor) || !isThere(range.end)) return selectionOf(next)
  return { keys: next, range: { ...range, before: new Set([...range.before].filter(isThere)) } }
}

/** How many selected keys the list does not show now. */
export function hiddenIn({ keys }: Selection, listed: readonly Listed[]): number {
  if (keys.size === 0) return 0
  return keys.size - listed.reduce((seen, { row }) => seen + (keys.has(row.id) ? 1 : 0), 0)
}

/** The selected keys in list order, then the hidden ones, so that bulk actions run in the order that the user sees. */
export function inOrder({ keys }: Selection, listed: readonly Listed[]): readonly KeyId[] {
  const seen = listed.map(({ row }) => row.id).filter((id) => keys.has(id))
  const shown = new Set(seen)
  return [...seen, ...[...keys].filter((id) => !shown.has(id))]
}
