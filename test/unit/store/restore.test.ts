import { chmodSync, copyFileSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { KeyId } from '../../../shared/model/model.ts'
import { keyRecord } from '../../fakes/records.ts'
import { makeVaultFolder, modeOf } from './vault-folder.ts'

const ASIDE = '.damaged-2026-11-21T03-50-00Z'

/** A closed vault with one backup, which contains `in the backup`. The vault itself also contains `later`. */
function makeBackedUpVault() {
  const vault = makeVaultFolder()
  const storage = vault.storage()
  const store = vault.open(storage)
  store.keys.put(keyRecord({ name: 'in the backup' }))
  storage.backup(store)
  store.keys.put(keyRecord({ id: 'key-2' as KeyId, name: 'later' }))
  store.close()
  const [backup] = storage.backups()
  return { vault, storage, path: vault.paths.databasePath, backup: backup!.name }
}

const namesIn = (vault: ReturnType<typeof makeVaultFolder>) =>
  vault
    .open()
    .keys.all()
    .map(({ name }) => name)

it('puts the backup in place and keeps the damaged file, byte for byte, beside it', () => {
  const { vault, storage, path, backup } = makeBackedUpVault()
  truncateSync(path, 5_000)
  const damaged = readFileSync(path)
  chmodSync(join(vault.paths.backupDir, backup), 0o644)
  storage.restore(backup)
  expect(modeOf(path)).toBe('600')
  expect(readFileSync(path + ASIDE)).toEqual(damaged)
  expect(namesIn(vault)).toEqual(['in the backup'])
  expect(storage.backups()).toHaveLength(1)
})

it('moves the log of the damaged file with it, so that it is not read into the backup', () => {
  const { vault, storage, path, backup } = makeBackedUpVault()
  const running = vault.open()
  running.keys.put(keyRecord({ id: 'key-3' as KeyId, name: 'only in the log' }))
  const log = readFileSync(`${path}-wal`)
  const database = readFileSync(path)
  running.close()
  writeFileSync(path, database)
  writeFileSync(`${path}-wal`, log)
  storage.restore(backup)
  expect(readFileSync(`${path}${ASIDE}-wal`)).toEqual(log)
  expect(namesIn(vault)).toEqual(['in the backup'])
})

it('what was moved aside is whole: it opens again with all that it knew', () => {
  const { vault, storage, path, backup } = makeBackedUpVault()
  storage.restore(backup)
  const other = makeVaultFolder()
  copyFileSync(path + ASIDE, other.paths.databasePath)
  expect(namesIn(other)).toEqual(['in the backup', 'later'])
  expect(namesIn(vault)).toEqual(['in the backup'])
})

it('restores where the file is missing', () => {
  const { vault, storage, path, backup } = makeBackedUpVault()
  unlinkSync(path)
  storage.restore(backup)
  expect(namesIn(vault)).toEqual(['in the backup'])
})

it('moves a log without its database aside too, as a restore cut short would leave it', () => {
  const { vault, storage, path, backup } = makeBackedUpVault()
  unlinkSync(path)
  writeFileSync(`${path}-wal`, 'orphaned log')
  writeFileSync(`${path}.restored`, 'half a copy')
  storage.restore(backup)
  expect(readFileSync(`${path}${ASIDE}-wal`, 'utf8')).toBe('orphaned log')
  expect(namesIn(vault)).toEqual(['in the backup'])
})

it('keeps what was moved aside before, even in the same second', () => {
  const { vault, storage, path, backup } = makeBackedUpVault()
  writeFileSync(path, 'first')
  storage.restore(backup)
  writeFileSync(path, 'second')
  storage.restore(backup)
  const aside = Object.keys(vault.files()).filter((name) => /damaged-[\dTZ-]+$/.test(name))
  expect(aside.map((name) => readFileSync(join(vault.root, name), 'utf8'))).toEqual(['first', 'second'])
})

it.each([
  'keyhold-2026-01-01T00-00-00Z.sqlite',
  '../keyhold.sqlite',
  '',
  'keyhold-2026-11-21T03-50-00Z.sqlite/../../keyhold.sqlite',
])('refuses what is no backup of ours: %j', (name) => {
  const { vault, storage } = makeBackedUpVault()
  const before = vault.files()
  expect(() => storage.restore(name)).toThrow(
    expect.objectContaining({ error: { kind: 'not-found', what: 'backup' } }),
  )
  expect(vault.files()).toEqual(before)
})

it('refuses a damaged backup and moves nothing', () => {
  const { vault, storage, backup } = makeBackedUpVault()
  truncateSync(join(vault.paths.backupDir, backup), 5_000)
  const before = vault.files()
  expect(() => storage.restore(backup)).toThrow(
    expect.objectContaining({ error: { kind: 'vault', why: 'damaged' } }),
  )
  expect(vault.files()).toEqual(before)
})
