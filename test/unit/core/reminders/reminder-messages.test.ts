import { describe, expect, it } from 'vitest'
import {
  reminderNotification,
  summaryNotification,
} from '../../../../electron/core/reminders/reminder-messages.ts'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import type { AccountId, KeyId } from '../../../../shared/model/model.ts'
import type { ReminderEvent, Reminder } from '../../../../shared/expiry/reminders.ts'
import { NOW } from '../../shared/search/key-samples.ts'

const seen = { now: NOW, names: true, canSnooze: true }
const unseen = { now: NOW, names: false, canSnooze: false }

const reminder = (days: number, own: Partial<ReminderEvent> = {}): Reminder => ({
  event: {
    reason: 'expiry',
    subject: 'k1',
    about: { kind: 'key', key: 'k1' as KeyId },
    name: 'grafana-prod',
    at: NOW + days * DAY_MS,
    leads: [],
    snoozedUntil: undefined,
    ...own,
  },
  days,
})

describe('one reminder', () => {
  it.each([
    [reminder(3), 'grafana-prod expires in 3 days'],
    [reminder(3, { at: NOW + 3 * DAY_MS - 1 }), 'grafana-prod expires in 2 days'],
    [reminder(0), 'grafana-prod has expired'],
    [reminder(0, { reason: 'rotation' }), 'grafana-prod is due for rotation'],
    [reminder(0, { reason: 'overlap' }), 'grafana-prod can be retired'],
    [reminder(0, { reason: 'leak' }), 'grafana-prod was found in public'],
    [reminder(7, { reason: 'credential' }), 'The credential of grafana-prod expires in 7 days'],
  ])('says what is certain: %#', (one, title) => {
    expect(reminderNotification(one, seen).title).toBe(title)
  })

  it('is urgent once something has ended', () => {
    expect(reminderNotification(reminder(1), seen).urgency).toBe('normal')
    expect(reminderNotification(reminder(0), seen).urgency).toBe('critical')
  })

  it('offers to put off its key, but not an old key that can be kept longer, nor an account', () => {
    const offered = (own: Partial<ReminderEvent>) => reminderNotification(reminder(0, own), seen).snoozes
    expect(offered({})).toEqual(['k1'])
    expect(offered({ reason: 'rotation' })).toEqual(['k1'])
    expect(offered({ reason: 'overlap' })).toEqual([])
    expect(offered({ reason: 'credential', about: { kind: 'account', account: 'a' as AccountId } })).toEqual(
      [],
    )
    expect(reminderNotification(reminder(0), unseen).snoozes).toEqual([])
  })
})

describe('a summary', () => {
  const seven = Array.from({ length: 7 }, (_, n) => reminder(n === 0 ? 14 : 3, { name: `key ${String(n)}` }))

  it('counts what is alike and names a few', () => {
    expect(summaryNotification(seven, seen)).toMatchObject({
      title: '7 keys expire within 14 days',
      body: 'key 0, key 1, key 2 and 4 more',
      about: { kind: 'attention' },
    })
  })

  it('keeps different things apart, the most urgent first', () => {
    const mixed = [...seven, reminder(0), reminder(0, { reason: 'rotation' })]
    const { title, body, urgency } = summaryNotification(mixed, seen)
    expect([title, urgency]).toEqual(['1 key has expired', 'critical'])
    expect(body).toContain('7 keys expire within 14 days. 1 secret is due for rotation.')
  })

  it('offers to put off each of its keys once', () => {
    const both = [reminder(3), reminder(0, { reason: 'rotation' })]
    expect(summaryNotification(both, seen).snoozes).toEqual(['k1'])
    expect(summaryNotification(both, unseen).snoozes).toEqual([])
  })
})

it('no name is said where none may be seen', () => {
  const reasons = ['expiry', 'rotation', 'overlap', 'credential'] as const
  const all = reasons.map((reason) => reminder(0, { reason }))
  const said = [...all.map((one) => reminderNotification(one, unseen)), summaryNotification(all, unseen)]
  expect(JSON.stringify(said)).not.toContain('grafana')
})
