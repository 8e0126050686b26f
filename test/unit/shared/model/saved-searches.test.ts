import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import {
  isNameTaken,
  movedTo,
  placedAt,
  savedAs,
  withoutSearch,
  withSearch,
  type SavedSearch,
} from '../../../../shared/model/saved-searches.ts'
import { readableSearches, Settings } from '../../../../shared/model/settings.ts'

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const search = (number: number, own: Partial<SavedSearch> = {}): SavedSearch => ({
  id: idOf(number),
  name: `Search ${number}`,
  query: `env:${number}`,
  ...own,
})
const three = [search(1), search(2), search(3)]
const namesOf = (searches: readonly SavedSearch[]) => searches.map(({ name }) => name.at(-1)).join('')
const fits = (...savedSearches: readonly unknown[]) =>
  Settings.safeParse({ ...defaultSettings, savedSearches }).success

describe('the list of saved searches', () => {
  it('adds at the end, changes in place and removes one alone', () => {
    expect(namesOf(withSearch(three, search(4)))).toBe('1234')
    expect(withSearch(three, search(2, { query: 'tag:ci' })).map(({ query }) => query)).toEqual([
      'env:1',
      'tag:ci',
      'env:3',
    ])
    expect(namesOf(withoutSearch(three, idOf(2)))).toBe('13')
  })

  it.each([
    [1, 0, '123'],
    [1, 1, '213'],
    [1, 2, '231'],
    [3, 0, '312'],
    [3, -1, '312'],
    [1, 9, '231'],
  ])('moves search %i to place %i: %s', (number, place, order) =>
    expect(namesOf(movedTo(three, idOf(number), place))).toBe(order),
  )

  it('moves nothing that is gone', () => expect(movedTo(three, idOf(9), 0)).toBe(three))

  it('brings a removed one back to its place', () =>
    expect(placedAt(withoutSearch(three, idOf(2)), search(2), 1)).toEqual(three))

  it('knows a name apart from case, accents and blanks around it, but not its own', () => {
    const searches = [search(1, { name: 'Zürich' })]
    expect(isNameTaken(searches, ' zurich ')).toBe(true)
    expect(isNameTaken(searches, 'zurich', idOf(1))).toBe(false)
  })

  it('knows a query apart from the blanks around it', () => {
    expect(savedAs(three, ' env:2 ')).toBe(three[1])
    expect(savedAs(three, 'env:22')).toBeUndefined()
  })
})

describe('saved searches as a setting', () => {
  it.each([
    ['a list in any order', three],
    ['60 characters of a name, as people count them', [search(1, { name: '👩‍👩‍👧'.repeat(60) })]],
    ['500 characters of a query', [search(1, { query: 'q'.repeat(500) })]],
    ['an order', [search(1, { sort: { by: 'urgency', direction: 'up' } })]],
    ['50 searches', Array.from({ length: 50 }, (_, index) => search(index))],
  ])('take %s', (_, searches) => expect(fits(...searches)).toBe(true))

  it.each([
    ['a name of nothing', [search(1, { name: '' })]],
    ['blanks around a name', [search(1, { name: ' prod' })]],
    ['61 characters of a name', [search(1, { name: 'n'.repeat(61) })]],
    ['a control character', [search(1, { name: 'a\u0007b' })]],
    ['a turned reading direction', [search(1, { name: 'a\u202eb' })]],
    ['an empty query', [search(1, { query: '' })]],
    ['a query of blanks', [search(1, { query: '  ' })]],
    ['501 characters of a query', [search(1, { query: 'q'.repeat(501) })]],
    ['an id that is none', [search(1, { id: 'one' })]],
    ['an order by nothing', [{ ...search(1), sort: { by: 'colour', direction: 'up' } }]],
    ['a field of another kind', [{ ...search(1), secret: 'x' }]],
    ['two with one id', [search(1), search(1, { name: 'Other' })]],
    ['two with one name', [search(1, { name: 'Prod' }), search(2, { name: 'prod' })]],
    ['51 searches', Array.from({ length: 51 }, (_, index) => search(index))],
  ])('refuse %s', (_, searches) => expect(fits(...searches)).toBe(false))

  it('are read as far as they can be: one that cannot does not take the others with it', () => {
    const stored = [search(1), { id: 7 }, null, search(2, { name: 'x'.repeat(61) }), search(1), search(3)]
    expect(readableSearches(stored)).toEqual([search(1), search(3)])
    expect(readableSearches('nothing')).toEqual([])
    expect(readableSearches({ 0: search(1) })).toEqual([])
  })
})
