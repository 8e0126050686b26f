import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../../shared/expiry/expiry.ts'
import {
  intendedLifetime,
  oldExpiryOf,
  outlives,
  overlapEnd,
  replacementExpiry,
  successorExpiry,
} from '../../../../shared/expiry/lifetime.ts'
import { NOW } from '../search/key-samples.ts'

describe('the lifetime of a successor', () => {
  it.each([
    ['the whole length of the old key', NOW - 30 * DAY_MS, NOW + 3 * HOUR_MS, 30 * DAY_MS + 3 * HOUR_MS],
    ['90 days where only a rest is known', NOW - HOUR_MS, NOW + 3 * HOUR_MS, 90 * DAY_MS],
    ['90 days where no beginning is known', undefined, NOW + 3 * HOUR_MS, 90 * DAY_MS],
    ['90 days where the dates are in disorder', NOW, NOW - 1, 90 * DAY_MS],
  ])('is %s', (_, start, end, length) => {
    expect(intendedLifetime(start, end)).toBe(length)
  })
})

describe('the end that is proposed for a successor', () => {
  const typed = (at?: number) => ({ source: 'typed', at }) as const
  const provider = (at?: number) => ({ source: 'provider', at }) as const

  it('is as far away as the old one’s was meant to be; never and unknown stay so', () => {
    const end = NOW + 3 * HOUR_MS
    expect(successorExpiry(typed(end), end - 30 * DAY_MS, NOW)).toEqual(typed(NOW + 30 * DAY_MS))
    expect(successorExpiry(typed(end), NOW - HOUR_MS, NOW)).toEqual(typed(NOW + 90 * DAY_MS))
    expect(successorExpiry(typed(), NOW, NOW)).toEqual(typed())
    expect(successorExpiry({ source: 'unknown' }, NOW, NOW)).toEqual({ source: 'unknown' })
  })

  it('is, for a replacement, what the provider will be asked for, or the moved date that the user typed', () => {
    const end = NOW + 3 * HOUR_MS
    const createdAt = end - 30 * DAY_MS
    expect(replacementExpiry({ expires: provider(end), createdAt }, NOW)).toEqual(provider(NOW + 30 * DAY_MS))
    expect(replacementExpiry({ expires: provider(end) }, NOW)).toEqual(provider(NOW + 90 * DAY_MS))
    const toCome = { expires: provider(NOW + 9 * DAY_MS), validFrom: NOW + DAY_MS }
    expect(replacementExpiry(toCome, NOW)).toEqual(toCome.expires)
    expect(replacementExpiry({ expires: typed(end), createdAt }, NOW)).toEqual(typed(NOW + 30 * DAY_MS))
    expect(replacementExpiry({ expires: typed(end) }, NOW)).toEqual({ source: 'unknown' })
    expect(replacementExpiry({ expires: typed() }, NOW)).toEqual(typed())
  })

  it('hides not when the old value of a pasted one ends', () => {
    expect(oldExpiryOf({ oldExpires: typed(NOW) }, { expires: typed(NOW + DAY_MS) })).toBe(NOW)
    expect(oldExpiryOf({ oldExpires: { source: 'unknown' } }, { expires: typed(NOW) })).toBeUndefined()
    expect(oldExpiryOf({}, { expires: typed(NOW) })).toBe(NOW)
    expect(oldExpiryOf({}, undefined)).toBeUndefined()
  })
})

describe('an overlap', () => {
  it('ends with the old key where that expires first', () => {
    expect(overlapEnd(NOW, 24, NOW + 3 * HOUR_MS)).toBe(NOW + 3 * HOUR_MS)
    expect(outlives(NOW + 24 * HOUR_MS, NOW + 3 * HOUR_MS, NOW)).toBe(true)
  })

  it.each([undefined, NOW - 1, NOW + 48 * HOUR_MS])('lasts its hours where the old key ends at %j', (end) => {
    expect(overlapEnd(NOW, 24, end)).toBe(NOW + 24 * HOUR_MS)
    expect(outlives(NOW + 24 * HOUR_MS, end, NOW)).toBe(false)
  })
})
