import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../electron/core/ports/store.ts'
import { fileFailure, sqliteFailure } from '../../../electron/store/failures.ts'
import { migrate } from '../../../electron/store/migrations.ts'
import { createStore } from '../../../electron/store/store.ts'
import type { VaultTrouble } from '../../../shared/contract/errors.ts'
import type { AccountId, KeyId, OperationId } from '../../../shared/model/model.ts'
import { accountRecord, historyEntry, keyRecord, operationRecord } from '../../fakes/records.ts'

const vault = (why: VaultTrouble) => expect.objectContaining({ error: { kind: 'vault', why } }) as Error

function openPatched() {
  const db = new Database(':memory:')
  migrate(db)
  const store = createStore(db)
  store.keys.put(keyRecord())
  store.accounts.put(accountRecord())
  store.operations.put(operationRecord())
  store.history.add(historyEntry())
  db.exec('DROP TRIGGER history_never_changes')
  db.pragma('ignore_check_constraints = ON')
  return { db, store }
}

const keys = (store: Store) => [() => store.keys.all(), () => store.keys.get('key-1' as KeyId)]
const accounts = (store: Store) => [
  () => store.accounts.all(),
  () => store.accounts.get('account-1' as AccountId),
]
const operations = (store: Store) => [
  () => store.operations.open(),
  () => store.operations.get('operation-1' as OperationId),
]
const history = (store: Store) => [() => store.history.list({ limit: 9 })]

it('reads every saved search that it can, and every other setting', () => {
  const { db, store } = openPatched()
  const one = { id: '00000000-0000-4000-8000-000000000001', name: 'Prod', query: 'env:prod' }
  const stored = JSON.stringify([{ id: 'of a newer program' }, one, { ...one, name: 'Twice' }])
  const put = db.prepare('INSERT INTO settings VALUES (?, ?)')
  put.run('savedSearches', stored)
  put.run('theme', '"dark"')
  expect(store.settings.read()).toMatchObject({ theme: 'dark', savedSearches: [one] })
})

describe('a row that does not fit is reported as damage, never left out', () => {
  it.each([
    ["UPDATE keys SET tags = '[1]'", keys],
    ["UPDATE keys SET tags = '{}'", keys],
    ["UPDATE keys SET tags = '[\"cut'", keys],
    ["UPDATE keys SET grants = '[{}]'", keys],
    [`UPDATE keys SET grants = '[{"permission":"p","target":"t"}]'`, keys],
    [`UPDATE keys SET facts = '[{"label":"only"}]'`, keys],
    ['UPDATE accounts SET settings = \'{"a":{"b":1}}\'', accounts],
    ["UPDATE accounts SET warnings = '[null]'", accounts],
    ["UPDATE accounts SET last_sync_at = 1, last_sync_error = '{}'", accounts],
    ["UPDATE operations SET draft = '[]'", operations],
    ['UPDATE operations SET key_before = \'{"remoteId":"r"}\'', operations],
    ['UPDATE operations SET issued = \'{"remoteId":"r","createdAt":"x"}\'', operations],
    ["UPDATE operations SET error = '7'", operations],
    ['UPDATE operations SET checks = \'["x"]\'', operations],
    ['UPDATE operations SET assessment = \'{"state":"guess"}\'', operations],
    ["UPDATE history SET kind = 'guess'", history],
    ["UPDATE history SET details = '[]'", history],
    ["UPDATE history SET error = '{}'", history],
  ])('%s', (sql, reads) => {
    const { db, store } = openPatched()
    for (const read of reads(store)) expect(read).not.toThrow()
    db.exec(sql)
    for (const read of reads(store)) expect(read).toThrow(vault('damaged'))
  })
})

it('a full disk is reported as such, and the transaction leaves nothing', () => {
  const { db, store } = openPatched()
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`)
  const fill = () =>
    store.transaction(() => {
      for (let n = 0; n < 100; n++)
        store.keys.put(keyRecord({ id: `key-${n}` as KeyId, notes: 'n'.repeat(9_000) }))
    })
  expect(fill).toThrow(vault('disk-full'))
  expect(() => store.keys.put(keyRecord({ notes: 'n'.repeat(90_000) }))).toThrow(vault('disk-full'))
  expect(store.keys.all()).toEqual([keyRecord()])
})

it('a database that may not be written is reported as read-only', () => {
  const { db, store } = openPatched()
  db.pragma('query_only = ON')
  expect(() => store.keys.put(keyRecord())).toThrow(vault('read-only'))
  expect(() => store.transaction(() => store.settings.write(store.settings.read()))).toThrow(
    vault('read-only'),
  )
})

it.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY_DIRECTORY', 'read-only'],
  ['SQLITE_CORRUPT_INDEX', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged'],
  ['SQLITE_BUSY_SNAPSHOT', 'in-use'],
  ['SQLITE_CANTOPEN', 'unreadable'],
  ['SQLITE_IOERR_FSYNC', 'unreadable'],
] as const)('%s means %s', (code, why) => {
  expect(sqliteFailure(new Database.SqliteError('x', code))).toEqual(vault(why))
})

it('a broken rule of a table is a bug and is not reported as damage', () => {
  const error = new Database.SqliteError('CHECK constraint failed', 'SQLITE_CONSTRAINT_CHECK')
  expect(sqliteFailure(error)).toBe(error)
  expect(fileFailure(new TypeError('x'), 'reading')).toBeInstanceOf(TypeError)
})

it.each([
  ['ENOSPC', 'writing', 'disk-full'],
  ['EROFS', 'writing', 'read-only'],
  ['EACCES', 'writing', 'read-only'],
  ['EACCES', 'reading', 'unreadable'],
  ['EIO', 'reading', 'unreadable'],
] as const)('%s while %s means %s', (code, doing, why) => {
  const failure = fileFailure(Object.assign(new Error('/secret/path'), { code }), doing)
  expect(failure).toEqual(vault(why))
  expect(failure).not.toHaveProperty('cause')
})
