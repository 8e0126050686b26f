import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../electron/store/database.ts'
import { createStorage } from '../../../electron/store/storage.ts'
import { createStore } from '../../../electron/store/store.ts'
import { keyRecord } from '../../fakes/records.ts'
import { testStore } from '../../suites/store.suite.ts'
import { makeVaultFolder, modeOf } from './vault-folder.ts'

testStore('on disk', () => makeVaultFolder().open())

it('makes a vault on the first start, folders included, for its owner only', () => {
  const { root } = makeVaultFolder()
  const folder = join(root, 'not', 'yet')
  const databasePath = join(folder, 'keyhold.sqlite')
  const storage = createStorage({
    paths: { databasePath, backupDir: join(folder, 'b'), sealedResponseDir: join(folder, 'r') },
    clock: { now: () => 0 },
  })
  const opened = storage.open()
  if (opened.state === 'shut') throw new Error(opened.why)
  opened.store.keys.put(keyRecord())
  expect([folder, databasePath, `${databasePath}-wal`].map(modeOf)).toEqual(['700', '600', '600'])
  opened.store.close()
})

it('keeps what was written over a clean close, and leaves one file with its note', () => {
  const vault = makeVaultFolder()
  const store = vault.open()
  store.keys.put(keyRecord())
  store.close()
  store.close()
  expect(Object.keys(vault.files())).toEqual([
    'vault',
    'vault/keyhold.sqlite',
    'vault/keyhold.sqlite-commits',
  ])
  expect(vault.open().keys.all()).toEqual([keyRecord()])
})

it('finds what a killed program had committed, from the log that it left', () => {
  const vault = makeVaultFolder()
  const store = vault.open()
  store.keys.put(keyRecord({ name: 'committed' }))
  const after = makeVaultFolder()
  for (const suffix of ['', '-wal']) {
    copyFileSync(vault.paths.databasePath + suffix, after.paths.databasePath + suffix)
  }
  const reopened = after.open()
  expect(reopened.keys.all()).toEqual([keyRecord({ name: 'committed' })])
  reopened.close()
  expect(Object.keys(after.files())).toEqual([
    'vault',
    'vault/keyhold.sqlite',
    'vault/keyhold.sqlite-commits',
  ])
})

it('undoes what another tool had begun and not committed', () => {
  const vault = makeVaultFolder()
  vault.open().close()
  const db = new Database(vault.paths.databasePath)
  db.pragma('journal_mode = DELETE')
  db.pragma('cache_size = 1') // so that half of the change reaches the file before its commit
  const insert = db.prepare('INSERT INTO settings VALUES (?, ?)')
  db.exec('BEGIN')
  for (let n = 0; n < 1_000; n++) insert.run(`setting-${n}`, JSON.stringify('x'.repeat(1_000)))
  const after = makeVaultFolder()
  for (const suffix of ['', '-journal']) {
    copyFileSync(vault.paths.databasePath + suffix, after.paths.databasePath + suffix)
  }
  db.close()
  after.open().close()
  const check = new Database(after.paths.databasePath, { readonly: true })
  expect(check.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(0)
  check.close()
})

it('writes durably, checks references, and trusts no foreign schema', () => {
  const vault = makeVaultFolder()
  vault.open().close()
  const db = openDatabase(vault.paths.databasePath, () => expect.unreachable())
  const pragma = (name: string) => db.pragma(name, { simple: true })
  expect({
    journal: pragma('journal_mode'),
    synchronous: pragma('synchronous'),
    fullfsync: pragma('fullfsync'),
    references: pragma('foreign_keys'),
    trusted: pragma('trusted_schema'),
    locking: pragma('locking_mode'),
  }).toEqual({
    journal: 'wal',
    synchronous: 2, // FULL
    fullfsync: Number(process.platform === 'darwin'),
    references: 1,
    trusted: 0,
    locking: 'exclusive',
  })
  db.close()
})

it('waits for the disk in every transaction but one whose content can be had again', () => {
  const vault = makeVaultFolder()
  vault.open().close()
  const db = openDatabase(vault.paths.databasePath, () => expect.unreachable())
  const store = createStore(db)
  const waits = () => db.pragma('synchronous', { simple: true })
  const [FULL, NORMAL] = [2, 1]
  expect(store.transaction(waits)).toBe(FULL)
  expect(store.transaction(waits, 'repeatable')).toBe(NORMAL)
  expect(store.transaction(() => store.transaction(waits, 'repeatable'))).toBe(FULL)
  expect(() => store.transaction(() => expect.fail('thrown'), 'repeatable')).toThrow('thrown')
  expect(waits()).toBe(FULL)
  store.close()
})

it('takes the permissions of a file back to its owner', () => {
  const vault = makeVaultFolder()
  vault.open().close()
  chmodSync(vault.paths.databasePath, 0o644)
  vault.open().keys.put(keyRecord())
  expect(modeOf(vault.paths.databasePath)).toBe('600')
  expect(modeOf(`${vault.paths.databasePath}-wal`)).toBe('600')
})

it('starts again after a crash in the very first start', () => {
  const vault = makeVaultFolder()
  writeFileSync(`${vault.paths.databasePath}.new`, 'half a database')
  vault.open().close()
  expect(Object.keys(vault.files())).toEqual([
    'vault',
    'vault/keyhold.sqlite',
    'vault/keyhold.sqlite-commits',
  ])
})

it('takes an empty file for a first start, as nothing is in it', () => {
  const vault = makeVaultFolder()
  writeFileSync(vault.paths.databasePath, '')
  expect(vault.open().keys.all()).toEqual([])
})

it('is not misled by what a file browser leaves in a folder', () => {
  const vault = makeVaultFolder()
  mkdirSync(vault.paths.sealedResponseDir)
  writeFileSync(join(vault.paths.sealedResponseDir, '.DS_Store'), '')
  expect(vault.storage().open().state).toBe('open')
})

it('returns the free bytes of its disk, even before the folder exists', () => {
  const { paths, clock } = makeVaultFolder()
  const at = (databasePath: string) => createStorage({ paths: { ...paths, databasePath }, clock }).freeBytes()
  expect(at(paths.databasePath)).toBeGreaterThan(0)
  expect(at(join(dirname(paths.databasePath), 'not', 'yet', 'k.sqlite'))).toBeGreaterThan(0)
})
