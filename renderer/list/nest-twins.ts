/** Places the old key of an overlap below the new key that replaces it, in the new key's group. Pure. */
import type { KeyId, KeyRow } from '../../shared/model/model.ts'
import type { Entry } from '../../shared/search/query-match.ts'
import type { Group } from './list-groups.ts'

interface Listed<One extends Entry> {
  readonly entries: readonly One[]
  readonly groups: readonly Group[]
}

/** The key that replaces this one. Also `undefined` after a pasted value, where one key holds both the old and the new version. */
const successorOf = ({ id, overlap }: KeyRow): KeyId | undefined =>
  overlap?.role === 'old' && overlap.other !== id ? overlap.other : undefined

/** Whether this row is the old key of the row above. */
export const isNested = (row: KeyRow, above: KeyRow | undefined): boolean =>
  above !== undefined && successorOf(row) === above.id

/** Returns the same list if it has no overlapping pair. A group that loses its last key is removed. */
export function nestTwins<One extends Entry>({ entries, groups }: Listed<One>): Listed<One> {
  const olds = new Map<KeyId, One>()
  for (const entry of entries) {
    const successor = successorOf(entry.row)
    if (successor !== undefined) olds.set(successor, entry)
  }
  if (olds.size === 0) return { entries, groups }
  const listed = new Set(entries.map(({ row }) => row.id))
  const isMoved = ({ row }: One) => listed.has(successorOf(row) ?? row.id) && successorOf(row) !== undefined
  const next: One[] = []
  const left = groups.map((group): Group => {
    const from = next.length
    for (const entry of entries.slice(group.from, group.from + group.count)) {
      if (isMoved(entry)) continue
      next.push(entry)
      const old = olds.get(entry.row.id)
      if (old !== undefined) next.push(old)
    }
    return { ...group, from, count: next.length - from }
  })
  return { entries: next, groups: left.filter(({ count }) => count > 0) }
}
