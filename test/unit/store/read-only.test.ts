/** Commands read the vault without the running program. They must read one consistent state, whatever another program does meanwhile. */
import { appendFileSync, cpSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openToRead } from '../../../electron/store/read-only.ts'
import { keyRecord } from '../../fakes/records.ts'
import { makeVaultFolder, type VaultFolder } from './vault-folder.ts'

/** Runs before each file is copied or read. */
const meanwhile = vi.hoisted(() => ({ run: (_path: string): void => undefined }))

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const writing =
    <Args extends readonly [unknown, ...unknown[]], Result>(call: (...args: Args) => Result) =>
    (...args: Args): Result => {
      const result = call(...args)
      meanwhile.run(String(args[0]))
      return result
    }
  return { ...fs, copyFileSync: writing(fs.copyFileSync), readFileSync: writing(fs.readFileSync as never) }
})

afterEach(() => void (meanwhile.run = () => undefined))

/** A vault of a killed program, whose last key is only in the log. */
function killed(): VaultFolder {
  const running = makeVaultFolder()
  running.open().keys.put(keyRecord())
  const after = makeVaultFolder()
  cpSync(dirname(running.paths.databasePath), dirname(after.paths.databasePath), { recursive: true })
  return after
}

function closed(): VaultFolder {
  const vault = makeVaultFolder()
  const store = vault.open()
  store.keys.put(keyRecord())
  store.close()
  return vault
}

const read = ({ paths, clock }: VaultFolder) => openToRead({ paths, clock })

it.each([
  ['a killed program has left', killed],
  ['was closed', closed],
])('reads a vault that %s, and changes no byte of it', (_what, make) => {
  const vault = make()
  const before = vault.files()
  const opened = read(vault)
  if (opened.state !== 'open') throw new Error(opened.state)
  expect(opened.store.keys.all()).toEqual([keyRecord()])
  opened.store.close()
  expect(vault.files()).toEqual(before)
})

it('says that a vault is in use while another program writes to its log', () => {
  const vault = killed()
  const log = `${vault.paths.databasePath}-wal`
  meanwhile.run = (path) => path === vault.paths.databasePath && appendFileSync(log, 'x')
  expect(read(vault)).toEqual({ state: 'shut', why: 'in-use' })
  expect(readdirSync(dirname(log)).filter((name) => name.startsWith('.'))).toEqual([])
})

it('says that a vault is in use while another program writes to it', () => {
  const vault = closed()
  const { databasePath } = vault.paths
  meanwhile.run = (path) => path === databasePath && appendFileSync(databasePath, '\0'.repeat(4096))
  expect(read(vault)).toEqual({ state: 'shut', why: 'in-use' })
})
