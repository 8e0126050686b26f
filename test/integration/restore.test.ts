import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bytesOf, filesBelow } from './files.ts'
import { holdElsewhere } from './hold.ts'
import { makeNewer, makeOldProfile, rewrite, type OldProfile } from './old-profile.ts'
import type { RunningProgram } from './program.ts'
import { keyOf } from './rows.ts'
import { expectShut, shutVault } from './shut.ts'
import { createStage } from './stage.ts'

/* The ways to recover a vault that does not open: a backup or an empty vault in its place. No file is lost. */

const stage = createStage()

it('a backup opens in its place: what was there is kept aside, and secrets that came since are found in the keychain', async () => {
  const old = await makeOldProfile(stage)
  rewrite(old.databasePath, (bytes) => bytes.fill(7, 4_096, 12_288))
  const spoiled = readFileSync(old.databasePath)
  const program = await stage.start(old.folder)
  const { backups } = await shutVault(program)
  const opened = await program.ask('vault:restore', { backup: backups[0]!.name })
  expect(opened.vault).toBe('open')
  expect(program.world.record.pushes.map(({ name }) => name)).toContain('app:reset')

  await expect.poll(async () => (await keyOf(program, old.key)).version).toBe(2)
  const { versions } = await program.ask('key:detail', { key: old.key.id })
  expect(versions.map(({ version, origin }) => [version, origin])).toEqual([
    [2, 'adopted'],
    [1, 'regenerated'],
  ])
  expect((await keyOf(program, old.key)).notes).toBe('mine')
  await program.ask('key:copy', { key: old.key.id })
  expect(program.world.record.clipboard).toBe(old.emulator.handedOut()[1]!.secret)
  expect((await program.snapshot()).notices.map(({ kind }) => kind)).toContain('restored')

  const aside = filesBelow(old.folder).filter((path) => /\.damaged-[\dTZ-]+$/.test(path))
  expect(aside.map((path) => readFileSync(path).equals(spoiled))).toEqual([true])
  await program.close()
  expect((await (await stage.start(old.folder)).snapshot()).keys).not.toEqual([])
})

async function restored(old: OldProfile, beforehand: (program: RunningProgram) => void = () => undefined) {
  rmSync(old.databasePath)
  const program = await stage.start(old.folder)
  const [newest] = (await shutVault(program)).backups
  beforehand(program)
  await program.ask('vault:restore', { backup: newest!.name })
  return program
}

it('a key renewed since the backup is itself again, under its new handle, with its living secret', async () => {
  const old = await makeOldProfile(stage)
  const program = await restored(old)
  const [account] = (await program.snapshot()).accounts
  await Promise.all([1, 2, 3].map(() => program.ask('account:sync', { account: account!.id })))
  await expect.poll(async () => (await keyOf(program, old.key)).version).toBe(2)
  await program.ask('account:sync', { account: account!.id })
  const { keys } = await program.snapshot()
  expect(keys.map(({ handle }) => handle).sort()).toEqual(
    old.emulator.keys.map(({ uuid }) => uuid.slice(0, 8)).sort(),
  )
  const key = await keyOf(program, old.key)
  expect(key).toMatchObject({ secret: 'held', notes: 'mine' })
  expect([key.goneSince, key.renewedAs]).toEqual([undefined, undefined])
  expect(old.emulator.isAlive(program.world.keychain.entries().get(`key ${key.id} v2`)!)).toBe(true)
  expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('stored')
})

it('an account that has renewed its own credential since the backup uses the new one', async () => {
  const old = await makeOldProfile(stage)
  const last = await stage.start(old.folder)
  const own = (await last.snapshot()).keys.find(({ credentialOf }) => credentialOf !== undefined)!
  expect((await last.ask('key:regenerate', { key: own.id })).outcome).toBe('stored')
  await last.close()
  const program = await restored(old)
  await expect.poll(async () => (await keyOf(program, own)).version).toBe(2)
  await program.ask('account:sync', { account: own.credentialOf! })
  const { accounts, keys } = await program.snapshot()
  expect(accounts[0]!.sync.state).toBe('done')
  expect(keys.filter(({ credentialOf }) => credentialOf !== undefined).map(({ id }) => id)).toEqual([own.id])
})

it('looks for secrets that came since the backup as soon as a locked keychain opens', async () => {
  const old = await makeOldProfile(stage)
  const program = await restored(old, ({ world }) => world.keychain.lock())
  expect((await keyOf(program, old.key)).version).toBe(1)
  program.world.keychain.unlock()
  await program.ask('keychain:check')
  await expect.poll(async () => (await keyOf(program, old.key)).version).toBe(2)
})

it('a backup that cannot be opened is refused, and the vault stays closed as before', async () => {
  const old = await makeOldProfile(stage)
  const backupDir = join(old.folder, 'backups')
  const [oldest = '', newest = ''] = readdirSync(backupDir).sort()
  rewrite(join(backupDir, newest), (bytes) => bytes.fill(7, 4_096))
  rmSync(old.databasePath)
  const before = bytesOf(old.folder)
  const program = await stage.start(old.folder)
  expect((await shutVault(program)).backups.map(({ name, good }) => [name, good])).toEqual([
    [newest, false],
    [oldest, true],
  ])
  const refused = await program.call('vault:restore', { backup: newest })
  expect(refused).toEqual({ ok: false, error: { kind: 'vault', why: 'damaged' } })
  await expectShut(program, 'missing')
  expect(bytesOf(old.folder)).toEqual(before)
})

it('can be started empty as the last resort, and keeps every old file', async () => {
  const old = await makeOldProfile(stage)
  rewrite(old.databasePath, (bytes) => bytes.fill(0))
  const before = Object.entries(bytesOf(old.folder))
  const program = await stage.start(old.folder)
  expect(await program.ask('vault:start-anew')).toMatchObject({ vault: 'open', keys: [], accounts: [] })
  const kept = new Set(Object.values(bytesOf(old.folder)))
  for (const [path, bytes] of before) expect(kept, path).toContain(bytes)
  await program.connect(old.emulator, 'Again')
  expect((await program.snapshot()).keys).toHaveLength(old.emulator.keys.length)
})

it.each(['newer', 'in-use'] as const)('cannot be started empty over a database that is %s', async (why) => {
  const old = await makeOldProfile(stage)
  if (why === 'newer') makeNewer(old.databasePath)
  else await holdElsewhere(stage, old.folder)
  const before = bytesOf(old.folder)
  const program = await stage.start(old.folder)
  expect(await program.call('vault:start-anew')).toMatchObject({ ok: false, error: { kind: 'vault' } })
  await expectShut(program, why)
  expect(bytesOf(old.folder)).toEqual(before)
})

it('reports a sealed response that no journal entry refers to, and keeps it', async () => {
  const old = await makeOldProfile(stage)
  const last = await stage.start(old.folder)
  old.emulator.fault({ kind: 'masked', on: ({ method }) => method === 'PATCH' })
  const { operation } = await last.ask('key:regenerate', { key: old.key.id })
  await last.close()
  rmSync(old.databasePath)
  const program = await stage.start(old.folder)
  await program.ask('vault:start-anew')
  await expect
    .poll(async () => (await program.snapshot()).notices)
    .toEqual([expect.objectContaining({ kind: 'sealed-response-unreferenced', name: operation })])
  expect(readdirSync(join(old.folder, 'rescue'))).toEqual([operation])
})
