/** The sections of a list that is in order of urgency, and where their heads and rows lie. Pure. */
import { groupOf, KEY_GROUPS, type KeyGroup } from '../../shared/expiry/key-groups.ts'
import type { Entry } from '../../shared/search/query-match.ts'

export interface Group {
  readonly kind: KeyGroup
  /** The place of its first row among all rows. */
  readonly from: number
  /** How many keys it holds; at least one. */
  readonly count: number
}

const RANKS = new Map(KEY_GROUPS.map((kind, rank) => [kind, rank]))

export const groupRank = ({ row }: Entry, now: number): number => RANKS.get(groupOf(row, now)) ?? 0

/** Of entries in order of urgency. By halving: most lists hold thousands of rows and six groups. */
export function groupsIn(entries: readonly Entry[], now: number): readonly Group[] {
  const groups: Group[] = []
  let from = 0
  for (const [rank, kind] of KEY_GROUPS.entries()) {
    const to = endOf(rank, entries, from, now)
    if (to > from) groups.push({ kind, from, count: to - from })
    from = to
  }
  return groups
}

function endOf(rank: number, entries: readonly Entry[], from: number, now: number): number {
  let [low, high] = [from, entries.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = entries[middle]
    if (entry !== undefined && groupRank(entry, now) <= rank) low = middle + 1
    else high = middle
  }
  return low
}

/** What a list is drawn of: the rows, with a head before the first row of each group. */
export interface ListLayout {
  /** Rows and heads. */
  readonly count: number
  at(item: number): { readonly head: Group } | { readonly row: number }
  /** The item that is this row. */
  itemOf(row: number): number
  /** Pixels from the list's top to this row. */
  topOf(row: number): number
  /** The group whose rows lie at `px` from the list's top. */
  groupAt(px: number): Group | undefined
}

interface Sizes {
  readonly rowPx: number
  readonly headPx: number
}

export function layoutOf(rows: number, groups: readonly Group[], { rowPx, headPx }: Sizes): ListLayout {
  const headsUpTo = (row: number) => groups.filter(({ from }) => from <= row).length
  const topOf = (row: number) => row * rowPx + headsUpTo(row) * headPx
  return {
    count: rows + groups.length,
    at(item) {
      const heads = groups.filter(({ from }, index) => from + index <= item).length
      const head = groups[heads - 1]
      if (head !== undefined && head.from + heads - 1 === item) return { head }
      return { row: item - heads }
    },
    itemOf: (row) => row + headsUpTo(row),
    topOf,
    groupAt: (px) => groups.findLast(({ from }) => topOf(from) - headPx <= px),
  }
}
