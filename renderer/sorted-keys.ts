/** All keys in one order: sorted when the order is new, kept up by merging in what has changed since. */
import { nextStateChange } from '../shared/expiry.ts'
import type { KeyId } from '../shared/model.ts'
import type { Facts } from '../shared/query-match.ts'
import type { BookEntry } from './key-book.ts'
import { comparing, merge, type Sort } from './key-order.ts'

/** Entries in order, and their places beside them: going through numbers does not touch a hundred thousand objects. */
export interface Order {
  readonly entries: readonly BookEntry[]
  readonly places: Uint32Array
}

interface Kept extends Order {
  readonly sort: Sort
  readonly facts: Facts
}

/** Over this share of changed rows, sorting anew is as quick as merging. */
const FEW = 0.25

/** `all` changes in place; whoever changes it tells which entry is new or gone. */
export function createSortedKeys(all: ReadonlyMap<KeyId, BookEntry>) {
  const changed = new Map<KeyId, number>()
  let kept: Kept | undefined

  function mended({ entries, places }: Kept, compare: ReturnType<typeof comparing>): BookEntry[] {
    const spoilt = new Set(changed.values())
    const rest = entries.filter((_entry, index) => !spoilt.has(places[index] ?? -1))
    const fresh = [...changed.keys()].map((id) => all.get(id)).filter((entry) => entry !== undefined)
    return merge(rest, fresh.sort(compare), compare)
  }

  return {
    touch: ({ row, place }: BookEntry) => void changed.set(row.id, place),
    /** The same object as last time when neither rows nor order have changed. */
    in(sort: Sort, facts: Facts): Order {
      const last = kept !== undefined && isSameOrder(kept, sort, facts, all) ? kept : undefined
      if (last !== undefined && changed.size === 0) return last
      const compare = comparing(sort, facts)
      const entries =
        last !== undefined && changed.size <= all.size * FEW
          ? mended(last, compare)
          : [...all.values()].sort(compare)
      changed.clear()
      const places = new Uint32Array(entries.length)
      entries.forEach(({ place }, index) => {
        places[index] = place
      })
      kept = { entries, places, sort, facts }
      return kept
    },
  }
}

/** Sorting by state is sorting by the clock and the lead time too. */
function isSameOrder(kept: Kept, sort: Sort, facts: Facts, all: ReadonlyMap<KeyId, BookEntry>): boolean {
  if (kept.sort.by !== sort.by || kept.sort.direction !== sort.direction) return false
  if (sort.by !== 'state') return true
  if (kept.facts.leadMs !== facts.leadMs || facts.now < kept.facts.now) return false
  for (const { row } of all.values()) {
    const next = nextStateChange(row, kept.facts.now, facts.leadMs)
    if (next !== undefined && next <= facts.now) return false
  }
  return true
}
