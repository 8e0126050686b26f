import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { KeyId } from '../../../shared/model/model.ts'
import { migrations } from '../../../electron/store/migrations.ts'
import { openMemoryStore } from '../../fakes/memory-store.ts'
import { keyRecord, START_MS } from '../../fakes/records.ts'
import { makeVaultFolder, modeOf } from './vault-folder.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function openVault() {
  const vault = makeVaultFolder()
  const storage = vault.storage()
  const store = vault.open(storage)
  return { vault, storage, store, dir: vault.paths.backupDir }
}

describe('a backup', () => {
  it('is one whole file with the date in its name, for its owner only', () => {
    const { vault, storage, store, dir } = openVault()
    store.keys.put(keyRecord())
    storage.backup(store)
    expect(readdirSync(dir)).toEqual(['keyhold-2026-11-21T03-50-00Z.sqlite'])
    expect(modeOf(dir)).toBe('700')
    expect(modeOf(join(dir, 'keyhold-2026-11-21T03-50-00Z.sqlite'))).toBe('600')
    expect(storage.backups()).toEqual([
      { name: 'keyhold-2026-11-21T03-50-00Z.sqlite', madeAt: START_MS, keys: 1, good: true },
    ])
    expect(Object.keys(vault.files()).filter((name) => name.startsWith('vault/backups/'))).toHaveLength(1)
  })

  it('is made once a day, and at once when forced', () => {
    const { vault, storage, store, dir } = openVault()
    storage.backup(store)
    vault.clock.pass(23 * HOUR_MS)
    storage.backup(store)
    expect(readdirSync(dir)).toHaveLength(1)
    storage.backup(store, { force: true })
    expect(readdirSync(dir)).toHaveLength(2)
    vault.clock.pass(DAY_MS)
    storage.backup(store)
    expect(readdirSync(dir)).toHaveLength(3)
  })

  it('is made when the clock had been wrong and earlier ones lie in the future', () => {
    const { vault, storage, store, dir } = openVault()
    storage.backup(store)
    vault.clock.pass(-40 * DAY_MS)
    storage.backup(store)
    storage.backup(store)
    expect(readdirSync(dir)).toHaveLength(2)
  })

  it('is never written over by one of the same second', () => {
    const { storage, store } = openVault()
    storage.backup(store, { force: true })
    store.keys.put(keyRecord())
    storage.backup(store, { force: true })
    expect(storage.backups().map(({ keys, madeAt }) => [keys, madeAt])).toEqual([
      [1, START_MS + 1_000],
      [0, START_MS],
    ])
  })

  it('lets go of the oldest when there are more than seven', () => {
    const { vault, storage, store } = openVault()
    for (let day = 0; day < 10; day++) {
      storage.backup(store)
      vault.clock.pass(DAY_MS)
    }
    const newestFirst = [9, 8, 7, 6, 5, 4, 3].map((day) => START_MS + day * DAY_MS)
    expect(storage.backups().map(({ madeAt }) => madeAt)).toEqual(newestFirst)
  })

  it('neither deletes nor counts what cannot be read, nor anything that is no backup', () => {
    const { vault, storage, store, dir } = openVault()
    mkdirSync(dir)
    const strangers = ['notes.txt', 'keyhold-2020-13-45T99-00-00Z.sqlite', 'keyhold-2020.sqlite']
    for (const name of strangers) writeFileSync(join(dir, name), 'mine')
    const unreadable = ['keyhold-2020-01-01T00-00-00Z.sqlite', 'keyhold-2030-01-01T00-00-00Z.sqlite']
    for (const name of unreadable) writeFileSync(join(dir, name), 'broken')
    for (let day = 0; day < 9; day++) {
      storage.backup(store)
      vault.clock.pass(DAY_MS)
    }
    expect(readdirSync(dir)).toEqual(expect.arrayContaining([...strangers, ...unreadable]))
    expect(storage.backups().map(({ good }) => good)).toEqual([false, ...Array<boolean>(7).fill(true), false])
  })

  it('does not let go of an old one that has been damaged behind its header', () => {
    const { vault, storage, store, dir } = openVault()
    storage.backup(store)
    const [first] = readdirSync(dir)
    truncateSync(join(dir, first!), 4_096)
    for (let day = 0; day < 9; day++) {
      vault.clock.pass(DAY_MS)
      storage.backup(store)
    }
    expect(storage.backups().at(-1)).toEqual({ name: first, madeAt: START_MS, keys: 0, good: false })
  })

  it('clears away its own unfinished copies, and only those', () => {
    const { storage, store, dir } = openVault()
    mkdirSync(dir)
    writeFileSync(join(dir, 'keyhold-2026-11-20T03-50-00Z.sqlite.new'), 'half')
    writeFileSync(join(dir, 'important.new'), 'mine')
    expect(storage.backups()).toEqual([])
    storage.backup(store)
    expect(readdirSync(dir)).toEqual(['important.new', 'keyhold-2026-11-21T03-50-00Z.sqlite'])
  })

  it('that cannot be made leaves nothing behind and says why', () => {
    const { vault, storage, store } = openVault()
    writeFileSync(vault.paths.backupDir, 'a file where the folder should be')
    expect(() => storage.backup(store, { force: true })).toThrow(
      expect.objectContaining({ error: { kind: 'vault', why: 'unreadable' } }),
    )
    expect(readFileSync(vault.paths.backupDir, 'utf8')).toBe('a file where the folder should be')
  })

  it('of a store that was opened elsewhere is refused', () => {
    const { storage } = openVault()
    expect(() => storage.backup(openMemoryStore())).toThrow('not opened here')
  })
})

describe('before a migration', () => {
  const newer = [...migrations, 'ALTER TABLE keys ADD COLUMN colour TEXT']

  it('the old file is backed up, once a day or not', () => {
    const { vault, storage, store } = openVault()
    store.keys.put(keyRecord())
    storage.backup(store)
    store.keys.put(keyRecord({ id: 'key-2' as KeyId }))
    store.close()
    const migrated = vault.open(vault.storage(newer))
    expect(migrated.keys.all()).toHaveLength(2)
    migrated.close()
    expect(storage.backups().map(({ keys }) => keys)).toEqual([2, 1])
    expect(versionIn(vault.paths.databasePath)).toBe(migrations.length + 1)
    expect(storage.open()).toEqual({ state: 'shut', why: 'newer' })
  })

  it('nothing is migrated when the backup cannot be made', () => {
    const { vault, store } = openVault()
    store.close()
    writeFileSync(vault.paths.backupDir, 'a file where the folder should be')
    expect(vault.storage(newer).open().state).toBe('shut')
    expect(versionIn(vault.paths.databasePath)).toBe(migrations.length)
  })

  it('a step that fails takes all of them back', () => {
    const { vault, store } = openVault()
    store.keys.put(keyRecord())
    store.close()
    const broken = [...newer, 'CREATE TABLE keys (again TEXT)']
    expect(() => vault.storage(broken).open()).toThrow()
    expect(versionIn(vault.paths.databasePath)).toBe(migrations.length)
    expect(vault.open().keys.all()).toEqual([keyRecord()])
  })
})

function versionIn(path: string): unknown {
  const db = new Database(path, { readonly: true })
  const version = db.pragma('user_version', { simple: true })
  db.close()
  return version
}
