import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, type Dated } from '../../../../shared/expiry/expiry.ts'
import { expiryTone, groupOf, nextGroupChange } from '../../../../shared/expiry/key-groups.ts'

const NOW = Date.UTC(2026, 10, 21)

const key = (own: Partial<Dated> = {}): Dated => ({
  goneSince: undefined,
  switch: 'enabled',
  validFrom: undefined,
  expires: { source: 'unknown' },
  ...own,
})
const endsIn = (days: number, own: Partial<Dated> = {}) =>
  key({ expires: { source: 'provider', at: NOW + days * DAY_MS }, ...own })

describe('the group of a key', () => {
  it.each([
    [-400, 'act-now'],
    [0, 'act-now'],
    [3, 'act-now'],
    [3.01, 'this-week'],
    [7, 'this-week'],
    [7.01, 'this-month'],
    [30, 'this-month'],
    [30.01, 'later'],
  ])('with %d days left is %s', (days, group) => {
    expect(groupOf(endsIn(days), NOW)).toBe(group)
  })

  it('has no urgency without a date', () => {
    expect(groupOf(key(), NOW)).toBe('no-date')
    expect(groupOf(key({ expires: { source: 'typed', at: undefined } }), NOW)).toBe('no-date')
  })

  it.each([{ switch: 'disabled' }, { switch: 'frozen' }, { goneSince: NOW - 1 }] as const)(
    'is the last one for %o, however near its date',
    (own) => {
      expect(groupOf(endsIn(1, own), NOW)).toBe('inactive')
      expect(expiryTone(endsIn(1, own), NOW)).toBe('soft')
    },
  )

  it('changes exactly when it is said to', () => {
    const leftMs = fc.integer({ min: -50 * DAY_MS, max: 50 * DAY_MS })
    fc.assert(
      fc.property(leftMs, (left) => {
        const one = endsIn(left / DAY_MS)
        const next = nextGroupChange(one, NOW)
        if (next === undefined) expect(left).toBeLessThanOrEqual(0)
        else {
          expect(next).toBeGreaterThan(NOW)
          expect(groupOf(one, next - 1)).toBe(groupOf(one, NOW))
        }
      }),
    )
  })
})

it.each([
  [-1, 'bad'],
  [3, 'bad'],
  [3.01, 'warn'],
  [14, 'warn'],
  [14.01, 'soft'],
])('a date %d days away is %s', (days, tone) => {
  expect(expiryTone(endsIn(days), NOW)).toBe(tone)
})
