/** Messages for a search term that could not be used, and the corrected search. Pure. */
import type { QueryProblem } from '../../shared/search/query-language.ts'
import { mended } from '../../shared/search/query-mend.ts'
import { tokens } from '../../shared/search/query-tokens.ts'

/** One sentence that names the term. `isText`: the term is searched for as plain text. */
export function problemWords({ why, text, isText }: QueryProblem): string {
  const term = `“${text}”`
  if (why === 'missing-value') return `${term} needs a value`
  if (why === 'unknown-operator')
    return isText
      ? `${term}: unknown filter, searching as text`
      : `${term} is an unknown filter. Put text in quotes`
  const operator = tokens(text)[0]?.operator
  return operator === 'is'
    ? `${term} isn’t a state of a key`
    : `${term} isn’t a date. Try 2026-12, <30d or never`
}

export interface Mend {
  readonly label: string
  /** The whole search text, with this one term replaced. */
  readonly queryText: string
}

export function mendOf(queryText: string, { text, from, to }: QueryProblem): Mend | undefined {
  const better = mended(text)
  if (better === undefined) return undefined
  return {
    label: `Did you mean ${better}?`,
    queryText: queryText.slice(0, from) + better + queryText.slice(to),
  }
}
