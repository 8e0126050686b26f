import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparing } from '../../../../renderer/list/key-order.ts'
import { groupsIn, layoutOf, withoutFolded } from '../../../../renderer/list/list-groups.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { KeyRow } from '../../../../shared/model/model.ts'
import { groupOf, KEY_GROUPS } from '../../../../shared/expiry/key-groups.ts'
import { entryOf, type Facts } from '../../../../shared/search/query-match.ts'
import { DAY_MS, keyId, keyRow, NOW } from '../sample-rows.ts'

const facts: Facts = { now: NOW, leadMs: 30 * DAY_MS, policy: defaultSettings, isOpen: () => false }
const names = { accountName: () => undefined, providerName: () => undefined }
const sorted = (rows: readonly KeyRow[]) =>
  rows.map((row) => entryOf(row, names)).sort(comparing({ by: 'urgency', direction: 'up' }, facts))
const endsIn = (name: string, days: number, own: Partial<KeyRow> = {}) =>
  keyRow({ id: keyId(name), name, expires: { source: 'provider', at: NOW + days * DAY_MS }, ...own })

const row = fc.record({
  switch: fc.constantFrom('enabled' as const, 'disabled' as const),
  expires: fc.option(fc.integer({ min: -60, max: 90 }), { nil: undefined }).map((days) => ({
    source: 'provider' as const,
    at: days === undefined ? undefined : NOW + days * DAY_MS,
  })),
})
const vaults = fc
  .array(row, { maxLength: 60 })
  .map((rows) => rows.map((own, index) => keyRow({ id: keyId(`k${index}`), ...own })))

describe('the groups of a list', () => {
  it('hold every key once, in the order of urgency', () => {
    fc.assert(
      fc.property(vaults, (rows) => {
        const entries = sorted(rows)
        const groups = groupsIn(entries, NOW)
        expect(groups.flatMap(({ kind, count }) => Array<string>(count).fill(kind))).toEqual(
          entries.map((entry) => groupOf(entry.row, NOW)),
        )
        const ranks = groups.map(({ kind }) => KEY_GROUPS.indexOf(kind))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
      }),
    )
  })

  it('begin with what still works and is nearest to its end; of what has expired, the last comes first', () => {
    const rows = [endsIn('old', -90), endsIn('new', -1), endsIn('soon', 1), endsIn('next', 2)]
    expect(sorted(rows).map((entry) => entry.row.name)).toEqual(['soon', 'next', 'new', 'old'])
  })
})

describe('a folded group', () => {
  it('keeps its head and its number, and none of its rows', () => {
    fc.assert(
      fc.property(vaults, fc.subarray([...KEY_GROUPS]), (rows, folded) => {
        const entries = sorted(rows)
        const groups = groupsIn(entries, NOW)
        const left = withoutFolded(entries, groups, new Set(folded))
        expect(left.entries).toEqual(entries.filter(({ row }) => !folded.includes(groupOf(row, NOW))))
        expect(left.groups.map(({ kind, count }) => [kind, count])).toEqual(
          groups.map(({ kind, count }) => [kind, count]),
        )
        const layout = layoutOf(left.entries.length, left.groups, { rowPx: 32, headPx: 28 })
        const drawn = Array.from({ length: layout.count }, (_, item) => layout.at(item))
        expect(drawn.filter((at) => 'head' in at)).toHaveLength(groups.length)
        expect(drawn.flatMap((at) => ('row' in at ? [at.row] : []))).toEqual(
          left.entries.map((_, index) => index),
        )
      }),
    )
  })

  it('leaves the list as it is where nothing is folded', () => {
    const entries = sorted([endsIn('one', 1)])
    expect(withoutFolded(entries, groupsIn(entries, NOW), new Set(['later'])).entries).toBe(entries)
  })
})

describe('the layout of a list', () => {
  const sizes = { rowPx: 32, headPx: 28 }

  it('gives every row and every head one place, without a gap', () => {
    fc.assert(
      fc.property(vaults, (rows) => {
        const groups = groupsIn(sorted(rows), NOW)
        const layout = layoutOf(rows.length, groups, sizes)
        let px = 0
        for (let item = 0; item < layout.count; item++) {
          const at = layout.at(item)
          expect(layout.isHead(item)).toBe('head' in at)
          if ('row' in at) {
            expect(layout.itemOf(at.row)).toBe(item)
            expect(layout.topOf(at.row)).toBe(px)
          }
          expect(layout.groupAt(px)?.kind).toBe(
            'head' in at ? at.head.kind : groups.findLast(({ from }) => from <= at.row)?.kind,
          )
          px += 'head' in at ? sizes.headPx : sizes.rowPx
        }
      }),
    )
  })

  it('of a flat list is its rows alone', () => {
    const layout = layoutOf(3, [], sizes)
    expect([layout.count, layout.itemOf(2), layout.topOf(2), layout.groupAt(0)]).toEqual([
      3,
      2,
      64,
      undefined,
    ])
  })
})
