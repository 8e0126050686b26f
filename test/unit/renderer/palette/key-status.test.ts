import { describe, expect, it } from 'vitest'
import { copyWarning, statusOf } from '../../../../renderer/palette/key-status.ts'
import type { KeyRow } from '../../../../shared/model/model.ts'
import { OperationId } from '../../../../shared/model/model.ts'
import { DAY_MS, keyId, keyRow, NOW } from '../sample-rows.ts'

const leadMs = 30 * DAY_MS
const words = (own: Partial<KeyRow>, lead = leadMs) => {
  const status = statusOf(keyRow(own), NOW, lead)
  return status && `${status.word}, ${status.until}`
}
const overlap = (role: 'old' | 'new', until: number) => ({
  role,
  operation: OperationId.parse('operation-1'),
  other: keyId('other'),
  until,
})

describe('a key in the palette', () => {
  it('shows its state and until when', () => {
    expect(words({})).toBe('Expiring, in 6 days')
    expect(words({ expires: { source: 'typed', at: NOW - 3 * DAY_MS } })).toBe('Expired, 3 days ago')
    expect(words({ switch: 'disabled', expires: { source: 'unknown' } })).toBe('Disabled, no date')
  })

  it('shows nothing for a key that works and will keep working', () => {
    const in15Days = { expires: { source: 'typed', at: NOW + 15 * DAY_MS } } as const
    expect(words({ expires: { source: 'provider' } })).toBeUndefined()
    expect(words({ expires: { source: 'unknown' } })).toBeUndefined()
    expect(words(in15Days, DAY_MS)).toBeUndefined()
    expect(words(in15Days)).toBe('Expiring, in 15 days')
    expect(words({}, DAY_MS)).toBe('Active, in 6 days')
  })

  it('says that it is being retired, and for how long it is still there', () => {
    expect(words({ overlap: overlap('old', NOW + 4 * 3_600_000) })).toBe('Retiring, 4 h left')
    expect(words({ overlap: overlap('old', NOW - 1) })).toBe('Retiring, overdue')
    expect(words({ overlap: overlap('new', NOW + 4 * 3_600_000) })).toBe('New, in 6 days')
    expect(words({ overlap: overlap('old', NOW + 1), switch: 'disabled' })).toBe('Retired, in 6 days')
  })

  it('says first of all when there is nothing to copy, or something doubtful', () => {
    expect(words({ secret: 'missing' })).toBe('Not stored, in 6 days')
    expect(words({ secret: 'stale' })).toBe('Outdated, in 6 days')
  })
})

describe('after copying', () => {
  it('warns of a key that will hardly work', () => {
    const warned: Partial<KeyRow>[] = [
      { secret: 'stale' },
      { overlap: overlap('old', NOW + 1) },
      { expires: { source: 'provider', at: NOW } },
      { switch: 'disabled' },
      { switch: 'frozen' },
      { goneSince: NOW },
      { validFrom: NOW + 1 },
    ]
    for (const own of warned) expect(copyWarning(keyRow(own), NOW, leadMs), JSON.stringify(own)).toBeDefined()
  })

  it('shows nothing for one that works', () => {
    for (const own of [{}, { expires: { source: 'unknown' } }] satisfies Partial<KeyRow>[])
      expect(copyWarning(keyRow(own), NOW, leadMs)).toBeUndefined()
  })
})
