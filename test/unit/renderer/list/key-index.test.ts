import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import { createKeyIndex, type KeyIndex } from '../../../../renderer/list/key-index.ts'
import { comparing, type Sort } from '../../../../renderer/list/key-order.ts'
import { inView, type View } from '../../../../renderer/list/views.ts'
import { fold } from '../../../../shared/search/fold.ts'
import { LIST_COLUMNS } from '../../../../shared/model/list-settings.ts'
import type { KeyRow } from '../../../../shared/model/model.ts'
import { parseQuery } from '../../../../shared/search/query.ts'
import { compileQuery, entryOf, type Facts } from '../../../../shared/search/query-match.ts'
import { accountId, DAY_MS, keyId, keyRow, NOW } from '../sample-rows.ts'

const names = { accountName: () => 'Lab', providerName: () => undefined }
const factsAt = (now: number): Facts => ({
  now,
  leadMs: 30 * DAY_MS,
  policy: defaultSettings,
  isOpen: () => false,
})
const facts = factsAt(NOW)
const ALL: View = { kind: 'all' }
const BY_NAME: Sort = { by: 'name', direction: 'up' }

const listed = (keyIndex: KeyIndex, text = '', view: View = ALL, sort = BY_NAME, at = facts) =>
  keyIndex.find({ view, query: parseQuery(text).query, sort }, at).map(({ row }) => row.name)

function keyIndexOf(...rows: readonly Partial<KeyRow>[]): KeyIndex {
  const keyIndex = createKeyIndex()
  keyIndex.put(
    rows.map((own, index) => keyRow({ id: keyId(`k${index}`), ...own })),
    names,
  )
  return keyIndex
}

/** The result that the index must give, computed without the index. */
function slowly(rows: readonly KeyRow[], text: string, view: View, sort: Sort, at: Facts): string[] {
  const test = compileQuery(parseQuery(text).query, at)
  return rows
    .map((row) => entryOf(row, names))
    .filter((entry) => inView(entry.row, view, at) && test(entry))
    .sort(comparing(sort, at))
    .map(({ row }) => row.name)
}

const rowsOfKind = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map((number) => keyId(`k${number}`)),
  name: fc.constantFrom('prod', 'Prod-10', 'prod-2', 'stage', 'ä', 'zz'),
  favourite: fc.boolean(),
  validFrom: fc.constantFrom(0, NOW + 20 * DAY_MS),
  expires: fc.constantFrom<KeyRow['expires']>(
    { source: 'unknown' },
    { source: 'provider' },
    { source: 'provider', at: NOW + 40 * DAY_MS },
    { source: 'typed', at: NOW + 3 * DAY_MS },
    { source: 'typed', at: NOW - DAY_MS },
  ),
})
/** Few queries, so that a random walk repeats them. */
const MOMENTS = [facts, factsAt(NOW + 5 * DAY_MS), factsAt(NOW + 30 * DAY_MS)]
const SORTS: readonly Sort[] = [
  BY_NAME,
  ...LIST_COLUMNS.map((by) => ({ by, direction: 'down' }) as const),
  { by: 'urgency', direction: 'up' },
  { by: 'state', direction: 'up' },
]

const steps = fc.oneof(
  fc.array(rowsOfKind, { maxLength: 6 }).map((rows) => ({ kind: 'put' as const, rows: rows.map(keyRow) })),
  fc.integer({ min: 0, max: 12 }).map((number) => ({ kind: 'drop' as const, id: keyId(`k${number}`) })),
  fc.record({
    kind: fc.constant('find' as const),
    text: fc.constantFrom('', 'p', 'pr', 'prod', 'prod is:active', '-st', 'is:expired', 'zz -a'),
    view: fc.constantFrom<View>(ALL, ALL, { kind: 'favourites' }, { kind: 'expiring' }),
    sort: fc.constantFrom(...SORTS),
    at: fc.constantFrom(...MOMENTS),
  }),
)

describe('the index of keys', () => {
  it('finds what a slow search finds, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 2, maxLength: 25 }), (walk) => {
        const keyIndex = createKeyIndex()
        const truth = new Map<string, KeyRow>()
        for (const step of walk)
          if (step.kind === 'put') {
            keyIndex.put(step.rows, names)
            for (const row of step.rows) truth.set(row.id, row)
          } else if (step.kind === 'drop') {
            keyIndex.drop([step.id])
            truth.delete(step.id)
          } else {
            const { text, view, sort, at } = step
            expect(listed(keyIndex, text, view, sort, at)).toEqual(
              slowly([...truth.values()], text, view, sort, at),
            )
            expect(keyIndex.size()).toBe(truth.size)
            expect(keyIndex.count(parseQuery(text).query, at)).toBe(
              slowly([...truth.values()], text, ALL, sort, at).length,
            )
          }
      }),
      { numRuns: 2_000 },
    )
  })

  it('refines its last result without losing or keeping too much', () => {
    const keyIndex = keyIndexOf({ name: 'grafana-prod' }, { name: 'grafana-stage' }, { name: 'alert' })
    expect(listed(keyIndex, 'gra')).toEqual(['grafana-prod', 'grafana-stage'])
    expect(listed(keyIndex, 'grafana-p')).toEqual(['grafana-prod'])
    expect(listed(keyIndex, 'gra')).toEqual(['grafana-prod', 'grafana-stage'])
    expect(listed(keyIndex, '')).toHaveLength(3)
  })

  it('counts for a saved search without moving the search that is typed', () => {
    const keyIndex = keyIndexOf({ name: 'grafana-prod' }, { name: 'grafana-stage' }, { name: 'alert' })
    expect(listed(keyIndex, 'gra')).toHaveLength(2)
    expect(keyIndex.count(parseQuery('alert').query, facts)).toBe(1)
    expect(listed(keyIndex, 'grafana-s')).toEqual(['grafana-stage'])
    expect(keyIndex.count(parseQuery('').query, facts)).toBe(3)
    expect(keyIndex.count(parseQuery('is:mising').query, facts)).toBe(0)
  })

  it('finds by an account’s new name after it was renamed', () => {
    const keyIndex = keyIndexOf({ account: accountId('lab'), name: 'one' })
    expect(listed(keyIndex, 'berlin')).toEqual([])
    keyIndex.rename({ ...names, accountName: () => 'Berlin' })
    expect(listed(keyIndex, 'berlin')).toEqual(['one'])
  })

  it('gives a place that was left to the next key, and no one finds the old one by it', () => {
    const keyIndex = keyIndexOf({ name: 'old-one' })
    keyIndex.drop([keyId('k0')])
    keyIndex.put([keyRow({ id: keyId('new'), name: 'new-one' })], names)
    expect(listed(keyIndex, 'old')).toEqual([])
    expect(listed(keyIndex, 'new')).toEqual(['new-one'])
  })

  it('knows the account of the key at a place, as long as the key is there', () => {
    const keyIndex = keyIndexOf({}, { account: accountId('work') }, { account: undefined })
    const owners = () => [0, 1, 2].map(keyIndex.ownerAt)
    expect(owners()).toEqual(['lab', 'work', undefined])
    keyIndex.put([keyRow({ id: keyId('k2'), account: accountId('work') })], names)
    expect(owners()).toEqual(['lab', 'work', 'work'])
    expect(keyIndex.entry(keyId('k2'))?.place).toBe(2)
    keyIndex.drop([keyId('k0')])
    expect(owners()).toEqual([undefined, 'work', 'work'])
    expect(keyIndex.entry(keyId('k0'))).toBeUndefined()
    keyIndex.clear()
    expect(owners()).toEqual([undefined, undefined, undefined])
  })

  it('is empty when cleared', () => {
    const keyIndex = keyIndexOf({ name: 'one' })
    listed(keyIndex)
    keyIndex.clear()
    expect([keyIndex.size(), listed(keyIndex, 'one')]).toEqual([0, []])
  })
})

describe('order', () => {
  it('has dates first, then never, then unknown', () => {
    const keyIndex = keyIndexOf(
      { name: 'unknown', expires: { source: 'unknown' } },
      { name: 'never', expires: { source: 'provider' } },
      { name: 'late', expires: { source: 'typed', at: NOW + DAY_MS } },
      { name: 'overdue', expires: { source: 'typed', at: NOW - DAY_MS } },
    )
    expect(listed(keyIndex, '', ALL, { by: 'expires', direction: 'up' })).toEqual([
      'overdue',
      'late',
      'never',
      'unknown',
    ])
  })

  it('by state begins with what needs a hand, and moves when the clock does', () => {
    const keyIndex = keyIndexOf(
      { name: 'a', expires: { source: 'provider' } },
      { name: 'b', expires: { source: 'provider', at: NOW + 40 * DAY_MS } },
    )
    const byState: Sort = { by: 'state', direction: 'up' }
    expect(listed(keyIndex, '', ALL, byState)).toEqual(['b', 'a'])
    keyIndex.put(
      [keyRow({ id: keyId('k2'), name: 'c', expires: { source: 'provider', at: NOW + 10 * DAY_MS } })],
      names,
    )
    expect(listed(keyIndex, '', ALL, byState)).toEqual(['c', 'b', 'a'])
    expect(listed(keyIndex, '', ALL, byState, factsAt(NOW + 41 * DAY_MS))).toEqual(['c', 'b', 'a'])
  })

  it('by last use has the latest first, and what was never used last', () => {
    const keyIndex = keyIndexOf(
      { name: 'never' },
      { name: 'old', lastUsedAt: 1 },
      { name: 'new', lastUsedAt: 2 },
    )
    expect(listed(keyIndex, '', ALL, { by: 'used', direction: 'up' })).toEqual(['new', 'old', 'never'])
  })

  it('of equals is by name, in both directions', () => {
    const keyIndex = keyIndexOf({ name: 'b' }, { name: 'a' })
    expect(listed(keyIndex, '', ALL, { by: 'account', direction: 'up' })).toEqual(['a', 'b'])
    expect(listed(keyIndex, '', ALL, { by: 'account', direction: 'down' })).toEqual(['a', 'b'])
  })
})

describe('a big keyIndex', () => {
  it('finds the same by its text index as by looking at each row', () => {
    const rows = Array.from({ length: 3_000 }, (_, index) =>
      keyRow({
        id: keyId(`k${index}`),
        name: `${index % 7 === 0 ? 'Zürich' : 'berlin'}-${index}`,
        notes: index % 5 === 0 ? 'a\u0000b' : '',
      }),
    )
    const keyIndex = createKeyIndex()
    keyIndex.put(rows, names)
    for (const text of ['zurich', '299', 'berlin 1 -2', 'a b', '"a b"', 'h-1'])
      expect(listed(keyIndex, text).toSorted(), text).toEqual(
        slowly(
          rows.map((row) => ({ ...row, notes: row.notes.replace('\u0000', ' ') })),
          text,
          ALL,
          BY_NAME,
          facts,
        ).toSorted(),
      )
    expect(fold('Zürich')).toBe('zurich')
  })
})
