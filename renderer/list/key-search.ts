/** Finds keys by view and query. A search that only narrows the last one goes on in its result. */
import { addedTerms, narrows } from '../../shared/search/query.ts'
import type { Query, Term } from '../../shared/search/query-language.ts'
import { compileQuery, type Facts } from '../../shared/search/query-match.ts'
import type { IndexEntry } from './index-entry.ts'
import type { Sort } from './key-order.ts'
import type { Order } from './sorted-keys.ts'
import { createTextIndex } from './text-index.ts'
import { inView, type View } from './views.ts'

export interface Wanted {
  readonly view: View
  readonly query: Query
  readonly sort: Sort
}

interface Found {
  readonly wanted: Wanted
  readonly facts: Facts
  readonly order: Order
  readonly entries: readonly IndexEntry[]
}

/** Up to this many rows of the last result, looking at each is quicker than searching all. */
const FEW_ROWS = 2_000

/**
 * A whole search goes through the rows by place, which is how they lie in memory, and marks what it finds; only
 * then are the marked ones picked in order. In order at once takes four times as long at 100,000 rows.
 */
export function createKeySearch() {
  const texts = createTextIndex()
  const byPlace: (IndexEntry | undefined)[] = []
  let last: Found | undefined

  function whole(order: Order, { view, query }: Wanted, facts: Facts): readonly IndexEntry[] {
    if (view.kind === 'all' && query.terms.length === 0) return order.entries
    const marks = marked(view, query, facts)
    return order.entries.filter((_entry, index) => marks[order.places[index] ?? -1] === 1)
  }

  /** 1 at the places of what is found. Valid until the next call. */
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

  /** The last result, if everything that is wanted now lies in it and it is short. */
  function near(order: Order, { view, query }: Wanted, facts: Facts): Found | undefined {
    const isSameGround = last?.order === order && last.facts === facts && last.wanted.view === view
    if (last === undefined || !isSameGround || last.entries.length > FEW_ROWS) return undefined
    return narrows(last.wanted.query, query) ? last : undefined
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
    /** How many keys of all `find` would find. The last result stays what a search goes on in. */
    count(query: Query, facts: Facts): number {
      const marks = marked({ kind: 'all' }, query, facts)
      return byPlace.reduce(
        (sum, entry, place) => (entry !== undefined && marks[place] === 1 ? sum + 1 : sum),
        0,
      )
    },
    find(order: Order, wanted: Wanted, facts: Facts): readonly IndexEntry[] {
      const ground = near(order, wanted, facts)
      const entries =
        ground === undefined
          ? whole(order, wanted, facts)
          : ground.entries.filter(compileQuery(addedTerms(ground.wanted.query, wanted.query), facts))
      last = { wanted, facts, order, entries }
      return entries
    },
  }
}

function testFor(view: View, query: Query, facts: Facts): (entry: IndexEntry) => boolean {
  const test = compileQuery(query, facts)
  return view.kind === 'all' ? test : (entry) => inView(entry.row, view, facts) && test(entry)
}

/** The word that must occur and leaves the fewest rows, going by its length. */
function longestWord({ terms }: Query): { readonly term: Term; readonly text: string } | undefined {
  const words = terms.flatMap((term) =>
    !term.negated && term.sought.kind === 'text' ? [{ term, text: term.sought.text }] : [],
  )
  return words.toSorted((a, b) => b.text.length - a.text.length)[0]
}
