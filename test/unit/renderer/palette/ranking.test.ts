import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import { MOST_ROWS, ranked, sectionOf } from '../../../../renderer/palette/ranking.ts'
import { createKeyIndex } from '../../../../renderer/list/key-index.ts'
import type { KeyRow } from '../../../../shared/model/model.ts'
import { parseQuery } from '../../../../shared/search/query.ts'
import { accountId, keyId, keyRow, NOW } from '../sample-rows.ts'

const facts = { now: NOW, leadMs: 0, policy: defaultSettings, isOpen: () => false }
const names = {
  accountName: (id: string) => (id === 'prod' ? 'Production' : 'Lab'),
  providerName: () => undefined,
}

/** The names that the palette shows for `text`. */
function found(text: string, ...rows: readonly Partial<KeyRow>[]): string[] {
  const keyIndex = createKeyIndex()
  keyIndex.put(
    rows.map((own, index) => keyRow({ id: keyId(`k${index}`), handle: undefined, ...own })),
    names,
  )
  const { query } = parseQuery(text)
  const sort = { by: 'name', direction: 'up' } as const
  return ranked(keyIndex.find({ view: { kind: 'all' }, query, sort }, facts), query).map(
    ({ row }) => row.name,
  )
}

describe('the order of what was found', () => {
  it('begins with names that begin so, then names with a word that does, then the rest', () => {
    const rows = ['reprod', 'grafana-prod', 'prod-db'].map((name) => ({ name }))
    expect(found('prod', ...rows)).toEqual(['prod-db', 'grafana-prod', 'reprod'])
  })

  it('puts the name that was typed whole before longer ones, favourites too', () => {
    const rows = [{ name: 'prod-2', favourite: true }, { name: 'prod' }]
    expect(found('prod', ...rows)).toEqual(['prod', 'prod-2'])
  })

  it('puts a name before an account, a tag or a variable, and those before notes', () => {
    const rows = [
      { name: 'a', notes: 'for prod' },
      { name: 'b', account: accountId('prod') },
      { name: 'c', tags: ['prod'] },
      { name: 'd', environment: 'PROD_KEY' },
      { name: 'my-prod' },
    ]
    expect(found('prod', ...rows)).toEqual(['my-prod', 'b', 'c', 'd', 'a'])
  })

  it('weighs every word', () => {
    expect(found('db prod', { name: 'a-prod-db' }, { name: 'db-prod' })).toEqual(['db-prod', 'a-prod-db'])
  })

  it('is about folded text', () => expect(found('zurich', { name: 'Zürich' })).toEqual(['Zürich']))

  it('among equals has favourites first, then what was copied last, then names', () => {
    const rows = [
      { name: 'd' },
      { name: 'c', copiedAt: NOW - 9_000 },
      { name: 'b', copiedAt: NOW - 5_000 },
      { name: 'z', favourite: true },
      { name: 'a' },
    ]
    expect(found('', ...rows)).toEqual(['z', 'b', 'c', 'a', 'd'])
  })

  it('has a favourite without its secret behind what can be copied', () => {
    expect(found('', { name: 'a', favourite: true, secret: 'missing' }, { name: 'b' })).toEqual(['b', 'a'])
  })

  it('never begins with a key that its provider has deleted, favourite or not', () => {
    const rows = [{ name: 'prod', favourite: true, goneSince: NOW }, { name: 'my-prod' }]
    expect(found('', ...rows)).toEqual(['my-prod', 'prod'])
    expect(found('prod', ...rows)).toEqual(['my-prod', 'prod'])
  })

  it('has favourites, recent and all other keys as sections before anything is typed', () => {
    const sections = [
      { favourite: true },
      { copiedAt: NOW },
      {},
      { favourite: true, secret: 'missing' as const },
      { favourite: true, goneSince: NOW },
    ].map((own) => sectionOf(keyRow(own)))
    expect(sections).toEqual(['favourites', 'recent', 'all', 'all', 'all'])
  })

  it('never lets a favourite overtake a better match', () => {
    expect(found('prod', { name: 'x-prod', favourite: true }, { name: 'prod' })).toEqual(['prod', 'x-prod'])
  })
})

it('shows the first few, the same ones that sorting everything would give', () => {
  const row = fc.record({
    name: fc.stringMatching(/^[ab-]{1,4}$/),
    favourite: fc.boolean(),
    copiedAt: fc.integer({ min: 1, max: 3 }),
    secret: fc.constantFrom('held' as const, 'missing' as const),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.constantFrom('', 'a', 'b a', '-'), (rows, text) => {
      const keyIndex = createKeyIndex()
      keyIndex.put(
        rows.map((own, index) => keyRow({ id: keyId(`k${String(index).padStart(2, '0')}`), ...own })),
        names,
      )
      const { query } = parseQuery(text)
      const entries = keyIndex.find(
        { view: { kind: 'all' }, query, sort: { by: 'name', direction: 'up' } },
        facts,
      )
      const all = ranked(entries, query, Infinity)
      expect(ranked(entries, query)).toEqual(all.slice(0, MOST_ROWS))
      expect(all).toHaveLength(entries.length)
    }),
  )
})

it('finds by operators too', () => {
  expect(found('is:favourite', { name: 'a' }, { name: 'b', favourite: true })).toEqual(['b'])
})
