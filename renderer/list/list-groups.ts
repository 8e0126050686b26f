/** Computes the sections of a list sorted by urgency, and the positions of their heads and rows. Pure. */
import { groupRank, KEY_GROUPS, type KeyGroup } from '../../shared/expiry/key-groups.ts'
import type { Entry } from '../../shared/search/query-match.ts'

export interface Group {
  readonly kind: KeyGroup
  /** The index of the group's first row among all rows; for a folded group, the index of the next row after it. */
  readonly from: number
  /** How many keys the group has; at least one. */
  readonly count: number
  /** Whether only the group's head is shown. */
  readonly folded: boolean
}

/** The groups of entries that are sorted by urgency. Uses binary search, because most lists have thousands of rows and six groups. */
export function groupsIn(entries: readonly Entry[], now: number): readonly Group[] {
  const groups: Group[] = []
  let from = 0
  for (const [rank, kind] of KEY_GROUPS.entries()) {
    const to = endOf(rank, entries, from, now)
    if (to > from) groups.push({ kind, from, count: to - from, folded: false })
    from = to
  }
  return groups
}

/** Removes the rows of folded groups. Returns the same entries if nothing is folded. */
export function withoutFolded<One extends Entry>(
  entries: readonly One[],
  groups: readonly Group[],
  folded: ReadonlySet<string>,
): { readonly entries: readonly One[]; readonly groups: readonly Group[] } {
  if (!groups.some(({ kind }) => folded.has(kind))) return { entries, groups }
  const left: One[] = []
  const next = groups.map((group): Group => {
    const from = left.length
    const isFolded = folded.has(group.kind)
    if (!isFolded) for (const entry of entries.slice(group.from, group.from + group.count)) left.push(entry)
    return { ...group, from, folded: isFolded }
  })
  return { entries: left, groups: next }
}

function endOf(rank: number, entries: readonly Entry[], from: number, now: number): number {
  let [low, high] = [from, entries.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = entries[middle]
    if (entry !== undefined && groupRank(entry.row, now) <= rank) low = middle + 1
    else high = middle
  }
  return low
}

/** The layout of a list: its rows, and a head before the first row of each group. An item is a row or a head. */
export interface ListLayout {
  /** The height of a row in pixels. */
  readonly rowPx: number
  readonly isGrouped: boolean
  /** The number of items: rows and heads. */
  readonly count: number
  at(item: number): { readonly head: Group } | { readonly row: number }
  /** Called for every item on each key press, so it must be fast. */
  isHead(item: number): boolean
  /** The item index of this row. */
  itemOf(row: number): number
  /** The distance from the list's top to this row, in pixels. */
  topOf(row: number): number
  /** The group at `px` pixels from the list's top. */
  groupAt(px: number): Group | undefined
}

interface Sizes {
  readonly rowPx: number
  readonly headPx: number
}

export function layoutOf(rows: number, groups: readonly Group[], { rowPx, headPx }: Sizes): ListLayout {
  const headsUpTo = (row: number) => groups.filter(({ from }) => from <= row).length
  const topOf = (row: number) => row * rowPx + headsUpTo(row) * headPx
  const heads = new Set(groups.map(({ from }, index) => from + index))
  return {
    rowPx,
    isHead: (item) => heads.has(item),
    isGrouped: groups.length > 0,
    count: rows + groups.length,
    at(item) {
      const heads = groups.filter(({ from }, index) => from + index <= item).length
      const head = groups[heads - 1]
      if (head !== undefined && head.from + heads - 1 === item) return { head }
      return { row: item - heads }
    },
    itemOf: (row) => row + headsUpTo(row),
    topOf,
    groupAt: (px) => groups.findLast(({ from }, index) => from * rowPx + index * headPx <= px),
  }
}
