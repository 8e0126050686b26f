import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  agoWords,
  DAY_MS,
  durationWords,
  expiresWords,
  expirySourceWords,
  HOUR_MS,
  isUsable,
  keyState,
  leftWords,
  MINUTE_MS,
  nextChangeOfAny,
  nextStateChange,
  relativeWords,
  timeLeft,
} from '../../../../shared/expiry/expiry.ts'
import { datedKeys, instants, keyRow, NOW } from '../search/key-samples.ts'

const LEAD = 30 * DAY_MS
const at = (expiry: number) => keyRow({ expires: { source: 'provider', at: expiry } })

describe('the state of a key', () => {
  it('is expired at the very millisecond of its expiry, and not one before', () => {
    expect(keyState(at(NOW), NOW, LEAD)).toBe('expired')
    expect(keyState(at(NOW + 1), NOW, LEAD)).toBe('expiring')
    expect(keyState(at(NOW - 1), NOW, LEAD)).toBe('expired')
  })

  it('is expiring from the very millisecond at which the lead time begins', () => {
    expect(keyState(at(NOW + LEAD), NOW, LEAD)).toBe('expiring')
    expect(keyState(at(NOW + LEAD + 1), NOW, LEAD)).toBe('active')
  })

  it('is valid from the very millisecond of validFrom', () => {
    expect(keyState(keyRow({ validFrom: NOW }), NOW, LEAD)).toBe('active')
    expect(keyState(keyRow({ validFrom: NOW + 1 }), NOW, LEAD)).toBe('not-yet-valid')
  })

  it('distinguishes never from unknown', () => {
    expect(keyState(keyRow({ expires: { source: 'provider' } }), NOW, LEAD)).toBe('active')
    expect(keyState(keyRow({ expires: { source: 'typed' } }), NOW, LEAD)).toBe('active')
    expect(keyState(keyRow({ expires: { source: 'unknown' } }), NOW, LEAD)).toBe('unknown')
  })

  it('puts gone before switched off, and switched off before the clock', () => {
    const expired = { source: 'provider', at: NOW - 1 } as const
    expect(keyState(keyRow({ goneSince: NOW, switch: 'frozen', expires: expired }), NOW, LEAD)).toBe('gone')
    expect(keyState(keyRow({ switch: 'frozen', expires: expired }), NOW, LEAD)).toBe('frozen')
    expect(keyState(keyRow({ switch: 'disabled', expires: expired }), NOW, LEAD)).toBe('disabled')
    expect(keyState(keyRow({ switch: 'unknown', expires: expired }), NOW, LEAD)).toBe('expired')
  })

  it('counts as usable where the provider would accept it, a date unknown included', () => {
    const states = [
      'active',
      'expiring',
      'unknown',
      'expired',
      'disabled',
      'frozen',
      'gone',
      'not-yet-valid',
    ] as const
    expect(states.filter(isUsable)).toEqual(['active', 'expiring', 'unknown'])
  })
})

describe('the next change of state', () => {
  it('comes exactly then, and never before', () => {
    fc.assert(
      fc.property(datedKeys, instants, fc.integer({ min: 0, max: 400 * DAY_MS }), (key, now, leadMs) => {
        const next = nextStateChange(key, now, leadMs)
        const state = keyState(key, now, leadMs)
        if (next === undefined) expect(keyState(key, now + 1e12, leadMs)).toBe(state)
        else {
          expect(next).toBeGreaterThan(now)
          expect(keyState(key, next - 1, leadMs)).toBe(state)
          expect(keyState(key, next, leadMs)).not.toBe(state)
        }
      }),
    )
  })

  it('of many keys is the first of all', () => {
    const keys = [at(NOW + 90 * DAY_MS), at(NOW + 5), keyRow(), at(NOW - 5)]
    expect(nextChangeOfAny(keys, NOW, LEAD)).toBe(NOW + 5)
    expect(nextChangeOfAny([keyRow()], NOW, LEAD)).toBeUndefined()
  })
})

describe('words for time', () => {
  it.each([
    [0, 'less than 1 s'],
    [1_500, '1 s'],
    [59_999, '59 s'],
    [MINUTE_MS, '1 min'],
    [HOUR_MS - 1, '59 min'],
    [4 * HOUR_MS, '4 h'],
    [DAY_MS - 1, '23 h'],
    [DAY_MS, '1 day'],
    [6 * DAY_MS, '6 days'],
    [59 * DAY_MS, '59 days'],
    [60 * DAY_MS, '2 months'],
    [729 * DAY_MS, '24 months'],
    [730 * DAY_MS, '2 years'],
  ])('%i ms are "%s"', (ms, words) => expect(durationWords(ms)).toBe(words))

  it('never promise more than is left', () => {
    const units = {
      s: 1e3,
      min: 6e4,
      h: HOUR_MS,
      day: DAY_MS,
      days: DAY_MS,
      months: 30 * DAY_MS,
      years: 365 * DAY_MS,
    }
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 4e11 }), (ms) => {
        const [count, unit] = durationWords(ms).split(' ')
        expect(Number(count) * units[unit as keyof typeof units]).toBeLessThanOrEqual(ms)
      }),
    )
  })

  it('say which side of now', () => {
    expect(relativeWords(NOW + 6 * DAY_MS, NOW)).toBe('in 6 days')
    expect(relativeWords(NOW - 3 * DAY_MS, NOW)).toBe('3 days ago')
    expect(relativeWords(NOW + 59_999, NOW)).toBe('now')
    expect(agoWords(NOW + 10 * MINUTE_MS, NOW)).toBe('just now')
    expect(agoWords(NOW - 2 * MINUTE_MS, NOW)).toBe('2 min ago')
  })

  it('tell what is left of a key, and how long ago it ended', () => {
    expect(leftWords(at(NOW + 4 * HOUR_MS), NOW)).toBe('4 h left')
    expect(leftWords(at(NOW), NOW)).toBe('just now')
    expect(leftWords(at(NOW - 2 * DAY_MS), NOW)).toBe('2 days ago')
    expect(leftWords(keyRow(), NOW)).toBeUndefined()
    const gone = { ...at(NOW + 4 * HOUR_MS), goneSince: NOW }
    expect([leftWords(gone, NOW), expiresWords(gone, NOW)]).toEqual([undefined, '–']) // there is no remaining time
    expect(timeLeft(at(NOW - 5), NOW)).toBe(-5)
    expect(timeLeft(keyRow(), NOW)).toBeUndefined()
  })

  it('tell apart never, unknown, what the provider says and what was typed', () => {
    const unknown = keyRow({ expires: { source: 'unknown' } })
    const typed = keyRow({ expires: { source: 'typed', at: NOW + DAY_MS } })
    expect(expiresWords(keyRow(), NOW)).toBe('never')
    expect(expiresWords(unknown, NOW)).toBe('no date')
    expect(expiresWords(typed, NOW)).toBe('in 1 day')
    const sources = [keyRow(), unknown, typed, at(NOW)].map(expirySourceWords)
    expect(new Set(sources).size).toBe(4)
    expect(expirySourceWords(typed)).toBe('Date set by you.')
  })
})
