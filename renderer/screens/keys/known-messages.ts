/** The names that occur in this vault, for suggestions. Collected at most once per change of the rows, and only on request. */
import type { KnownWords } from '../../../shared/search/query-suggest.ts'
import { useVault } from '../../vault/store.ts'

let last: { readonly revision: number; readonly words: KnownWords } | undefined

export function knownWords(): KnownWords {
  const { keyIndex, indexRevision, accounts, providers } = useVault.getState()
  if (last?.revision === indexRevision) return last.words
  const found = {
    tags: new Set<string>(),
    environments: new Set<string>(),
    permissions: new Set<string>(),
    targets: new Set<string>(),
  }
  for (const row of keyIndex.rows()) {
    row.tags.forEach((tag) => found.tags.add(tag))
    if (row.environment !== '') found.environments.add(row.environment)
    row.permissions?.forEach((permission) => found.permissions.add(permission))
    row.targets?.forEach((target) => found.targets.add(target))
  }
  const words = {
    providers: [...providers.values()].map(({ name }) => name).sort(),
    accounts: [...accounts.values()].map(({ name }) => name).sort(),
    tags: [...found.tags].sort(),
    environments: [...found.environments].sort(),
    permissions: [...found.permissions].sort(),
    targets: [...found.targets].sort(),
  }
  last = { revision: indexRevision, words }
  return words
}
