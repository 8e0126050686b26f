import { describe, expect, it } from 'vitest'
import { groupsIn } from '../../../../renderer/list/list-groups.ts'
import { isNested, nestTwins } from '../../../../renderer/list/nest-twins.ts'
import { comparing } from '../../../../renderer/list/key-order.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import { OperationId, type KeyRow } from '../../../../shared/model/model.ts'
import { entryOf, type Facts } from '../../../../shared/search/query-match.ts'
import { DAY_MS, keyId, keyRow, NOW } from '../sample-rows.ts'

const facts: Facts = { now: NOW, leadMs: 30 * DAY_MS, policy: defaultSettings, isOpen: () => false }
const names = { accountName: () => undefined, providerName: () => undefined }
const key = (name: string, days: number, own: Partial<KeyRow> = {}) =>
  keyRow({ id: keyId(name), name, expires: { source: 'provider', at: NOW + days * DAY_MS }, ...own })
const overlap = (role: 'new' | 'old', other: string) => ({
  overlap: { role, operation: OperationId.parse('o'), other: keyId(other), until: NOW + DAY_MS },
})

function nested(...rows: readonly KeyRow[]) {
  const entries = rows
    .map((row) => entryOf(row, names))
    .sort(comparing({ by: 'urgency', direction: 'up' }, facts))
  return nestTwins({ entries, groups: groupsIn(entries, NOW) })
}

describe('the twins of an overlap', () => {
  const pair = [key('old', 2, overlap('old', 'new')), key('new', 90, overlap('new', 'old'))]

  it('are together, the old one below the new one and in its group', () => {
    const { entries, groups } = nested(...pair, key('other', 1), key('far', 60))
    expect(entries.map(({ row }) => row.id)).toEqual(['other', 'far', 'new', 'old'])
    expect(groups.map(({ kind, from, count }) => [kind, from, count])).toEqual([
      ['act-now', 0, 1],
      ['later', 1, 3],
    ])
    expect(isNested(entries[3]!.row, entries[2]!.row)).toBe(true)
    expect(isNested(entries[2]!.row, entries[1]!.row)).toBe(false)
  })

  it('leave no group without a key behind', () => {
    expect(nested(...pair).groups.map(({ kind }) => kind)).toEqual(['later'])
  })

  it('are where their dates put them while only one of them is listed', () => {
    const { entries, groups } = nested(pair[0]!, key('other', 1))
    expect(entries.map(({ row }) => row.id)).toEqual(['other', 'old'])
    expect(groups).toHaveLength(1)
  })

  it('are one key where a value was pasted', () => {
    const { entries } = nested(key('one', 2, overlap('old', 'one')), key('two', 1))
    expect(entries.map(({ row }) => row.id)).toEqual(['two', 'one'])
  })
})
