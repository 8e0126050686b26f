/** The tables of reminders: snoozes, and sent reminders. */
import type Database from 'better-sqlite3'
import type { Store, SentReminder } from '../core/ports/store.ts'
import type { KeyId } from '../../shared/model/model.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Snooze {
  readonly key_id: string
  readonly until: number
}

interface Told {
  readonly subject: string
  readonly reason: SentReminder['reason']
  readonly at: number
  readonly days: number
  readonly told_at: number
}

/** All methods throw Failure `vault`. */
export function createReminders(db: Database.Database): Store['reminders'] {
  const snoozes = prepare<Snooze>(db, 'SELECT key_id, until FROM snoozes')
  const snooze = prepareUpsert(db, 'snoozes', ['key_id'], ['until'])
  const unsnooze = prepare(db, 'DELETE FROM snoozes WHERE key_id = @key')
  const told = prepare<Told>(
    db,
    'SELECT * FROM told WHERE subject = @subject AND reason = @reason AND at = @at ORDER BY days',
  )
  const tell = prepareUpsert(db, 'told', ['subject', 'reason', 'at', 'days'], ['told_at'])
  const untell = prepare(
    db,
    'DELETE FROM told WHERE subject = @subject AND reason = @reason AND at = @at AND days = @days',
  )
  const last = prepare<{ readonly at: number | null }>(db, 'SELECT max(told_at) AS at FROM told')
  const forgetAfter = prepare(db, 'DELETE FROM told WHERE told_at > @instant')
  const forgetStrangers = prepare(
    db,
    `DELETE FROM told WHERE subject NOT IN (
       SELECT id FROM keys UNION ALL SELECT id FROM accounts UNION ALL SELECT id FROM operations
     )`,
  )
  return {
    snoozes: () => snoozes.all().map((row) => ({ key: row.key_id as KeyId, until: row.until })),
    snooze: (key, until) => snooze.run({ key_id: key, until }),
    unsnooze: (key) => unsnooze.run({ key }),
    told: ({ subject, reason, at }) => told.all({ subject, reason, at }).map(toRecord),
    tell: ({ subject, reason, at, days, toldAt }) => tell.run({ subject, reason, at, days, told_at: toldAt }),
    untell: ({ subject, reason, at, days }) => untell.run({ subject, reason, at, days }),
    lastToldAt: () => last.get()?.at ?? undefined,
    forgetToldAfter: (instant) => forgetAfter.run({ instant }),
    forgetStrangers: () => forgetStrangers.run({}),
  }
}

const toRecord = ({ told_at: toldAt, ...rest }: Told): SentReminder => ({ ...rest, toldAt })
