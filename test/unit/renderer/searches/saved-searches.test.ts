import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { suggestedName, currentSearch } from '../../../../renderer/vault/saved-searches.ts'
import { useVault } from '../../../../renderer/vault/store.ts'
import { initialState, type VaultState } from '../../../../renderer/vault/vault-state.ts'
import { whyNotSaved } from '../../../../renderer/screens/searches/why-not-saved.ts'
import { windowCommandApplies } from '../../../../renderer/commands/window-commands.ts'
import { commandsOfSearch } from '../../../../renderer/commands/commands-of-search.ts'
import { listed } from '../../../../renderer/list/visible-list.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { SavedSearch } from '../../../../shared/model/saved-searches.ts'

const saved = (name: string, query: string): SavedSearch => ({ id: name, name, query })
const many = Array.from({ length: 50 }, (_, index) => saved(`s${index}`, `env:${index}`))

function typed(queryText: string, savedSearches: readonly SavedSearch[] = []): VaultState {
  const state = { ...initialState(), settings: { ...defaultSettings, savedSearches } }
  return { ...state, ...listed(state, { queryText }) }
}

beforeEach(() => useVault.setState(initialState()))
afterEach(() => useVault.setState(initialState()))

describe('a typed search', () => {
  it.each([
    ['is:expiring env:prod', undefined],
    ['arn:aws:iam', undefined], // text that only looks like a filter
    ['  ', 'Type a search first'],
    ['is:expirng', '“is:expirng” isn’t a state of a key'],
    ['prod tag:', '“tag:” needs a value'],
    ['q'.repeat(501), 'Only searches of up to 500 characters can be saved'],
  ])('%s: %s', (text, why) => expect(whyNotSaved(typed(text))).toBe(why))

  it('is not saved beside 50 others, but one of them can be renamed', () => {
    expect(whyNotSaved(typed('env:new', many))).toBe('50 searches are saved. Remove one first')
    expect(whyNotSaved(typed('env:7', many))).toBeUndefined()
  })

  it('offers to be saved as a command, also where it cannot be: then it says why', () => {
    expect(windowCommandApplies('save-search')).toBe(false)
    useVault.setState(typed('is:expirng'))
    expect(windowCommandApplies('save-search')).toBe(true)
  })

  it('is the current saved search only among all keys', () => {
    const state = typed(' env:7 ', many)
    expect(currentSearch(state)?.name).toBe('s7')
    expect(currentSearch({ ...state, view: { kind: 'favourites' } })).toBeUndefined()
    expect(currentSearch(typed('', many))).toBeUndefined()
  })
})

describe('the name that is offered', () => {
  it('is the query itself, as far as it fits', () => {
    expect(suggestedName([], 'is:expiring   env:prod')).toBe('is:expiring env:prod')
    expect(suggestedName([], 'q'.repeat(300))).toBe('q'.repeat(60))
  })

  it('is a free one', () => {
    const others = [saved('prod', 'a'), saved('PROD 2', 'b')]
    expect(suggestedName(others, 'prod')).toBe('prod 3')
  })
})

describe('the commands of a saved search', () => {
  const [first, second, last] = [saved('a', 'env:a'), saved('b', 'env:b'), saved('c', 'env:c')]
  const idsOf = (search: SavedSearch) => commandsOfSearch(search).map(({ id }) => id)

  it('move it only where there is room', () => {
    useVault.setState(typed('', [first, second, last]))
    expect(idsOf(first)).toEqual(['rename-search', 'search-down', 'remove-search'])
    expect(idsOf(second)).toEqual(['rename-search', 'search-up', 'search-down', 'remove-search'])
    expect(idsOf(last)).toEqual(['rename-search', 'search-up', 'remove-search'])
  })

  it('change it to a search that can be saved and is not saved yet', () => {
    useVault.setState(typed('env:new', [first]))
    expect(idsOf(first)).toContain('change-search')
    useVault.setState(typed('env:a', [first]))
    expect(idsOf(first)).not.toContain('change-search')
    useVault.setState(typed('is:expirng', [first]))
    expect(idsOf(first)).not.toContain('change-search')
  })
})
