import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { Failure } from '../../../shared/contract/errors.ts'
import { keyRecord } from '../../fakes/records.ts'
import { makeVaultFolder } from './vault-folder.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** Another process runs this SQL on the file and keeps its locks until `stop`. */
async function holdElsewhere(path: string, sql: string): Promise<{ stop(): Promise<void> }> {
  const script = `
    const db = new (require('better-sqlite3'))(process.argv[1])
    db.exec(process.argv[2])
    db.prepare('SELECT count(*) FROM keys').get()
    process.stdout.write('held')
    process.stdin.resume()`
  const child = spawn(process.execPath, ['-e', script, path, sql], { cwd: ROOT })
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(stop)
  await once(child.stdout, 'data')
  return { stop }
}

it.each([
  ['holds it exclusively', 'PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE'],
  ['is writing', 'BEGIN IMMEDIATE; INSERT INTO settings VALUES (1, 1)'],
  ['only has it open', 'SELECT 1'],
])('refuses a vault while another process %s, and opens it afterwards', async (_what, sql) => {
  const vault = makeVaultFolder()
  const first = vault.open()
  first.keys.put(keyRecord())
  first.close()
  const other = await holdElsewhere(vault.paths.databasePath, sql)
  const before = vault.files()
  expect(vault.storage().open()).toEqual({ state: 'shut', why: 'in-use' })
  expect(vault.files()).toEqual(before)
  await other.stop()
  expect(vault.open().keys.all()).toEqual([keyRecord()])
})

it('refuses a second start on a vault that is open', () => {
  const vault = makeVaultFolder()
  const store = vault.open()
  store.keys.put(keyRecord())
  const before = vault.files()
  expect(vault.storage().open()).toEqual({ state: 'shut', why: 'in-use' })
  expect(vault.files()).toEqual(before)
  expect(store.keys.all()).toHaveLength(1)
})

it('does not move a file away from a process that has it open', async () => {
  const vault = makeVaultFolder()
  const storage = vault.storage()
  const store = vault.open(storage)
  storage.backup(store)
  store.close()
  await holdElsewhere(vault.paths.databasePath, 'PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE')
  const [backup] = storage.backups()
  expect(() => storage.restore(backup!.name)).toThrow(
    expect.objectContaining({ error: { kind: 'vault', why: 'in-use' } }) as Failure,
  )
  expect(Object.keys(vault.files()).filter((name) => name.includes('damaged'))).toEqual([])
})
