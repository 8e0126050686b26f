/** The guarantees of every store: snoozes and sent reminders. */
import { describe, expect, it } from 'vitest'
import type { Store, SentReminder } from '../../electron/core/ports/store.ts'
import type { KeyId } from '../../shared/model/model.ts'
import { accountRecord, keyRecord, operationRecord, START_MS } from '../fakes/records.ts'

const K1 = 'key-1' as KeyId
const K2 = 'key-2' as KeyId

const sentReminder = (changes: Partial<SentReminder> = {}): SentReminder => ({
  reason: 'expiry',
  subject: K1,
  at: START_MS,
  days: 7,
  sentAt: START_MS - 7,
  ...changes,
})

export function testReminders(store: () => Store): void {
  describe('snoozes', () => {
    it('keep the last date of each key until the snooze ends', () => {
      for (const id of [K1, K2]) store().keys.put(keyRecord({ id }))
      store().reminders.snooze(K1, 1)
      store().reminders.snooze(K1, 2)
      store().reminders.snooze(K2, 3)
      store().reminders.unsnooze(K2)
      expect(store().reminders.snoozes()).toEqual([{ key: K1, until: 2 }])
    })

    it('survive a change of their key, and are removed with the key', () => {
      store().keys.put(keyRecord())
      store().reminders.snooze(K1, 1)
      store().keys.put(keyRecord({ name: 'renamed' }))
      expect(store().reminders.snoozes()).toHaveLength(1)
      store().keys.remove(K1)
      expect(store().reminders.snoozes()).toEqual([])
    })

    it('refuse an unknown key', () => {
      expect(() => store().reminders.snooze('nobody' as KeyId, 1)).toThrow()
    })
  })

  describe('a sent reminder', () => {
    it('has one row for each lead time; an event’s rows come shortest lead time first', () => {
      store().reminders.record(sentReminder())
      store().reminders.record(sentReminder({ days: 3, sentAt: 5 }))
      store().reminders.record(sentReminder({ days: 3, sentAt: 6 }))
      store().reminders.record(sentReminder({ at: START_MS + 1 }))
      store().reminders.record(sentReminder({ reason: 'rotation', days: 0 }))
      store().reminders.record(sentReminder({ subject: K2 }))
      expect(store().reminders.recorded(sentReminder())).toEqual([
        sentReminder({ days: 3, sentAt: 6 }),
        sentReminder(),
      ])
      store().reminders.remove(sentReminder())
      expect(store().reminders.recorded(sentReminder())).toEqual([sentReminder({ days: 3, sentAt: 6 })])
    })

    it('is removed if it was sent after a given instant', () => {
      expect(store().reminders.lastSentAt()).toBeUndefined()
      store().reminders.record(sentReminder({ sentAt: 5 }))
      store().reminders.record(sentReminder({ days: 3, sentAt: 6 }))
      expect(store().reminders.lastSentAt()).toBe(6)
      store().reminders.removeSentAfter(5)
      expect(store().reminders.recorded(sentReminder())).toEqual([sentReminder({ sentAt: 5 })])
    })

    it('is removed once its subject no longer exists', () => {
      store().keys.put(keyRecord())
      store().accounts.put(accountRecord())
      store().operations.put(operationRecord())
      const kept = [
        sentReminder(),
        sentReminder({ reason: 'credential', subject: 'account-1' }),
        sentReminder({ reason: 'overlap', subject: 'operation-1' }),
      ]
      const stranger = sentReminder({ subject: K2 })
      for (const record of [...kept, stranger]) store().reminders.record(record)
      store().reminders.forgetStrangers()
      expect([...kept, stranger].flatMap((record) => store().reminders.recorded(record))).toEqual(kept)
    })

    it.each([
      ['a reason nobody knows', { reason: 'weather' as never }],
      ['a day after the date', { days: -1 }],
    ])('refuses %s', (_what, changes) => {
      expect(() => store().reminders.record(sentReminder(changes))).toThrow()
    })
  })
}
