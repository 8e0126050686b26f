import { describe, expect, it } from 'vitest'
import { providerGroups } from '../../../renderer/screens/connect/provider-groups.ts'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { metadataOf } from '../../../electron/providers/registry.ts'
import atlas from '../../../electron/providers/catalog/ripe-atlas.ts'

const provider = (name: string, more: Partial<ProviderMetadata> = {}): ProviderMetadata => ({
  ...metadataOf(atlas),
  id: name.toLowerCase(),
  name,
  summary: `List and delete keys of ${name}.`,
  keyNoun: 'API key',
  ...more,
})
const ALL = [
  provider('Alpha'),
  provider('Béta', { isPopular: true, keyNoun: 'access token' }),
  provider('Gamma', { isPopular: true }),
  provider('Delta', { kinds: [{ id: 'team', keyNoun: 'team token', cannot: [] }] }),
]
const namesIn = (used: readonly string[], query = '') =>
  providerGroups(ALL, new Set(used), query).map(
    ({ kind, providers }) => [kind, providers.map(({ name }) => name)] as const,
  )

describe('the chooser of providers', () => {
  it('shows what is used here, then the popular ones, then the others, and no empty group', () => {
    expect(namesIn(['gamma'])).toEqual([
      ['used', ['Gamma']],
      ['popular', ['Béta']],
      ['others', ['Alpha', 'Delta']],
    ])
    expect(namesIn([])).toEqual([
      ['popular', ['Béta', 'Gamma']],
      ['others', ['Alpha', 'Delta']],
    ])
  })

  it('shows what the user described before the others, unless its description cannot be read', () => {
    const described = (name: string, state: 'confirmed' | 'unconfirmed' | 'unreadable') =>
      provider(name, { described: { state, locked: [] } })
    const all = [
      ...ALL,
      described('Mine', 'unconfirmed'),
      described('Ours', 'confirmed'),
      described('Lost', 'unreadable'),
    ]
    const names = (used: readonly string[], query = '') =>
      providerGroups(all, new Set(used), query).map(({ kind, providers }) => [
        kind,
        providers.map(({ name }) => name),
      ])
    expect(names(['ours']).slice(0, 2)).toEqual([
      ['used', ['Ours']],
      ['described', ['Mine']],
    ])
    expect(names([], 'lost')).toEqual([])
  })

  it.each([
    ['beta', ['Béta']],
    [' TOKEN ', ['Béta', 'Delta']],
    ['delta list', ['Delta']],
    ['a', ['Alpha', 'Béta', 'Gamma', 'Delta']],
  ])('finds by %j, names first', (query, names) => {
    expect(namesIn(['gamma'], query)).toEqual([['found', names]])
  })

  it('finds nothing for other words, and everything for blanks', () => {
    expect(namesIn([], 'omega')).toEqual([])
    expect(namesIn([], '  ')).toHaveLength(2)
  })
})
