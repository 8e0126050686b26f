/** Parses a search from the words of a call. An unknown term is an error here; the window, which searches while the user types, only marks it. */
import type { Query, QueryProblem } from '../../shared/search/query-language.ts'
import { mended } from '../../shared/search/query-mend.ts'
import { parseQuery } from '../../shared/search/query.ts'
import { usage } from './command.ts'
import { SEARCH } from './search-messages.ts'

/**
 * The words are one text, as if typed into the window's search field. Throws `CommandStop` with exit code 2 for a term of the search language
 * that cannot be read.
 */
export function parseSearch(words: readonly string[]): Query {
  const { query, problems } = parseQuery(words.join(' '))
  const [first] = problems
  if (first === undefined) return query
  throw usage(problemWords(first), ...hint(first))
}

function problemWords({ why, text }: QueryProblem): string {
  switch (why) {
    case 'missing-value':
      return SEARCH.missingValue(text)
    case 'unknown-operator':
      return SEARCH.unknownFilter(text)
    case 'unknown-value':
      return SEARCH.unknownValue(text)
  }
}

function hint({ text, why }: QueryProblem): readonly string[] {
  const better = mended(text)
  if (better !== undefined) return [SEARCH.didYouMean(better)]
  return why === 'unknown-operator' ? [SEARCH.quote(text)] : []
}
