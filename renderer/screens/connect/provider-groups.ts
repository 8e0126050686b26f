/** The providers to choose from, in the chooser's order: those in use, those that the user described, the popular ones, the others. Pure. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { fold } from '../../../shared/search/fold.ts'

export interface ProviderGroup {
  /** `found`: the providers that match a search. */
  readonly kind: 'used' | 'described' | 'popular' | 'others' | 'found'
  readonly providers: readonly ProviderMetadata[]
}

/** Each provider once; no group is empty. `used`: the ids of the providers with an account. */
export function providerGroups(
  providers: Iterable<ProviderMetadata>,
  used: ReadonlySet<string>,
  query: string,
): readonly ProviderGroup[] {
  // A provider whose description cannot be read cannot be used.
  const all = [...providers].filter(({ described }) => described?.state !== 'unreadable')
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length > 0) return filled([{ kind: 'found', providers: found(all, words) }])
  const isUsed = ({ id }: ProviderMetadata) => used.has(id)
  const isDescribed = (one: ProviderMetadata) => one.described !== undefined && !isUsed(one)
  const isPopular = (one: ProviderMetadata) => one.isPopular === true && !isUsed(one)
  return filled([
    { kind: 'used', providers: all.filter(isUsed) },
    { kind: 'described', providers: all.filter(isDescribed) },
    { kind: 'popular', providers: all.filter(isPopular) },
    { kind: 'others', providers: all.filter((one) => !isUsed(one) && !isDescribed(one) && !isPopular(one)) },
  ])
}

const filled = (groups: readonly ProviderGroup[]) => groups.filter(({ providers }) => providers.length > 0)

/** Providers with every word in their name come first, then those that match only in their other texts. */
function found(
  providers: readonly ProviderMetadata[],
  words: readonly string[],
): readonly ProviderMetadata[] {
  const has = (text: string) => {
    const folded = fold(text)
    return words.every((word) => folded.includes(word))
  }
  const byName = providers.filter(({ name }) => has(name))
  const byWords = ({ name, summary, keyNoun, kinds = [] }: ProviderMetadata) =>
    has([name, summary, keyNoun, ...kinds.map((kind) => kind.keyNoun)].join(' '))
  return [...byName, ...providers.filter((one) => !byName.includes(one) && byWords(one))]
}
