import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { KeyId } from '../../../shared/model/model.ts'
import { migrations } from '../../../electron/store/migrations.ts'
import { keyRecord } from '../../fakes/records.ts'
import { makeFilledVault, makeVaultFolder, type VaultFolder } from './vault-folder.ts'

function expectRefused(vault: VaultFolder, why: string): void {
  const before = vault.files()
  expect(vault.storage().open()).toEqual({ state: 'shut', why })
  expect(vault.files()).toEqual(before)
}

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const content = readFileSync(path)
  content.set(bytes, at)
  writeFileSync(path, content)
}

function edit(path: string, run: (db: Database.Database) => void): void {
  const db = new Database(path)
  run(db)
  db.close()
}

describe('a refused file is unchanged to the byte, with nothing beside it', () => {
  it('garbage in the middle', () => {
    const vault = makeFilledVault()
    const { length } = readFileSync(vault.paths.databasePath)
    overwrite(vault.paths.databasePath, Math.floor(length / 8_192) * 4_096, Buffer.alloc(4_096, 0xa5))
    expectRefused(vault, 'damaged')
  })

  it('cut short', () => {
    const vault = makeFilledVault()
    truncateSync(vault.paths.databasePath, 4_096 * 20)
    expectRefused(vault, 'damaged')
  })

  it('cut short within its header', () => {
    const vault = makeFilledVault()
    truncateSync(vault.paths.databasePath, 50)
    expectRefused(vault, 'damaged')
  })

  it('zeroed by a power cut', () => {
    const vault = makeFilledVault()
    writeFileSync(vault.paths.databasePath, Buffer.alloc(4_096 * 50))
    expectRefused(vault, 'damaged')
  })

  it('a header overwritten in part', () => {
    const vault = makeFilledVault()
    overwrite(vault.paths.databasePath, 0, Buffer.from('garbage!'))
    expectRefused(vault, 'damaged')
  })

  it('a table gone', () => {
    const vault = makeFilledVault()
    edit(vault.paths.databasePath, (db) => db.exec('DROP TABLE settings'))
    expectRefused(vault, 'damaged')
  })

  it('our mark without a version', () => {
    const vault = makeFilledVault()
    edit(vault.paths.databasePath, (db) => void db.pragma('user_version = 0'))
    expectRefused(vault, 'damaged')
  })

  it('damaged, with the log of a crash beside it', () => {
    const vault = makeVaultFolder()
    const running = makeFilledVault()
    const store = running.open()
    store.keys.put(keyRecord({ id: 'key-last' as KeyId }))
    for (const suffix of ['', '-wal']) {
      copyFileSync(running.paths.databasePath + suffix, vault.paths.databasePath + suffix)
    }
    overwrite(vault.paths.databasePath, 4_096 * 40, Buffer.alloc(4_096 * 20, 0xa5))
    expectRefused(vault, 'damaged')
  })

  it('written by a newer program', () => {
    const vault = makeFilledVault()
    edit(vault.paths.databasePath, (db) => void db.pragma(`user_version = ${migrations.length + 1}`))
    expectRefused(vault, 'newer')
  })

  it('written by a newer program that was killed, so that only its log says so', () => {
    const vault = makeVaultFolder()
    const running = makeFilledVault()
    const db = new Database(running.paths.databasePath)
    db.pragma('journal_mode = WAL')
    db.pragma(`user_version = ${migrations.length + 1}`)
    for (const suffix of ['', '-wal']) {
      copyFileSync(running.paths.databasePath + suffix, vault.paths.databasePath + suffix)
    }
    db.close()
    expectRefused(vault, 'newer')
  })

  it('a database of another program', () => {
    const vault = makeVaultFolder()
    edit(vault.paths.databasePath, (db) => {
      db.pragma('journal_mode = WAL')
      db.exec('CREATE TABLE keys (id TEXT); PRAGMA user_version = 1')
    })
    expectRefused(vault, 'foreign')
  })

  it('no database at all', () => {
    const vault = makeVaultFolder()
    writeFileSync(vault.paths.databasePath, 'Dear diary, '.repeat(100))
    expectRefused(vault, 'foreign')
  })

  it('no database at all, where backups say that there was one', () => {
    const vault = makeVaultFolder()
    const storage = vault.storage()
    const store = vault.open(storage)
    storage.backup(store)
    store.close()
    writeFileSync(vault.paths.databasePath, 'Dear diary, '.repeat(100))
    expectRefused(vault, 'damaged')
  })

  it('a folder in its place', () => {
    const vault = makeVaultFolder()
    mkdirSync(vault.paths.databasePath)
    expectRefused(vault, 'unreadable')
  })
})

describe('a missing file is a loss, not a first start, when something of a vault is still there', () => {
  it('a backup', () => {
    const vault = makeVaultFolder()
    const storage = vault.storage()
    const store = vault.open(storage)
    storage.backup(store)
    store.close()
    rmSync(vault.paths.databasePath)
    expectRefused(vault, 'missing')
    writeFileSync(vault.paths.databasePath, '')
    expectRefused(vault, 'damaged')
  })

  it('a sealed response', () => {
    const vault = makeVaultFolder()
    mkdirSync(vault.paths.sealedResponseDir)
    writeFileSync(join(vault.paths.sealedResponseDir, 'operation-1'), 'sealed')
    expectRefused(vault, 'missing')
  })

  it('a log', () => {
    const vault = makeVaultFolder()
    writeFileSync(`${vault.paths.databasePath}-wal`, 'log')
    expectRefused(vault, 'missing')
  })
})
