import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate, migrationFiles, migrations, versionOf } from '../../../electron/store/migrations.ts'

const upTo = (version: number) => {
  const db = new Database(':memory:')
  migrate(db, migrations.slice(0, version))
  return db
}

it('migrations are numbered from one without a gap', () => {
  expect(migrationFiles.map(([name]) => name.slice(0, 5))).toEqual(
    migrationFiles.map((_, index) => `${String(index + 1).padStart(4, '0')}-`),
  )
})

it('every migration has a test here or in a file beside this one', () => {
  expect(migrations).toHaveLength(13)
})

it('migrating twice changes nothing', () => {
  const db = upTo(migrations.length)
  const schema = () => db.prepare('SELECT * FROM sqlite_schema').all()
  const before = schema()
  migrate(db)
  expect(schema()).toEqual(before)
  expect(versionOf(db)).toBe(migrations.length)
})

describe('0001-vault', () => {
  it('makes the six tables, all of them strict', () => {
    const tables = upTo(1)
      .prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'")
      .all()
    expect(tables).toEqual(
      expect.arrayContaining(
        ['accounts', 'history', 'keys', 'operations', 'settings', 'versions'].map((name) => ({
          name,
          strict: 1,
        })),
      ),
    )
    expect(tables).toHaveLength(6)
  })

  it.each([
    ['UPDATE', "UPDATE history SET name = 'x'"],
    ['DELETE', 'DELETE FROM history'],
    ['REPLACE', "REPLACE INTO history (id, at, kind, name, details) VALUES (1, 0, 'copied', 'x', '{}')"],
    [
      'UPSERT',
      "INSERT INTO history (id, at, kind, name, details) VALUES (1, 0, 'copied', 'x', '{}') ON CONFLICT DO UPDATE SET at = 1",
    ],
  ])('refuses to change history by %s', (_how, sql) => {
    const db = upTo(1)
    db.exec("INSERT INTO history (at, kind, name, details) VALUES (7, 'copied', 'name', '{}')")
    expect(() => db.exec(sql)).toThrow('history is append-only')
    expect(db.prepare('SELECT id, at, name FROM history').all()).toEqual([{ id: 1, at: 7, name: 'name' }])
  })

  it.each([
    ["INSERT INTO settings VALUES ('theme', 'dark')", 'value that is not JSON'],
    ["INSERT INTO settings VALUES ('theme', NULL)", 'missing value'],
  ])('refuses %s: %s', (sql) => {
    expect(() => upTo(1).exec(sql)).toThrow(/constraint failed/)
  })
})

describe('lock', () => {
  const at = migrationFiles.findIndex(([name]) => name.endsWith('-lock.sql')) + 1
  const row = (own: Record<string, number | string | null> = {}) => {
    const values = {
      id: 1,
      cost_n: 2,
      cost_r: 8,
      cost_p: 1,
      salt: 's',
      hash: 'h',
      set_at: 0,
      failures: 0,
      ...own,
    }
    const names = Object.keys(values)
    const sql = `INSERT INTO app_lock (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`
    return upTo(at).prepare(sql).run(values)
  }

  it('holds one lock', () => {
    expect(row().changes).toBe(1)
    expect(() => row({ id: 2 })).toThrow(/constraint failed/)
  })

  it.each([
    [{ failures: -1 }],
    [{ retry_left_ms: 5 }],
    [{ removal_left_ms: 5, removal_noted_at_ms: 5 }],
    [{ hash: null }],
  ])('refuses half a lock: %j', (own) => {
    expect(() => row(own)).toThrow(/constraint failed/)
  })
})

describe('reminders', () => {
  const at = migrationFiles.findIndex(([name]) => name.endsWith('-reminders.sql')) + 1

  it('leaves existing keys to the settings, without a snooze or a sent reminder', () => {
    const db = upTo(at - 1)
    db.exec(
      `INSERT INTO keys (id, provider, scope, name, switch, expiry_source, grants, facts, stale, version, favourite, tags, notes,
         environment, console_url, renewal_denied, as_of)
       VALUES ('k', 'manual', '', 'n', 'enabled', 'unknown', '[]', '[]', 0, 0, 0, '[]', '', '', '', 0, 0)`,
    )
    migrate(db, migrations.slice(0, at))
    expect(db.prepare('SELECT reminder_days, rotate_every_days FROM keys').all()).toEqual([
      { reminder_days: null, rotate_every_days: null },
    ])
    expect(db.prepare('SELECT * FROM snoozes').all()).toEqual([])
    expect(db.prepare('SELECT * FROM told').all()).toEqual([])
  })

  it.each([
    "INSERT INTO snoozes VALUES ('nobody', 1)",
    "INSERT INTO told VALUES ('k', 'expiry', 1, 1, NULL)",
    "INSERT INTO told VALUES ('k', 'weather', 1, 1, 1)",
  ])('refuses %s', (sql) => {
    const db = upTo(at)
    db.pragma('foreign_keys = ON')
    expect(() => db.exec(sql)).toThrow(/constraint failed/)
  })
})

describe('0002-overlap', () => {
  it('keeps what the journal held, and has room for a replacement', () => {
    const db = upTo(1)
    const columns = 'id, kind, state, key_id, version, provider, name, started_at, deadline, draft, looks'
    const insert = (values: string) => db.exec(`INSERT INTO operations (${columns}) VALUES (${values})`)
    insert("'old', 'create', 'unknown', 'k', 2, 'p', 'n', 3, 4, '{}', '[5]'")
    const before = db.prepare('SELECT * FROM operations').get()
    migrate(db, migrations.slice(0, 2))
    expect(db.prepare('SELECT * FROM operations').get()).toEqual({ ...(before as object), overlap: null })
    insert("'new', 'replace', 'rolling-back', 'k', 1, 'p', 'n', 3, 4, '{}', '[]'")
    expect(() => insert("'odd', 'replace', 'lost', 'k', 1, 'p', 'n', 3, 4, '{}', '[]'")).toThrow(/constraint/)
  })

  it('finds the open ones by their index', () => {
    const plan = upTo(2)
      .prepare(
        `EXPLAIN QUERY PLAN SELECT * FROM operations
         WHERE state NOT IN ('rejected', 'done', 'rolled-back', 'closed') ORDER BY started_at`,
      )
      .all()
    expect(JSON.stringify(plan)).toContain('operations_open')
  })
})

describe('0005-versions-move', () => {
  it('keeps every version, and deletes none with its key', () => {
    const db = upTo(4)
    db.pragma('foreign_keys = ON')
    db.exec(
      `INSERT INTO keys (id, provider, scope, name, switch, expiry_source, grants, facts, stale, version, favourite, tags, notes,
         environment, console_url, renewal_denied, as_of)
       VALUES ('k', 'manual', '', 'n', 'enabled', 'unknown', '[]', '[]', 0, 1, 0, '[]', '', '', '', 0, 0);
       INSERT INTO versions VALUES ('k', 1, 'key k v1', 'b', 'typed', 5, 'yes')`,
    )
    const before = db.prepare('SELECT * FROM versions').all()
    migrate(db, migrations.slice(0, 5))
    expect(() => db.exec("DELETE FROM keys WHERE id = 'k'")).toThrow(/FOREIGN KEY/)
    expect(db.prepare('SELECT * FROM versions').all()).toEqual(before)
    expect(() =>
      db.exec("INSERT INTO versions VALUES ('k', 2, 'key k v1', 'b', 'typed', 5, 'yes')"),
    ).toThrow()
  })
})

describe('0006-commits', () => {
  it('gives every vault a name of its own and counts from none', () => {
    const row = () =>
      upTo(6).prepare('SELECT vault, count FROM commits').get() as { vault: string; count: number }
    const [one, other] = [row(), row()]
    expect(one).toEqual({ vault: expect.stringMatching(/^[0-9a-f]{16}$/) as string, count: 0 })
    expect(other.vault).not.toBe(one.vault)
  })

  it('holds one row', () => {
    expect(() => upTo(6).exec("INSERT INTO commits VALUES (2, 'v', 0, 0)")).toThrow(/constraint failed/)
  })
})

describe('0007-history', () => {
  const withEntries = () => {
    const db = upTo(6)
    db.exec(
      `INSERT INTO history (at, kind, account_id, name, details, error) VALUES (7, 'sync-failed', 'a', 'n', '{}', '{}');
       INSERT INTO history (at, kind, name, details) VALUES (8, 'copied', 'n', '{}')`,
    )
    migrate(db)
    return db
  }

  it('lets the details of an outage grow, and nothing else of it', () => {
    const db = withEntries()
    db.exec(`UPDATE history SET details = '{"times":2}' WHERE kind = 'sync-failed'`)
    expect(db.prepare('SELECT details FROM history WHERE id = 1').get()).toEqual({ details: '{"times":2}' })
    for (const change of [
      'at = 9',
      "kind = 'copied'",
      "name = 'x'",
      'error = NULL',
      "account_id = 'b'",
      "key_id = 'k'",
      'id = 9',
    ])
      expect(() => db.exec(`UPDATE history SET ${change} WHERE id = 1`)).toThrow('history is append-only')
    expect(() => db.exec(`UPDATE history SET details = '{}' WHERE id = 2`)).toThrow('history is append-only')
  })

  it('deletes nothing that no retention rule has passed', () => {
    const db = withEntries()
    expect(() => db.exec('DELETE FROM history')).toThrow('history is append-only')
    db.exec('UPDATE history_floor SET id = 2')
    expect(() => db.exec('DELETE FROM history')).toThrow('history is append-only')
    db.exec('DELETE FROM history WHERE id < 2')
    expect(db.prepare('SELECT id FROM history').all()).toEqual([{ id: 2 }])
  })
})

describe('0008-account-sign', () => {
  it('leaves accounts that are there without a sign', () => {
    const db = upTo(7)
    db.exec(
      `INSERT INTO accounts (id, provider, name, settings, credential_entry, credential_version, credential_backend, connected_at, warnings)
       VALUES ('a', 'p', 'n', '{}', 'e', 1, 'b', 0, '[]')`,
    )
    migrate(db)
    expect(db.prepare('SELECT name, sign FROM accounts').get()).toEqual({ name: 'n', sign: null })
  })
})

describe('0009-leaks', () => {
  const insertion = "INSERT INTO told (subject, reason, at, days, told_at) VALUES ('k', 'REASON', 5, 0, 7)"

  it('keeps the reminders that were sent, and takes the new reason', () => {
    const db = upTo(8)
    db.exec(insertion.replace('REASON', 'expiry'))
    migrate(db, migrations.slice(0, 9))
    db.exec(insertion.replace('REASON', 'leak'))
    expect(db.prepare('SELECT * FROM told ORDER BY reason').all()).toEqual(
      ['expiry', 'leak'].map((reason) => ({ subject: 'k', reason, at: 5, days: 0, told_at: 7 })),
    )
    expect(() => db.exec(insertion.replace('REASON', 'weather'))).toThrow('CHECK')
  })

  it('knows no leak of a key that is there, and no place without a time', () => {
    const db = upTo(8)
    db.exec(
      `INSERT INTO keys (id, provider, scope, name, switch, expiry_source, grants, facts, stale, version, favourite, tags, notes, environment, console_url, renewal_denied, as_of)
       VALUES ('k', 'p', '', 'n', 'enabled', 'unknown', '[]', '[]', 0, 0, 0, '[]', '', '', '', 0, 0)`,
    )
    migrate(db)
    expect(db.prepare('SELECT leaked_at, leaked_where FROM keys').get()).toEqual({
      leaked_at: null,
      leaked_where: null,
    })
    expect(() => db.exec("UPDATE keys SET leaked_where = 'https://code.example'")).toThrow('CHECK')
  })
})

describe('0010-described-providers', () => {
  const add = (id: string, document: string) => (db: Database.Database) =>
    db.exec(`INSERT INTO described_providers VALUES ('${id}', '${document}', NULL, 1, 2)`)

  it('keeps a document of any form, and no other ids than those of described providers', () => {
    const db = upTo(10)
    add('described-0a1b2c3d', 'of a form that nobody knows yet')(db)
    expect(db.prepare('SELECT id, document FROM described_providers').all()).toEqual([
      { id: 'described-0a1b2c3d', document: 'of a form that nobody knows yet' },
    ])
    expect(() => add('gitlab', '{}')(db)).toThrow('CHECK')
    expect(() => add('described-0a1b2c3d', '{}')(db)).toThrow('UNIQUE')
  })
})

describe('0011-completion', () => {
  it('lets the provider complete the keys whose creation is under way, and no other', () => {
    const db = upTo(10)
    const add = db.prepare(
      `INSERT INTO operations (id, kind, state, key_id, version, provider, name, started_at, deadline, draft, looks)
       VALUES (@kind || ' ' || @state, @kind, @state, 'k', 1, 'p', 'n', 0, 0, '{}', '[]')`,
    )
    for (const kind of ['create', 'replace', 'regenerate', 'add'])
      for (const state of ['received', 'done', 'overlapping']) add.run({ kind, state })
    migrate(db)
    const found = db.prepare('SELECT id FROM operations WHERE completion IS NOT NULL ORDER BY id').all()
    expect(found).toEqual([{ id: 'create received' }, { id: 'replace received' }])
  })
})

describe('0013-empty-lists', () => {
  it('says of no provider that it has no keys', () => {
    const db = upTo(12)
    db.exec("INSERT INTO described_providers VALUES ('described-0a1b2c3d', '{}', 7, 1, 2)")
    migrate(db)
    expect(db.prepare('SELECT list_confirmed_at, no_keys_at FROM described_providers').all()).toEqual([
      { list_confirmed_at: 7, no_keys_at: null },
    ])
  })
})
