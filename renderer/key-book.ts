/**
 * Every key of the vault, found and sorted fast enough for a key press at 100,000 rows: text folded once per
 * row, one sorted order kept up by merging, and a search that goes on in its own last result.
 */
import { nextStateChange } from '../shared/expiry.ts'
import type { KeyId, KeyRow } from '../shared/model.ts'
import { narrows } from '../shared/query.ts'
import type { Query } from '../shared/query-language.ts'
import { compileQuery, entryOf, type Entry, type Facts, type Names } from '../shared/query-match.ts'
import { comparing, merge, type Sort } from './key-order.ts'
import { inView, type View } from './views.ts'

export interface Wanted {
  readonly view: View
  readonly query: Query
  readonly sort: Sort
}

export interface KeyBook {
  get(id: KeyId): KeyRow | undefined
  size(): number
  entries(): Iterable<Entry>
  /** Adds rows or takes newer ones in their place. */
  put(rows: readonly KeyRow[], names: Names): void
  drop(ids: readonly KeyId[]): void
  /** Folds the names of accounts and providers anew, for when they have changed. */
  rename(names: Names): void
  clear(): void
  /** The rows of a view that the query finds, in order. The same array as last time when nothing differs. */
  find(wanted: Wanted, facts: Facts): readonly Entry[]
}

interface Found {
  readonly wanted: Wanted
  readonly facts: Facts
  readonly order: readonly Entry[]
  readonly rows: readonly Entry[]
}

export function createKeyBook(): KeyBook {
  const all = new Map<KeyId, Entry>()
  const changed = new Set<KeyId>()
  let order: { readonly entries: readonly Entry[]; readonly sort: Sort; readonly facts: Facts } | undefined
  let last: Found | undefined

  /** Over this share of changed rows, sorting anew is as quick as merging. */
  const FEW = 0.25

  function sorted(sort: Sort, facts: Facts): readonly Entry[] {
    const compare = comparing(sort, facts)
    const usable = order !== undefined && sameSort(order.sort, sort) && sameOrder(order, sort, facts)
    if (order === undefined || !usable || changed.size > all.size * FEW)
      order = { entries: [...all.values()].sort(compare), sort, facts }
    else if (changed.size > 0) {
      const kept = order.entries.filter(({ row }) => !changed.has(row.id))
      const fresh = [...changed].map((id) => all.get(id)).filter((entry) => entry !== undefined)
      order = { entries: merge(kept, fresh.sort(compare), compare), sort, facts }
    }
    changed.clear()
    return order.entries
  }

  /** Sorting by state is sorting by the clock too. */
  function sameOrder(kept: { readonly facts: Facts }, { by }: Sort, facts: Facts): boolean {
    if (by !== 'state' || kept.facts.now === facts.now)
      return kept.facts.leadMs === facts.leadMs || by !== 'state'
    if (kept.facts.leadMs !== facts.leadMs) return false
    for (const { row } of all.values()) {
      const next = nextStateChange(row, kept.facts.now, facts.leadMs)
      if (next !== undefined && next <= facts.now) return false
    }
    return true
  }

  return {
    get: (id) => all.get(id)?.row,
    size: () => all.size,
    entries: () => all.values(),
    put(rows, names) {
      for (const row of rows) {
        all.set(row.id, entryOf(row, names))
        changed.add(row.id)
      }
    },
    drop(ids) {
      for (const id of ids) if (all.delete(id)) changed.add(id)
    },
    rename(names) {
      for (const { row } of all.values()) {
        all.set(row.id, entryOf(row, names))
        changed.add(row.id)
      }
    },
    clear() {
      all.clear()
      changed.clear()
      order = undefined
      last = undefined
    },
    find(wanted, facts) {
      const entries = sorted(wanted.sort, facts)
      const near = last?.order === entries && last.facts === facts ? last : undefined
      const found = search(entries, wanted, facts, near)
      last = { wanted, facts, order: entries, rows: found }
      return found
    },
  }
}

const sameSort = (a: Sort, b: Sort) => a.by === b.by && a.direction === b.direction

/** `near`: the last search, if it ran over the very same rows at the very same instant. */
function search(entries: readonly Entry[], wanted: Wanted, facts: Facts, near: Found | undefined) {
  const { view, query } = wanted
  const within = near?.wanted.view === view && narrows(near.wanted.query, query) ? near.rows : undefined
  const ground =
    within ?? (view.kind === 'all' ? entries : entries.filter(({ row }) => inView(row, view, facts)))
  if (query.terms.length === 0) return ground
  return ground.filter(compileQuery(query, facts))
}
