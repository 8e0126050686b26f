import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../../shared/expiry/expiry.ts'
import { intendedLifetime, outlives, overlapEnd } from '../../../../shared/expiry/lifetime.ts'
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
