/** The names that occur in this vault, for suggestions. Gathered once per change of the rows, and only when asked for. */
import type { KnownWords } from '../../../shared/query-suggest.ts'
import { useVault } from '../../store.ts'

let last: { readonly revision: number; readonly words: KnownWords } | undefined

export function knownWords(): KnownWords {
  const { book, bookRevision, accounts, providers } = useVault.getState()
  if (last?.revision === bookRevision) return last.words
  const tags = new Set<string>()
  const environments = new Set<string>()
  for (const { row } of book.entries()) {
    for (const tag of row.tags) tags.add(tag)
    if (row.environment !== '') environments.add(row.environment)
  }
  const words = {
    providers: [...providers.values()].map(({ name }) => name).sort(),
    accounts: [...accounts.values()].map(({ name }) => name).sort(),
    tags: [...tags].sort(),
    environments: [...environments].sort(),
  }
  last = { revision: bookRevision, words }
  return words
}
