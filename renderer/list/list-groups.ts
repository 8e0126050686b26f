/** The sections of a list that is in order of urgency, and where their heads and rows lie. Pure. */
import { groupOf, KEY_GROUPS, type KeyGroup } from '../../shared/expiry/key-groups.ts'
import type { Entry } from '../../shared/search/query-match.ts'

export interface Group {
  readonly kind: KeyGroup
  /** The place of its first row among all rows; of a folded one, of the row that follows. */
  readonly from: number
  /** How many keys it holds; at least one. */
  readonly count: number
  /** Only its head is shown. */
  readonly folded: boolean
}

const RANKS = new Map(KEY_GROUPS.map((kind, rank) => [kind, rank]))

export const groupRank = ({ row }: Entry, now: number): number => RANKS.get(groupOf(row, now)) ?? 0

/** Of entries in order of urgency. By halving: most lists hold thousands of rows and six groups. */
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

/** Without the rows of the folded ones. The same entries where nothing is folded. */
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
    if (entry !== undefined && groupRank(entry, now) <= rank) low = middle + 1
    else high = middle
  }
  return low
}

/** What a list is drawn of: the rows, with a head before the first row of each group. */
export interface ListLayout {
  /** Pixels of a row. */
  readonly rowPx: number
  readonly isGrouped: boolean
  /** Rows and heads. */
  readonly count: number
  at(item: number): { readonly head: Group } | { readonly row: number }
  /** Asked of every item with each key press. */
  isHead(item: number): boolean
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
