/**
 * Which keys are selected, and how ticks, ranges and changes of the vault move that. A selection is its own: views, searches and orders
 * come and go without it, and only what leaves the vault leaves it. Pure.
 */
import type { KeyId } from '../../shared/model/model.ts'

/** One range, as long as it is being stretched: a shorter one gives back what a longer one took. */
interface Range {
  readonly anchor: KeyId
  readonly end: KeyId
  /** What was selected before it began. */
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

/** With everything that is listed; what was selected before stays. */
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

/** Only what is listed: the rest is let go. */
export function onlyListed({ keys }: Selection, listed: readonly Listed[]): Selection {
  return selectionOf(new Set(listed.map(({ row }) => row.id).filter((id) => keys.has(id))))
}

/**
 * Stretches the range that ended at `from`, or begins one there, up to `to`. Ends that are not listed (any more) count for nothing:
 * the range then is `to` alone.
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

/** What is still in the vault. The same object when nothing has gone. */
export function still(selection: Selection, isThere: (id: KeyId) => boolean): Selection {
  const { keys, range } = selection
  const gone = [...keys, ...(range?.before ?? [])].some((id) => !isThere(id))
  if (!gone) return selection
  const next = new Set([...keys].filter(isThere))
  if (range === undefined || !isThere(range.anchor) || !isThere(range.end)) return selectionOf(next)
  return { keys: next, range: { ...range, before: new Set([...range.before].filter(isThere)) } }
}

/** How many of the selected ones the list does not show now. */
export function hiddenIn({ keys }: Selection, listed: readonly Listed[]): number {
  if (keys.size === 0) return 0
  return keys.size - listed.reduce((seen, { row }) => seen + (keys.has(row.id) ? 1 : 0), 0)
}

/** In the order of the list, then the hidden ones: what is done one after the other is done as it is seen. */
export function inOrder({ keys }: Selection, listed: readonly Listed[]): readonly KeyId[] {
  const seen = listed.map(({ row }) => row.id).filter((id) => keys.has(id))
  const shown = new Set(seen)
  return [...seen, ...[...keys].filter((id) => !shown.has(id))]
}
