/** Keeps all keys in one sort order: sorts them when the order is new, and merges later changes into it. */
import { nextStateChange } from '../../shared/expiry/expiry.ts'
import { nextGroupChange } from '../../shared/expiry/key-groups.ts'
import type { KeyId, KeyRow } from '../../shared/model/model.ts'
import type { Facts } from '../../shared/search/query-match.ts'
import type { IndexEntry } from './index-entry.ts'
import type { Compare } from '../../shared/search/urgency-order.ts'
import { comparing, placesAmong, type Sort } from './key-order.ts'

/** Entries in order, with their places in a separate array, because a loop over numbers does not touch 100,000 objects. */
export interface Order {
  readonly entries: readonly IndexEntry[]
  readonly places: Uint32Array
}

interface Kept {
  readonly order: Order
  readonly sort: Sort
  /** The latest facts that the order is known to be valid for. Keys are checked once per change of the clock, not once per key press. */
  readonly facts: Facts
}

/** Above this share of changed rows, sorting again is as fast as merging. */
const FEW = 0.5

/** `all` changes in place. The caller that changes it reports each new, replaced or deleted entry. */
export function createSortedKeys(all: ReadonlyMap<KeyId, IndexEntry>) {
  const changed = new Set<KeyId>()
  /** Places of entries that were deleted or replaced. */
  const invalid = new Set<number>()
  let kept: Kept | undefined

  function mended(last: Order, compare: Compare): Order {
    const fresh = [...changed].map((id) => all.get(id)).filter((entry) => entry !== undefined)
    return merged(without(last, invalid), fresh.sort(compare), compare)
  }

  function arranged(last: Order | undefined, compare: Compare): Order {
    const order =
      last !== undefined && changed.size <= all.size * FEW
        ? mended(last, compare)
        : ordered([...all.values()].sort(compare))
    changed.clear()
    invalid.clear()
    return order
  }

  return {
    added: ({ row }: IndexEntry) => void changed.add(row.id),
    /** Reports that the key's entry was replaced or deleted. */
    invalidate({ row, place }: IndexEntry) {
      changed.add(row.id)
      invalid.add(place)
    },
    /** Returns the same object as last time if neither the rows nor the order have changed. */
    in(sort: Sort, facts: Facts): Order {
      const last = kept !== undefined && isSameOrder(kept, sort, facts, all) ? kept.order : undefined
      const order = last !== undefined && changed.size === 0 ? last : arranged(last, comparing(sort, facts))
      kept = { order, sort, facts }
      return order
    },
  }
}

const ordered = (entries: readonly IndexEntry[]): Order => ({
  entries,
  places: Uint32Array.from(entries, ({ place }) => place),
})

function without({ entries, places }: Order, invalid: ReadonlySet<number>): Order {
  if (invalid.size === 0) return { entries, places }
  return {
    entries: entries.filter((_entry, index) => !invalid.has(places[index] ?? -1)),
    places: places.filter((place) => !invalid.has(place)),
  }
}

/** Merges `fresh` into the order. Copies the places between them in whole ranges; reading each entry's place costs more than all the rest. */
function merged(order: Order, fresh: readonly IndexEntry[], compare: Compare): Order {
  const entries: IndexEntry[] = []
  const places = new Uint32Array(order.entries.length + fresh.length)
  let from = 0
  const takeOver = (to: number) => {
    places.set(order.places.subarray(from, to), entries.length)
    for (const entry of order.entries.slice(from, to)) entries.push(entry)
    from = to
  }
  const before = placesAmong(order.entries, fresh, compare)
  fresh.forEach((entry, index) => {
    takeOver(before[index] ?? 0)
    places[entries.length] = entry.place
    entries.push(entry)
  })
  takeOver(order.entries.length)
  return { entries, places }
}

/** Whether the order is still valid. The order by state also depends on the clock and the lead time, the order by urgency on the clock. */
function isSameOrder(kept: Kept, sort: Sort, facts: Facts, all: ReadonlyMap<KeyId, IndexEntry>): boolean {
  if (kept.sort.by !== sort.by || kept.sort.direction !== sort.direction) return false
  const { now, leadMs } = kept.facts
  if (kept.facts === facts) return true
  if (sort.by === 'urgency') return isStill(all, facts, now, (row) => nextGroupChange(row, now))
  if (sort.by !== 'state') return true
  return leadMs === facts.leadMs && isStill(all, facts, now, (row) => nextStateChange(row, now, leadMs))
}

/** Whether no row has changed by time alone since `from`, in epoch milliseconds. */
function isStill(
  all: ReadonlyMap<KeyId, IndexEntry>,
  { now }: Facts,
  from: number,
  nextOf: (row: KeyRow) => number | undefined,
): boolean {
  if (now < from) return false
  for (const { row } of all.values()) {
    const next = nextOf(row)
    if (next !== undefined && next <= now) return false
  }
  return true
}
