/**
 * Every key of the vault, found and sorted fast enough for a key press at 100,000 rows. Three hands do the work:
 * the order is kept up by merging, texts lie in an index, and a search goes on in its own last result.
 */
import type { KeyId, KeyRow } from '../../shared/model/model.ts'
import { entryOf, type Facts, type Names } from '../../shared/search/query-match.ts'
import type { Query } from '../../shared/search/query-language.ts'
import type { IndexEntry } from './index-entry.ts'
import { createKeySearch, type Wanted } from './key-search.ts'
import type { Sort } from './key-order.ts'
import { createSortedKeys } from './sorted-keys.ts'

export interface KeyIndex {
  get(id: KeyId): KeyRow | undefined
  size(): number
  rows(): Iterable<KeyRow>
  /** Adds rows or takes newer ones in their place. */
  put(rows: readonly KeyRow[], names: Names): void
  drop(ids: readonly KeyId[]): void
  /** Folds the names of accounts and providers anew, for when they have changed. */
  rename(names: Names): void
  clear(): void
  /** Brings the order up to date, which `find` else does. */
  arrange(sort: Sort, facts: Facts): void
  /** The rows of a view that the query finds, in order. */
  find(wanted: Wanted, facts: Facts): readonly IndexEntry[]
  /** How many of all keys the query finds. */
  count(query: Query, facts: Facts): number
}

export function createKeyIndex(): KeyIndex {
  const all = new Map<KeyId, IndexEntry>()
  // Beside the entries: every key is gone through several times a second while a sync runs, and a generator costs more than what is done.
  const rows = new Map<KeyId, KeyRow>()
  const free: number[] = []
  let sorted = createSortedKeys(all)
  let search = createKeySearch()

  function putRow(row: KeyRow, names: Names): void {
    const before = all.get(row.id)
    const entry = { ...entryOf(row, names), place: before?.place ?? free.pop() ?? all.size }
    all.set(row.id, entry)
    rows.set(row.id, row)
    search.put(entry)
    if (before === undefined) sorted.added(entry)
    else sorted.invalidate(entry)
  }

  return {
    get: (id) => rows.get(id),
    size: () => all.size,
    rows: () => rows.values(),
    put: (newer, names) => newer.forEach((row) => putRow(row, names)),
    drop(ids) {
      for (const id of ids) {
        const entry = all.get(id)
        if (entry === undefined) continue
        all.delete(id)
        rows.delete(id)
        free.push(entry.place)
        search.drop(entry)
        sorted.invalidate(entry)
      }
    },
    rename: (names) => [...rows.values()].forEach((row) => putRow(row, names)),
    clear() {
      all.clear()
      rows.clear()
      free.length = 0
      sorted = createSortedKeys(all)
      search = createKeySearch()
    },
    arrange: (sort, facts) => void sorted.in(sort, facts),
    count: (query, facts) => search.count(query, facts),
    find: (wanted, facts) => search.find(sorted.in(wanted.sort, facts), wanted, facts),
  }
}
