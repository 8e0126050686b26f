/** Keys in order: sorted once, then kept sorted by merging in what changed. */
import { expiryOf, keyState, type KeyState } from '../shared/expiry.ts'
import type { Entry, Facts } from '../shared/query-match.ts'

export const COLUMNS = ['name', 'account', 'state', 'expires', 'used'] as const
export type Column = (typeof COLUMNS)[number]

export interface Sort {
  readonly by: Column
  readonly direction: 'up' | 'down'
}

type Compare = (a: Entry, b: Entry) => number

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byName: Compare = (a, b) => byText(a.sortName, b.sortName) || byText(a.row.id, b.row.id)

/** What needs a hand comes first. */
const STATE_RANK: Record<KeyState, number> = {
  expired: 0,
  expiring: 1,
  'not-yet-valid': 2,
  active: 3,
  unknown: 4,
  disabled: 5,
  frozen: 6,
  gone: 7,
}

const NEVER = Number.MAX_SAFE_INTEGER - 1
const UNKNOWN = Number.MAX_SAFE_INTEGER

/** Dates first, then never, then unknown. */
const expiryRank = ({ row }: Entry) => expiryOf(row) ?? (row.expires.source === 'unknown' ? UNKNOWN : NEVER)

/** Total: equal in the column means in order of name, and of id in the end. */
export function comparing({ by, direction }: Sort, facts: Facts): Compare {
  const compare = columnCompare(by, facts)
  const sign = direction === 'up' ? 1 : -1
  return (a, b) => sign * compare(a, b) || byName(a, b)
}

function columnCompare(by: Column, { now, leadMs }: Facts): Compare {
  const rank = ({ row }: Entry) => STATE_RANK[keyState(row, now, leadMs)]
  switch (by) {
    case 'name':
      return byName
    case 'account':
      return (a, b) => byText(a.sortAccount, b.sortAccount)
    case 'state':
      return (a, b) => rank(a) - rank(b) || expiryRank(a) - expiryRank(b)
    case 'expires':
      return (a, b) => expiryRank(a) - expiryRank(b)
    case 'used':
      return (a, b) => (b.row.lastUsedAt ?? 0) - (a.row.lastUsedAt ?? 0)
  }
}

/**
 * Two sorted lists as one. Few comparisons when `few` is short: its places in `many` are found by halving, and
 * what lies between is taken over as it is.
 */
export function merge<Row extends Entry>(many: readonly Row[], few: readonly Row[], compare: Compare): Row[] {
  const merged: Row[] = []
  let from = 0
  for (const row of few) {
    const to = placeFor(row, many, from, compare)
    for (let index = from; index < to; index += 1) push(merged, many[index])
    merged.push(row)
    from = to
  }
  for (let index = from; index < many.length; index += 1) push(merged, many[index])
  return merged
}

function push<Row>(rows: Row[], row: Row | undefined): void {
  if (row !== undefined) rows.push(row)
}

/** The first place from `from` on before which nothing is greater than `row`. */
function placeFor<Row extends Entry>(row: Row, many: readonly Row[], from: number, compare: Compare): number {
  let [low, high] = [from, many.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = many[middle]
    if (other !== undefined && compare(other, row) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
