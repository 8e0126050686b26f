/** The tables of reminders: snoozes, and sent reminders. */
import type Database from 'better-sqlite3'
import type { Store, SentReminder } from '../core/ports/store.ts'
import type { KeyId } from '../../shared/model/model.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Snooze {
  readonly key_id: string
  readonly until: number
}

interface SentRow {
  readonly subject: string
  readonly reason: SentReminder['reason']
  readonly at: number
  readonly days: number
  readonly sent_at: number
}

/** All methods throw Failure `vault`. */
export function createReminders(db: Database.Database): Store['reminders'] {
  const snoozes = prepare<Snooze>(db, 'SELECT key_id, until FROM snoozes')
  const snooze = prepareUpsert(db, 'snoozes', ['key_id'], ['until'])
  const unsnooze = prepare(db, 'DELETE FROM snoozes WHERE key_id = @key')
  const recorded = prepare<SentRow>(
    db,
    'SELECT * FROM sent_reminders WHERE subject = @subject AND reason = @reason AND at = @at ORDER BY days',
  )
  const record = prepareUpsert(db, 'sent_reminders', ['subject', 'reason', 'at', 'days'], ['sent_at'])
  const remove = prepare(
    db,
    'DELETE FROM sent_reminders WHERE subject = @subject AND reason = @reason AND at = @at AND days = @days',
  )
  const last = prepare<{ readonly at: number | null }>(db, 'SELECT max(sent_at) AS at FROM sent_reminders')
  const removeAfter = prepare(db, 'DELETE FROM sent_reminders WHERE sent_at > @instant')
  const forgetStrangers = prepare(
    db,
    `DELETE FROM sent_reminders WHERE subject NOT IN (
       SELECT id FROM keys UNION ALL SELECT id FROM accounts UNION ALL SELECT id FROM operations
     )`,
  )
  return {
    snoozes: () => snoozes.all().map((row) => ({ key: row.key_id as KeyId, until: row.until })),
    snooze: (key, until) => snooze.run({ key_id: key, until }),
    unsnooze: (key) => unsnooze.run({ key }),
    recorded: ({ subject, reason, at }) => recorded.all({ subject, reason, at }).map(toRecord),
    record: ({ subject, reason, at, days, sentAt }) =>
      record.run({ subject, reason, at, days, sent_at: sentAt }),
    remove: ({ subject, reason, at, days }) => remove.run({ subject, reason, at, days }),
    lastSentAt: () => last.get()?.at ?? undefined,
    removeSentAfter: (instant) => removeAfter.run({ instant }),
    forgetStrangers: () => forgetStrangers.run({}),
  }
}

const toRecord = ({ sent_at: sentAt, ...rest }: SentRow): SentReminder => ({ ...rest, sentAt })
