/**
 * Indexes every key of the vault. Finds and sorts fast enough to follow typing at 100,000 rows, by three means: merging keeps the order
 * up to date, a text index holds the texts, and a narrower search filters the previous result.
 */
import type { AccountId, KeyId, KeyRow } from '../../shared/model/model.ts'
import { entryOf, type Facts, type Names } from '../../shared/search/query-match.ts'
import type { Query } from '../../shared/search/query-language.ts'
import type { IndexEntry } from './index-entry.ts'
import { createKeySearch, type ListQuery } from './key-search.ts'
import type { Sort } from './key-order.ts'
import { createSortedKeys } from './sorted-keys.ts'

export interface KeyIndex {
  get(id: KeyId): KeyRow | undefined
  /** The key with its place. A key keeps its place until it leaves the vault or the index is cleared. */
  readonly entry: (id: KeyId) => IndexEntry | undefined
  /** The account of the key at a place. */
  readonly ownerAt: (place: number) => AccountId | undefined
  size(): number
  rows(): Iterable<KeyRow>
  /** Adds rows, or replaces those with the same id. */
  put(rows: readonly KeyRow[], names: Names): void
  drop(ids: readonly KeyId[]): void
  /** Rebuilds every entry after names of accounts or providers have changed. */
  rename(names: Names): void
  clear(): void
  /** Brings the order up to date, which `find` would otherwise do. */
  arrange(sort: Sort, facts: Facts): void
  /** The rows of a view that the query finds, in order. */
  find(listQuery: ListQuery, facts: Facts): readonly IndexEntry[]
  /** How many of all keys the query finds. */
  count(query: Query, facts: Facts): number
}

export function createKeyIndex(): KeyIndex {
  const all = new Map<KeyId, IndexEntry>()
  // A second map, because every row is visited several times a second during a sync; a generator over `all` costs more than the work itself.
  const rows = new Map<KeyId, KeyRow>()
  /**
   * The account of the key at each place, with one string for each account. Reading and comparing the strings of 100,000 rows takes longer than a
   * frame.
   */
  const owners: (AccountId | undefined)[] = []
  const accounts = new Map<AccountId | undefined, AccountId | undefined>()
  const free: number[] = []
  let sorted = createSortedKeys(all)
  let search = createKeySearch()

  function putRow(row: KeyRow, names: Names): void {
    const before = all.get(row.id)
    const entry = { ...entryOf(row, names), place: before?.place ?? free.pop() ?? all.size }
    all.set(row.id, entry)
    rows.set(row.id, row)
    if (!accounts.has(row.account)) accounts.set(row.account, row.account)
    owners[entry.place] = accounts.get(row.account)
    search.put(entry)
    if (before === undefined) sorted.added(entry)
    else sorted.invalidate(entry)
  }

  return {
    get: (id) => rows.get(id),
    entry: (id) => all.get(id),
    ownerAt: (place) => owners[place],
    size: () => all.size,
    rows: () => rows.values(),
    put: (newer, names) => newer.forEach((row) => putRow(row, names)),
    drop(ids) {
      for (const id of ids) {
        const entry = all.get(id)
        if (entry === undefined) continue
        all.delete(id)
        rows.delete(id)
        owners[entry.place] = undefined
        free.push(entry.place)
        search.drop(entry)
        sorted.invalidate(entry)
      }
    },
    rename: (names) => [...rows.values()].forEach((row) => putRow(row, names)),
    clear() {
      all.clear()
      rows.clear()
      owners.length = 0
      accounts.clear()
      free.length = 0
      sorted = createSortedKeys(all)
      search = createKeySearch()
    },
    arrange: (sort, facts) => void sorted.in(sort, facts),
    count: (query, facts) => search.count(query, facts),
    find: (listQuery, facts) => search.find(sorted.in(listQuery.sort, facts), listQuery, facts),
  }
}
