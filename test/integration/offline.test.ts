import { expect, it } from 'vitest'
import { newFolder } from './program.ts'
import { keyOf, onlyOperation, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'
import { regenerateWhileLocking } from './unsaved.ts'

/* No network and a locked keychain: Keyhold shows all data with its age, and continues by itself when both are back. */

const stage = createStage()

/** A profile with notes, history and one unsaved secret: the keychain was locked when it arrived. */
async function profileWithUnsaved() {
  const folder = newFolder()
  const emulator = await stage.atlas({ keys: 4 })
  const program = await stage.start(folder)
  const account = await program.connect(emulator, 'Lab')
  const [key, noted] = await othersKeys(program)
  await program.ask('key:edit', {
    key: noted!.id,
    fields: { notes: 'Ask Ann', tags: ['lab'], favourite: true },
  })
  await program.ask('key:add', {
    secret: { from: 'typed', text: 'by-hand' },
    fields: { name: 'mine', typedExpiry: Date.UTC(2031, 0, 1) },
  })
  await program.ask('key:regenerate', { key: key.id })
  expect((await regenerateWhileLocking(program, emulator, key.id)).outcome).toBe('unsaved')
  return { folder, emulator, program, account, key, noted: noted! }
}

it('shows every key, expiry, note and history with its age, and says what is out of reach', async () => {
  const { folder, emulator, program, account, key, noted } = await profileWithUnsaved()
  const before = await program.snapshot()
  const histories = new Map<string, unknown>()
  for (const { id } of before.keys) histories.set(id, (await program.ask('key:detail', { key: id })).history)
  await program.close()
  await emulator.close()

  const offline = await stage.start(folder)
  const now = await offline.snapshot()
  expect(now.keys).toEqual(before.keys)
  expect(now.keys.every(({ asOf }) => asOf > 0)).toBe(true)
  expect(now.accounts[0]).toMatchObject({
    id: account,
    asOf: before.accounts[0]!.asOf,
    sync: { state: 'failed', error: { kind: 'keychain', why: 'locked' } },
  })
  expect(now.keychain).toMatchObject({ state: 'locked', backend: 'Test keychain' })
  expect(now.operations).toEqual(before.operations)
  for (const { id } of now.keys) {
    const { history, versions } = await offline.ask('key:detail', { key: id })
    expect(history).toEqual(histories.get(id))
    expect(versions.length).toBe((await keyOf(offline, id)).version)
  }
  expect(await keyOf(offline, noted)).toMatchObject({ notes: 'Ask Ann', tags: ['lab'], favourite: true })

  const locked = { ok: false, error: { kind: 'keychain', why: 'locked' } }
  expect(await offline.call('key:copy', { key: key.id })).toMatchObject(locked)
  expect(await offline.call('key:reveal-secret', { key: key.id })).toMatchObject(locked)
  expect(await offline.call('key:regenerate', { key: noted.id })).toMatchObject(locked)
  expect((await offline.snapshot()).operations).toEqual(before.operations)
})

it('continues operations that wait for the keychain once it opens, still without a network', async () => {
  const { folder, emulator, program, key } = await profileWithUnsaved()
  await program.close()
  await emulator.close()
  const offline = await stage.start(folder)
  expect(await onlyOperation(offline)).toMatchObject({ state: 'unsaved', sealed: true, key: key.id })

  offline.world.keychain.unlock()
  await offline.ask('keychain:check')
  expect((await offline.snapshot()).operations).toEqual([])
  expect(await keyOf(offline, key)).toMatchObject({ secret: 'held', version: 2 })
  await offline.ask('key:copy', { key: key.id })
  expect(offline.world.record.clipboard).toBe(emulator.handedOut()[1]!.secret)
  const { history } = await offline.ask('key:detail', { key: key.id })
  expect(history.map(({ kind }) => kind).slice(0, 4)).toEqual([
    'copied',
    'operation-recovered',
    'key-regenerated',
    'operation-unsaved',
  ])
})

it('continues by itself as soon as any call finds the keychain open', async () => {
  const { folder, program, key } = await profileWithUnsaved()
  await program.close()
  const again = await stage.start(folder)
  again.world.keychain.unlock()
  await again.ask('account:sync-all')
  await expect.poll(async () => (await again.snapshot()).operations).toEqual([])
  expect(await keyOf(again, key)).toMatchObject({ secret: 'held', version: 2 })
})

it('without a network a regeneration is refused before anything has begun, and sync says offline', async () => {
  const emulator = await stage.atlas()
  const program = await stage.start()
  const account = await program.connect(emulator)
  const [key] = await othersKeys(program)
  const entries = program.world.keychain.entries()
  await emulator.close()
  const offline = { kind: 'provider', why: 'offline', outcome: 'not-sent' }
  expect(await program.call('key:regenerate', { key: key.id })).toMatchObject({ ok: false, error: offline })
  expect(await program.call('account:test-saved', { account })).toMatchObject({ ok: false, error: offline })
  await program.ask('account:sync', { account })
  const { accounts, operations, keys } = await program.snapshot()
  expect(accounts[0]!.sync).toMatchObject({ state: 'failed', error: offline })
  expect(operations).toEqual([])
  expect(keys.some(({ goneSince }) => goneSince !== undefined)).toBe(false)
  expect(program.world.keychain.entries()).toEqual(entries)
})

it('does everything that needs neither: edit notes, add a tag, change settings, and hold a new key until it can be saved', async () => {
  const { folder, emulator, program, noted } = await profileWithUnsaved()
  await program.close()
  await emulator.close()
  const offline = await stage.start(folder)
  await offline.ask('key:edit', { key: noted.id, fields: { notes: 'Ask Bob' } })
  await offline.ask('settings:change', { theme: 'dark' })
  expect(await keyOf(offline, noted)).toMatchObject({ notes: 'Ask Bob' })
  const added = await offline.ask('key:add', {
    secret: { from: 'typed', text: 'typed-while-locked' },
    fields: { name: 'new' },
  })
  expect(added.outcome).toBe('unsaved')
  await offline.ask('operation:copy', { operation: added.operation })
  expect(offline.world.record.clipboard).toBe('typed-while-locked')
  offline.world.keychain.unlock()
  await offline.ask('keychain:check')
  expect((await offline.snapshot()).operations).toEqual([])
  expect((await offline.keyNamed('new')).secret).toBe('held')
})
