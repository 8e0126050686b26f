/** Defines the sort order of keys: by each column, in either direction. */
import { keyState, type KeyState } from '../../shared/expiry/expiry.ts'
import type { ListSort } from '../../shared/model/list-settings.ts'
import type { Entry, Facts } from '../../shared/search/query-match.ts'
import { byName, byText, byUrgency, type Compare } from '../../shared/search/urgency-order.ts'

export type Sort = ListSort

/** States that need action come first. */
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

/** A total order: keys that are equal in the column are sorted by name, then by id. */
export function comparing({ by, direction }: Sort, facts: Facts): Compare {
  const compare = columnCompare(by, facts)
  const sign = direction === 'up' ? 1 : -1
  return (a, b) => sign * compare(a, b) || byName(a, b)
}

function columnCompare(by: Sort['by'], { now, leadMs }: Facts): Compare {
  const rank = ({ row }: Entry) => STATE_RANK[keyState(row, now, leadMs)]
  switch (by) {
    case 'urgency':
      return byUrgency(now)
    case 'name':
      return byName
    case 'variable':
      return (a, b) =>
        Number(a.environment === '') - Number(b.environment === '') || byText(a.environment, b.environment)
    case 'account':
      return (a, b) => byText(a.sortAccount, b.sortAccount)
    case 'state':
      return (a, b) => rank(a) - rank(b) || a.sortExpiry - b.sortExpiry
    case 'expires':
      return (a, b) => a.sortExpiry - b.sortExpiry
    case 'used':
      return (a, b) => (b.row.lastUsedAt ?? 0) - (a.row.lastUsedAt ?? 0)
  }
}

/** For each entry of `few`, how many of `many` come before it. Both are sorted. Uses binary search, because `few` may be short and `many` long. */
export function placesAmong(many: readonly Entry[], few: readonly Entry[], compare: Compare): number[] {
  let from = 0
  return few.map((entry) => (from = placeFor(entry, many, from, compare)))
}

/** The index, at least `from`, at which `entry` belongs: after all entries that are not greater. */
function placeFor(entry: Entry, many: readonly Entry[], from: number, compare: Compare): number {
  let [low, high] = [from, many.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = many[middle]
    if (other !== undefined && compare(other, entry) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
