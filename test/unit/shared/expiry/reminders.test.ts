import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import type { AccountId, KeyId, KeyRow, OperationId } from '../../../../shared/model/model.ts'
import {
  accountEvents,
  dueLead,
  isKeyOverdue,
  keyEvents,
  nextInstant,
  rotationDue,
  stageAt,
  type ReminderEvent,
} from '../../../../shared/expiry/reminders.ts'
import { accountRow } from '../../renderer/sample-rows.ts'
import { datedKeys, instants, keyRow, NOW } from '../search/key-samples.ts'

const policy = { reminders: true, reminderDays: [30, 14, 7, 3, 1, 0], rotateEveryDays: 0 }
const endsIn = (days: number, own: Partial<KeyRow> = {}) =>
  keyRow({ expires: { source: 'provider', at: NOW + days * DAY_MS }, ...own })
const reasons = (row: KeyRow, own = policy) => keyEvents(row, own).map(({ reason }) => reason)
const leadsOf = (row: KeyRow, own = policy) => keyEvents(row, own)[0]?.leads

describe('what a key gives reason for', () => {
  it('is its expiry, at every lead time of the settings', () => {
    expect(keyEvents(endsIn(40), policy)).toMatchObject([
      { reason: 'expiry', subject: 'k1', at: NOW + 40 * DAY_MS, leads: [30, 14, 7, 3, 1, 0] },
    ])
  })

  it('follows lead times of its own, and is nothing where it has none', () => {
    expect(leadsOf(endsIn(40, { reminderDays: [60, 2] }))).toEqual([60, 2])
    expect(leadsOf(endsIn(40, { reminderDays: [] }))).toBeUndefined()
    expect(leadsOf(endsIn(40), { ...policy, reminderDays: [] })).toBeUndefined()
    expect(leadsOf(endsIn(40, { reminderDays: [5] }), { ...policy, reminderDays: [] })).toEqual([5])
  })

  it('is that its secret was found in public, at the time of the find', () => {
    const leaked = { at: NOW - DAY_MS }
    expect(keyEvents(keyRow({ leaked }), policy)).toMatchObject([
      { reason: 'leak', at: leaked.at, leads: [0] },
    ])
    expect(reasons(endsIn(40, { leaked }))).toEqual(['leak', 'expiry'])
    expect(reasons(endsIn(40, { leaked, switch: 'frozen' }))).toEqual(['leak'])
    expect(reasons(endsIn(40, { leaked, switch: 'disabled' }))).toEqual([])
    expect(reasons(endsIn(40, { leaked, goneSince: NOW, switch: 'frozen' }))).toEqual([])
    expect(reasons(endsIn(-2, { leaked }))).toEqual(['expiry'])
  })

  it('is nothing at all where reminders are off', () => {
    const off = { ...policy, reminders: false, rotateEveryDays: 1 }
    expect(reasons(endsIn(1, { createdAt: 0 }), off)).toEqual([])
  })

  it('is missing if the end is unknown or there is none', () => {
    expect(reasons(keyRow({ expires: { source: 'unknown' } }))).toEqual([])
    expect(reasons(keyRow({ expires: { source: 'typed' } }))).toEqual([])
  })

  it.each([{ goneSince: NOW }, { switch: 'disabled' }, { switch: 'frozen' }] as const)(
    'is nothing at all for %o, however overdue',
    (own) => {
      const overlap = {
        role: 'old',
        operation: 'op' as OperationId,
        other: 'k2' as KeyId,
        until: NOW,
      } as const
      const row = endsIn(-1, { createdAt: 0, overlap, ...own })
      expect(reasons(row, { ...policy, rotateEveryDays: 1 })).toEqual([])
      expect(
        reasons({ ...row, goneSince: undefined, switch: 'enabled' }, { ...policy, rotateEveryDays: 1 }),
      ).toEqual(['expiry', 'rotation', 'overlap'])
    },
  )

  it('is an overlap, once: at the old key, or at the one key that holds both values', () => {
    const overlap = { operation: 'op' as OperationId, other: 'k2' as KeyId, until: NOW }
    expect(reasons(keyRow({ overlap: { ...overlap, role: 'new' } }))).toEqual([])
    expect(keyEvents(keyRow({ overlap: { ...overlap, role: 'old' } }), policy)).toMatchObject([
      { reason: 'overlap', subject: 'op', about: { key: 'k1' }, at: NOW, leads: [0] },
    ])
    expect(reasons(keyRow({ overlap: { ...overlap, role: 'new', other: 'k1' as KeyId } }))).toEqual([
      'overlap',
    ])
  })
})

describe('the age of a secret', () => {
  const every90 = { ...policy, rotateEveryDays: 90 }

  it('counts from when the secret was issued, else from when the key was made', () => {
    expect(rotationDue(keyRow({ createdAt: NOW }), every90)).toBe(NOW + 90 * DAY_MS)
    expect(rotationDue(keyRow({ createdAt: NOW, secretMadeAt: NOW + 5 }), every90)).toBe(
      NOW + 5 + 90 * DAY_MS,
    )
  })

  it('has no limit where nobody has set one, and where it is not known', () => {
    expect(rotationDue(keyRow({ createdAt: NOW }), policy)).toBeUndefined()
    expect(rotationDue(keyRow(), every90)).toBeUndefined()
  })

  it('may have another limit for one key, or none', () => {
    expect(rotationDue(keyRow({ createdAt: NOW, rotateEveryDays: 7 }), every90)).toBe(NOW + 7 * DAY_MS)
    expect(rotationDue(keyRow({ createdAt: NOW, rotateEveryDays: 0 }), every90)).toBeUndefined()
  })
})

describe('a key is overdue', () => {
  const every90 = { ...policy, rotateEveryDays: 90 }
  const old = { role: 'old', operation: 'op' as OperationId, other: 'k2' as KeyId, until: NOW } as const

  it('from the very instant that its secret is too old, whether or not anybody is reminded', () => {
    const row = keyRow({ createdAt: NOW - 90 * DAY_MS })
    expect(isKeyOverdue(row, every90, NOW)).toBe(true)
    expect(isKeyOverdue(row, every90, NOW - 1)).toBe(false)
    expect(isKeyOverdue(row, { ...every90, reminders: false }, NOW)).toBe(true)
    expect(isKeyOverdue(row, policy, NOW)).toBe(false)
  })

  it('once its overlap is over, at the old key only', () => {
    expect(isKeyOverdue(keyRow({ overlap: old }), policy, NOW)).toBe(true)
    expect(isKeyOverdue(keyRow({ overlap: old }), policy, NOW - 1)).toBe(false)
    expect(isKeyOverdue(keyRow({ overlap: { ...old, role: 'new' } }), policy, NOW)).toBe(false)
  })

  it('never because of an old secret that its provider ends by itself, and nobody is reminded of that', () => {
    const stays = keyRow({
      id: 'k2' as KeyId,
      expires: { source: 'typed' },
      overlap: { ...old, role: 'new', endsAtProvider: true },
    })
    expect(isKeyOverdue(stays, policy, NOW)).toBe(false)
    expect(reasons(stays)).toEqual([])
    const byHand = { ...stays, overlap: { ...stays.overlap!, endsAtProvider: undefined } }
    expect(reasons(byHand)).toEqual(['overlap'])
  })

  it('never when it is gone or switched off', () => {
    expect(isKeyOverdue(keyRow({ overlap: old, goneSince: NOW }), policy, NOW)).toBe(false)
    expect(isKeyOverdue(keyRow({ createdAt: 0, switch: 'disabled' }), every90, NOW)).toBe(false)
  })
})

it('an account gives reason for the end of its credential, where that is known', () => {
  const account = accountRow({ id: 'lab' as AccountId, credentialExpiresAt: NOW })
  expect(accountEvents(account, policy)).toMatchObject([
    { reason: 'credential', subject: 'lab', at: NOW, leads: [30, 14, 7, 3, 1, 0] },
  ])
  expect(accountEvents(accountRow(), policy)).toEqual([])
  expect(accountEvents(account, { ...policy, reminderDays: [] })).toEqual([])
})

const event = (own: Partial<ReminderEvent> = {}): ReminderEvent => ({
  ...keyEvents(endsIn(0), policy)[0]!,
  ...own,
})

describe('a stage', () => {
  it.each([
    ['a millisecond before the first', -30 * DAY_MS - 1, undefined],
    ['at the first', -30 * DAY_MS, 30],
    ['a millisecond before the next', -14 * DAY_MS - 1, 30],
    ['at the next', -14 * DAY_MS, 14],
    ['a millisecond before the last day', -DAY_MS - 1, 3],
    ['a millisecond before the end', -1, 1],
    ['at the end', 0, 0],
    ['long after it', 400 * DAY_MS, 0],
  ])('begins to the millisecond: %s', (_what, offsetMs, stage) => {
    expect(stageAt(event(), NOW + offsetMs)).toBe(stage)
  })

  it('begins at the same instant wherever the machine is and whenever its days begin', () => {
    // GitLab's dates end at 00:00 UTC. On the day before, the end is at most a day away in every time zone.
    const at = Date.UTC(2026, 2, 29)
    const stages = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Berlin'].map((zone) => {
      const before = process.env.TZ
      process.env.TZ = zone
      try {
        return [at - DAY_MS - 1, at - DAY_MS, at - 1, at].map((now) => stageAt(event({ at }), now))
      } finally {
        process.env.TZ = before
      }
    })
    for (const found of stages) expect(found).toEqual([3, 1, 1, 0])
  })

  it('is silent while its key is snoozed, and back at that very instant', () => {
    const snoozed = event({ snoozedUntil: NOW + DAY_MS })
    expect(dueLead(snoozed, NOW + DAY_MS - 1)).toBeUndefined()
    expect(dueLead(snoozed, NOW + DAY_MS)).toBe(0)
  })
})

describe('the next instant', () => {
  const someEvents = fc
    .array(fc.tuple(datedKeys, fc.option(instants, { nil: undefined }), fc.nat(400)), { maxLength: 6 })
    .map((drawn) =>
      drawn.flatMap(([row, snoozedUntil, rotateEveryDays]) =>
        keyEvents({ ...row, snoozedUntil, rotateEveryDays, createdAt: row.validFrom }, policy),
      ),
    )

  it('is the first at which any stage differs: nothing comes before it, something comes at it', () => {
    fc.assert(
      fc.property(someEvents, instants, fc.double({ min: 0, max: 1, noNaN: true }), (all, now, part) => {
        const stages = (at: number) => all.map((one) => dueLead(one, at))
        const next = nextInstant(all, now)
        if (next === undefined) {
          expect(stages(now + 1e12)).toEqual(stages(now))
          return
        }
        expect(next).toBeGreaterThan(now)
        const between = Math.min(next - 1, now + Math.floor((next - now) * part))
        expect(stages(between)).toEqual(stages(now))
      }),
    )
  })
})
