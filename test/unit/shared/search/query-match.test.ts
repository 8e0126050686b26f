import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import type { AccountId, KeyId, KeyRow, OperationId } from '../../../../shared/model/model.ts'
import { parseQuery } from '../../../../shared/search/query.ts'
import { compileQuery, entryOf, type Facts } from '../../../../shared/search/query-match.ts'
import { keyRow, NOW } from './key-samples.ts'

const names = {
  accountName: (id: AccountId) => (id === 'a1' ? 'RIPE – Labor Zürich' : undefined),
  providerName: (id: string) => (id === 'ripe-atlas' ? 'RIPE Atlas' : undefined),
}
const facts: Facts = {
  now: NOW,
  leadMs: 30 * DAY_MS,
  policy: defaultSettings,
  isOpen: ({ id }) => id === 'open',
}

function finds(text: string, differences: Partial<KeyRow> = {}): boolean {
  return compileQuery(parseQuery(text).query, facts)(entryOf(keyRow(differences), names))
}

const inAccount = { account: 'a1' as AccountId, provider: 'ripe-atlas' }
const expiresAt = (at: number): Partial<KeyRow> => ({ expires: { source: 'provider', at } })

const overlap = (role: 'new' | 'old'): Partial<KeyRow> => ({
  overlap: { role, operation: 'o' as OperationId, other: 'k2' as KeyId, until: NOW },
})

describe('free words', () => {
  it('must all occur, in any field, in any order and case, accents or not', () => {
    const key = {
      ...inAccount,
      name: 'grafana-prod',
      tags: ['monitoring'],
      notes: 'für das Büro',
      environment: 'GRAFANA_TOKEN',
      handle: '1a2b3c4d',
    }
    for (const text of ['GRAFANA', 'prod graf', 'zurich', 'atlas', 'monitor', 'buro', 'fana_token', '2b3c'])
      expect(finds(text, key), text).toBe(true)
    expect(finds('grafana staging', key)).toBe(false)
  })

  it('do not match across the border of two fields', () => {
    expect(finds('ab', { name: 'a', notes: 'b' })).toBe(false)
  })

  it('stay together in quotes, closed or not', () => {
    expect(finds('"prod key"', { name: 'my prod key' })).toBe(true)
    expect(finds('"prod key"', { name: 'key prod' })).toBe(false)
    expect(finds('"prod k', { name: 'my prod key' })).toBe(true)
  })

  it('are refused with a minus', () => {
    expect(finds('-prod', { name: 'grafana-prod' })).toBe(false)
    expect(finds('graf -stag', { name: 'grafana-prod' })).toBe(true)
    expect(finds('-"a b"', { name: 'a b' })).toBe(false)
  })

  it('none find everything', () => {
    expect(finds('')).toBe(true)
    expect(finds('   ')).toBe(true)
    expect(finds('-')).toBe(true)
  })
})

describe('operators', () => {
  it('provider: takes the name and the id', () => {
    expect(finds('provider:atlas', inAccount)).toBe(true)
    expect(finds('provider:ripe-atlas', inAccount)).toBe(true)
    expect(finds('provider:ionos', inAccount)).toBe(false)
  })

  it('account:, tag: and env: look in their own field only', () => {
    expect(finds('account:"labor zurich"', inAccount)).toBe(true)
    expect(finds('account:grafana', inAccount)).toBe(false)
    expect(finds('tag:prod', { tags: ['Production'] })).toBe(true)
    expect(finds('tag:prod', { name: 'prod' })).toBe(false)
    expect(finds('env:ripe', { environment: 'RIPE_KEY' })).toBe(true)
    expect(finds('env:ripe', inAccount)).toBe(false)
  })

  it.each<[string, Partial<KeyRow>]>([
    ['active', {}],
    ['active', expiresAt(NOW + 1)],
    ['active', { expires: { source: 'unknown' } }],
    ['expiring', expiresAt(NOW + DAY_MS)],
    ['expired', expiresAt(NOW)],
    ['disabled', { switch: 'disabled' }],
    ['frozen', { switch: 'frozen' }],
    ['gone', { goneSince: NOW }],
    ['favourite', { favourite: true }],
    ['stored', {}],
    ['held', {}], // the earlier name
    ['missing', { secret: 'missing' }],
    ['stale', { secret: 'stale' }],
    ['unsaved', { secret: 'unsaved' }],
    ['unknown', { expires: { source: 'unknown' } }],
    ['attention', { secret: 'stale' }],
    ['attention', expiresAt(NOW - 1)],
    ['attention', { renewedAs: 'k2' as KeyId }],
    ['attention', { id: 'open' as KeyId }],
    ['overlapping', overlap('new')],
    ['overlapping', overlap('old')],
    ['retiring', overlap('old')],
    ['overdue', overlap('old')],
    ['overdue', { createdAt: NOW - DAY_MS, rotateEveryDays: 1 }],
    ['snoozed', { snoozedUntil: NOW + 1 }],
    ['leaked', { leaked: { at: NOW } }],
    ['attention', { leaked: { at: NOW } }],
  ])('is:%s finds such a key', (flag, differences) => {
    expect(finds(`is:${flag}`, differences)).toBe(true)
    expect(finds(`-is:${flag}`, differences)).toBe(false)
  })

  it.each<[string, Partial<KeyRow>]>([
    ['active', { switch: 'disabled' }],
    ['active', expiresAt(NOW)],
    ['expiring', expiresAt(NOW + 31 * DAY_MS)],
    ['favourite', {}],
    ['missing', {}],
    ['attention', { secret: 'missing' }],
    ['overlapping', {}],
    ['retiring', overlap('new')],
    ['overdue', overlap('new')],
    ['overdue', { createdAt: NOW - DAY_MS + 1, rotateEveryDays: 1 }],
    ['overdue', expiresAt(NOW - 1)],
    ['snoozed', { snoozedUntil: NOW }],
    ['leaked', {}],
    ['attention', { leaked: { at: NOW }, goneSince: NOW }],
    ['attention', { ...expiresAt(NOW - 1), snoozedUntil: NOW + 1 }],
    ['attention', { ...expiresAt(NOW - 1), switch: 'disabled' }],
    ['unknown', {}],
  ])('is:%s leaves another alone', (flag, differences) =>
    expect(finds(`is:${flag}`, differences)).toBe(false),
  )

  it('expires: takes lengths from now, without what has already expired', () => {
    expect(finds('expires:<30d', expiresAt(NOW + 30 * DAY_MS))).toBe(true)
    expect(finds('expires:30d', expiresAt(NOW + 30 * DAY_MS))).toBe(true)
    expect(finds('expires:<30d', expiresAt(NOW + 30 * DAY_MS + 1))).toBe(false)
    expect(finds('expires:<30d', expiresAt(NOW))).toBe(false)
    expect(finds('expires:>2w', expiresAt(NOW + 15 * DAY_MS))).toBe(true)
    expect(finds('expires:>2w', {})).toBe(false)
  })

  it('expires: takes UTC days, months, years and ranges of them', () => {
    const firstOfDecember = Date.UTC(2026, 11, 1)
    expect(finds('expires:>2026-12-01', expiresAt(firstOfDecember + DAY_MS))).toBe(true)
    expect(finds('expires:>2026-12-01', expiresAt(firstOfDecember + DAY_MS - 1))).toBe(false)
    expect(finds('expires:>=2026-12-01', expiresAt(firstOfDecember))).toBe(true)
    expect(finds('expires:<2026-12-01', expiresAt(firstOfDecember - 1))).toBe(true)
    expect(finds('expires:<2026-12-01', expiresAt(firstOfDecember))).toBe(false)
    expect(finds('expires:<=2026-12-01', expiresAt(firstOfDecember + DAY_MS - 1))).toBe(true)
    expect(finds('expires:<=2026-12-01', expiresAt(firstOfDecember + DAY_MS))).toBe(false)
    expect(finds('expires:2026-12', expiresAt(Date.UTC(2026, 11, 31, 23, 59)))).toBe(true)
    expect(finds('expires:2026-12', expiresAt(Date.UTC(2027, 0, 1)))).toBe(false)
    expect(finds('expires:2027', expiresAt(Date.UTC(2027, 5, 1)))).toBe(true)
    expect(finds('expires:2026-11-30..2026-12-02', expiresAt(firstOfDecember))).toBe(true)
    expect(finds('expires:2026-11-30..2026-12-02', expiresAt(Date.UTC(2026, 11, 3)))).toBe(false)
  })

  it('expires:never and expires:unknown are different', () => {
    const unknown: Partial<KeyRow> = { expires: { source: 'unknown' } }
    expect([finds('expires:never'), finds('expires:never', unknown)]).toEqual([true, false])
    expect([finds('expires:unknown'), finds('expires:unknown', unknown)]).toEqual([false, true])
    expect(finds('expires:never', expiresAt(NOW + 1))).toBe(false)
  })

  it('used: looks back', () => {
    const usedAt = (ago: number): Partial<KeyRow> => ({ lastUsedAt: NOW - ago })
    expect(finds('used:<7d', usedAt(6 * DAY_MS))).toBe(true)
    expect(finds('used:<7d', usedAt(7 * DAY_MS))).toBe(false)
    expect(finds('used:>7d', usedAt(8 * DAY_MS))).toBe(true)
    expect(finds('used:>7d')).toBe(false)
    expect([finds('used:never'), finds('used:never', usedAt(1))]).toEqual([true, false])
    expect(finds('used:2026-11', usedAt(DAY_MS))).toBe(true)
  })
})

describe('what a key may do', () => {
  const key = {
    permissions: ['measurements.create_measurement', 'keys.get_key'],
    targets: ['probe 6001', 'key 1a2b3c4d'],
  }

  it('is found by a part of the permission, and by type or id of its target', () => {
    for (const text of [
      'permission:create',
      'permission:KEYS.',
      'target:probe',
      'target:"probe 6001"',
      'target:1a2b',
    ])
      expect(finds(text, key), text).toBe(true)
    for (const text of ['permission:delete', 'target:anchor', '-permission:create'])
      expect(finds(text, key), text).toBe(false)
  })

  it('is no free word, and is not found where nothing is known of it', () => {
    expect(finds('create_measurement', key)).toBe(false)
    expect(finds('permission:create')).toBe(false)
    expect(finds('-permission:create')).toBe(true)
  })
})
