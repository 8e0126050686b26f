import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import type { KeyId, KeyRow, OperationId } from '../../../../shared/model/model.ts'
import {
  isKeyUrgent,
  isOldNews,
  isUrgent,
  nextKeyUrgent,
  nextUrgent,
} from '../../../../shared/expiry/urgency.ts'
import { keyEvents, type ReminderEvent } from '../../../../shared/expiry/reminders.ts'
import { datedKeys, instants, keyRow, NOW } from '../search/key-samples.ts'

const policy = { reminders: true, reminderDays: [30, 14, 7, 3, 1, 0], rotateEveryDays: 0 }
const endsIn = (days: number, own: Partial<KeyRow> = {}) =>
  keyRow({ expires: { source: 'provider', at: NOW + days * DAY_MS }, ...own })

const event = (own: Partial<ReminderEvent> = {}): ReminderEvent => ({
  ...keyEvents(endsIn(0), policy)[0]!,
  ...own,
})

describe('a reminder presses', () => {
  it('from a week before the date on', () => {
    expect(isUrgent(event(), NOW - 7 * DAY_MS - 1)).toBe(false)
    expect(isUrgent(event(), NOW - 7 * DAY_MS)).toBe(true)
    expect(isUrgent(event(), NOW + 400 * DAY_MS)).toBe(true)
  })

  it('not before its first lead time', () => {
    expect(isUrgent(event({ leads: [2, 0] }), NOW - 3 * DAY_MS)).toBe(false)
    expect(isUrgent(event({ leads: [2, 0] }), NOW - 2 * DAY_MS)).toBe(true)
  })

  it('not while it is put off', () => {
    expect(isUrgent(event({ snoozedUntil: NOW + 1 }), NOW)).toBe(false)
    expect(isUrgent(event({ snoozedUntil: NOW }), NOW)).toBe(true)
  })

  it('and is old news a week after the date', () => {
    expect(isOldNews(event(), NOW + 7 * DAY_MS)).toBe(false)
    expect(isOldNews(event(), NOW + 7 * DAY_MS + 1)).toBe(true)
  })
})

const keys = fc
  .tuple(
    datedKeys,
    fc.option(instants, { nil: undefined }),
    fc.nat(400),
    fc.option(instants, { nil: undefined }),
  )
  .map(([row, snoozedUntil, rotateEveryDays, until]): KeyRow => ({
    ...row,
    snoozedUntil,
    rotateEveryDays,
    createdAt: row.validFrom,
    overlap:
      until === undefined
        ? undefined
        : { role: 'old', operation: 'op' as OperationId, other: 'k2' as KeyId, until },
  }))

it('a key presses exactly when one of its events does', () => {
  fc.assert(
    fc.property(keys, instants, (row, now) => {
      const any = keyEvents(row, policy).some((one) => isUrgent(one, now))
      expect(isKeyUrgent(row, policy, now)).toBe(any)
    }),
  )
})

it('nothing begins or ends to press before the next instant', () => {
  fc.assert(
    fc.property(keys, instants, fc.double({ min: 0, max: 1, noNaN: true }), (row, now, part) => {
      const all = keyEvents(row, policy)
      const urgent = (at: number) => all.map((one) => isUrgent(one, at))
      const next = nextUrgent(all, now) ?? now + 1e12
      const sooner = nextKeyUrgent(row, policy, now) ?? now + 1e12
      expect(sooner).toBeGreaterThan(now)
      expect(urgent(Math.min(sooner - 1, now + Math.floor((sooner - now) * part)))).toEqual(urgent(now))
      expect(next).toBeGreaterThan(now)
      expect(urgent(Math.min(next - 1, now + Math.floor((next - now) * part)))).toEqual(urgent(now))
    }),
  )
})
