/** Migration 0012 gives columns and values the names that the code uses. */
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate, migrations } from '../../../electron/store/migrations.ts'

describe('0012-names', () => {
  const before = () => {
    const db = new Database(':memory:')
    migrate(db, migrations.slice(0, 11))
    db.pragma('foreign_keys = ON')
    db.exec(
      `INSERT INTO keys (id, provider, scope, name, switch, expiry_source, grants, facts, stale, version, favourite, tags, notes,
         environment, console_url, renewal_denied, as_of)
       VALUES ('k', 'manual', '', 'n', 'enabled', 'unknown', '[]', '[]', 0, 1, 0, '[]', '', '', '', 0, 0)`,
    )
    return db
  }

  it('gives each version its validity', () => {
    const db = before()
    const put = db.prepare("INSERT INTO versions VALUES ('k', ?, ?, 'b', 'typed', 5, ?)")
    for (const [index, honoured] of ['yes', 'dead', 'unknown'].entries())
      put.run(index + 1, `key k v${index + 1}`, honoured)
    migrate(db)
    expect(db.prepare('SELECT version, entry, made_at, validity FROM versions').all()).toEqual(
      ['valid', 'revoked', 'unknown'].map((validity, index) => {
        return { version: index + 1, entry: `key k v${index + 1}`, made_at: 5, validity }
      }),
    )
    expect(() => db.exec("DELETE FROM keys WHERE id = 'k'")).toThrow(/FOREIGN KEY/)
  })

  it.each([
    [null, null],
    [
      '{"state":"checking","nextLookAt":1764500000123}',
      { state: 'checking', nextCheckAt: 1_764_500_000_123 },
    ],
    ['{"state":"found","name":"nextLookAt"}', { state: 'found', name: 'nextLookAt' }],
    ['"of a newer form"', 'of a newer form'],
  ])('renames what the journal keeps: %s', (verdict, assessment) => {
    const db = before()
    db.prepare(
      `INSERT INTO operations (id, kind, state, key_id, version, provider, name, started_at, deadline, draft, looks, told_before, verdict)
       VALUES ('o', 'create', 'unknown', 'k', 2, 'p', 'n', 3, 4, '{}', '[5]', '{"remoteId":"r"}', ?)`,
    ).run(verdict)
    migrate(db)
    const row = db.prepare('SELECT checks, key_before, assessment FROM operations').get() as Record<
      string,
      string
    >
    expect(row).toMatchObject({ checks: '[5]', key_before: '{"remoteId":"r"}' })
    expect(JSON.parse(row.assessment ?? 'null')).toEqual(assessment)
  })

  it('keeps the reminders that were sent', () => {
    const db = before()
    db.exec("INSERT INTO told (subject, reason, at, days, told_at) VALUES ('k', 'leak', 5, 0, 7)")
    migrate(db)
    expect(db.prepare('SELECT * FROM sent_reminders').all()).toEqual([
      { subject: 'k', reason: 'leak', at: 5, days: 0, sent_at: 7 },
    ])
  })
})
