/** Finds keys by view and query. A search that only narrows the previous one filters its result. */
import { addedTerms, narrows } from '../../shared/search/query.ts'
import type { Query, Term } from '../../shared/search/query-language.ts'
import { compileQuery, type Facts } from '../../shared/search/query-match.ts'
import type { IndexEntry } from './index-entry.ts'
import type { Sort } from './key-order.ts'
import type { Order } from './sorted-keys.ts'
import { createTextIndex } from './text-index.ts'
import { inView, type View } from './views.ts'

export interface ListQuery {
  readonly view: View
  readonly query: Query
  readonly sort: Sort
}

interface Found {
  readonly listQuery: ListQuery
  readonly facts: Facts
  readonly order: Order
  readonly entries: readonly IndexEntry[]
}

/** Up to this size of the previous result, filtering it is faster than searching all keys. */
const FEW_ROWS = 2_000

/**
 * A full search visits the rows by place, which is their order in memory, and marks the matches. It then picks the marked rows in
 * sort order. Visiting the rows in sort order takes four times as long at 100,000 rows.
 */
export function createKeySearch() {
  const texts = createTextIndex()
  const byPlace: (IndexEntry | undefined)[] = []
  let last: Found | undefined

  function whole(order: Order, { view, query }: ListQuery, facts: Facts): readonly IndexEntry[] {
    if (view.kind === 'all' && query.terms.length === 0) return order.entries
    const marks = marked(view, query, facts)
    return order.entries.filter((_entry, index) => marks[order.places[index] ?? -1] === 1)
  }

  /** An array with 1 at the places of matching keys. Valid until the next call. */
  function marked(view: View, query: Query, facts: Facts): Uint8Array {
    const word = longestWord(query)
    const marks = word === undefined ? new Uint8Array(byPlace.length).fill(1) : texts.find(word.text)
    const terms = query.terms.filter((term) => term !== word?.term)
    if (view.kind !== 'all' || terms.length > 0) unmark(marks, testFor(view, { terms }, facts))
    return marks
  }

  function unmark(marks: Uint8Array, test: (entry: IndexEntry) => boolean): void {
    byPlace.forEach((entry, place) => {
      if (marks[place] === 1 && entry !== undefined && !test(entry)) marks[place] = 0
    })
  }

  /** The previous result, if it is short and contains every key that the new search can find. */
  function near(order: Order, { view, query }: ListQuery, facts: Facts): Found | undefined {
    const isSameGround = last?.order === order && last.facts === facts && last.listQuery.view === view
    if (last === undefined || !isSameGround || last.entries.length > FEW_ROWS) return undefined
    return narrows(last.listQuery.query, query) ? last : undefined
  }

  return {
    put(entry: IndexEntry) {
      byPlace[entry.place] = entry
      texts.put(entry.place, entry.text)
    },
    drop({ place }: IndexEntry) {
      byPlace[place] = undefined
      texts.drop(place)
    },
    /** How many of all keys the query finds. Does not replace the previous result, so the next search can still filter that. */
    count(query: Query, facts: Facts): number {
      const marks = marked({ kind: 'all' }, query, facts)
      return byPlace.reduce(
        (sum, entry, place) => (entry !== undefined && marks[place] === 1 ? sum + 1 : sum),
        0,
      )
    },
    find(order: Order, listQuery: ListQuery, facts: Facts): readonly IndexEntry[] {
      const ground = near(order, listQuery, facts)
      const entries =
        ground === undefined
          ? whole(order, listQuery, facts)
          : ground.entries.filter(compileQuery(addedTerms(ground.listQuery.query, listQuery.query), facts))
      last = { listQuery, facts, order, entries }
      return entries
    },
  }
}

function testFor(view: View, query: Query, facts: Facts): (entry: IndexEntry) => boolean {
  const test = compileQuery(query, facts)
  return view.kind === 'all' ? test : (entry) => inView(entry.row, view, facts) && test(entry)
}

/** The longest required word, on the assumption that the longest word leaves the fewest rows. */
function longestWord({ terms }: Query): { readonly term: Term; readonly text: string } | undefined {
  const words = terms.flatMap((term) =>
    !term.negated && term.sought.kind === 'text' ? [{ term, text: term.sought.text }] : [],
  )
  return words.toSorted((a, b) => b.text.length - a.text.length)[0]
}
