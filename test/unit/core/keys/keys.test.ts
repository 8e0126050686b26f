import { describe, expect, it } from 'vitest'
import type { EntryName } from '../../../../electron/core/ports/keychain.ts'
import type { KeyRecord } from '../../../../electron/core/ports/store.ts'
import { addByHand, connect, entryOf, failureOf, makeMachine, settle, withKey } from '../vault-set-up.ts'

async function setUp() {
  const machine = makeMachine()
  const vault = machine.open()
  const key = await addByHand(vault)
  await vault.byHand.paste({ key, secret: { from: 'typed', text: 'typed-2' } })
  const record = () => machine.database.truth.keys.get(key)
  return { ...machine, vault, key, record }
}

describe('editing a key', () => {
  it('writes what was given, tells the history which fields, and the page', async () => {
    const { vault, key, record, database, fake } = await setUp()
    vault.keys.edit({ key, fields: { notes: 'mine', tags: ['ci'] } })
    expect(record()).toMatchObject({ notes: 'mine', tags: ['ci'], version: 2 })
    expect(database.truth.history.list({ limit: 1 })[0]).toMatchObject({
      kind: 'key-edited',
      details: { fields: 'notes, tags' },
    })
    await settle()
    expect(fake.pushed('app:changed').at(-1)!.keys[0]!.notes).toBe('mine')
  })

  it('does not fill the history with favourites', async () => {
    const { vault, key, record, database } = await setUp()
    const before = database.truth.history.list({ limit: 9 }).length
    vault.keys.edit({ key, fields: { favourite: true } })
    expect(record()!.favourite).toBe(true)
    expect(database.truth.history.list({ limit: 9 })).toHaveLength(before)
  })

  it('changes nothing when one field is refused', async () => {
    const { vault, key, record } = await setUp()
    await failureOf(() => vault.keys.edit({ key, fields: { notes: 'new', environment: '1' } }))
    expect(record()!.notes).toBe('')
  })

  it('does not rename here what a provider has named', async () => {
    const { vault, key } = await withKey()
    expect(await failureOf(() => vault.keys.edit({ key, fields: { name: 'other' } }))).toEqual({
      kind: 'unsupported',
      act: 'edit',
    })
  })
})

describe('forgetting a key', () => {
  it('forgets its secrets, then its row, and keeps its history', async () => {
    const { vault, key, record, port, database } = await setUp()
    await vault.keys.forget({ key, name: 'by hand' })
    expect(record()).toBeUndefined()
    expect(port.entries.size).toBe(0)
    expect(database.truth.history.list({ limit: 1 })[0]).toMatchObject({ kind: 'key-deleted', key })
  })

  it.each(['', 'By hand', 'by'])('is refused under the name %j', async (name) => {
    const { vault, key, record, port } = await setUp()
    expect(await failureOf(() => vault.keys.forget({ key, name }))).toEqual({ kind: 'name-mismatch' })
    expect(record()).toBeDefined()
    expect(port.entries.size).toBe(2)
  })

  it('keeps the row and the current secret while the keychain refuses, and can be asked again', async () => {
    const { vault, key, record, port } = await setUp()
    port.refuseNext('remove')
    expect(await failureOf(() => vault.keys.forget({ key, name: 'by hand' }))).toMatchObject({
      kind: 'keychain',
    })
    expect(record()).toBeDefined()
    await vault.copy.key({ key })
    await vault.keys.forget({ key, name: 'by hand' })
    expect(record()).toBeUndefined()
  })

  it('is refused for a key that its provider still has', async () => {
    const { vault, key } = await withKey()
    expect(await failureOf(() => vault.keys.forget({ key, name: 'build' }))).toEqual({
      kind: 'unsupported',
      act: 'delete',
    })
  })

  it('is refused while an operation may hold its only secret', async () => {
    const { vault, key, port } = await setUp()
    port.refuseNext('write', 'key')
    await vault.byHand.paste({ key, secret: { from: 'typed', text: 'typed-3' } })
    expect(await failureOf(() => vault.keys.forget({ key, name: 'by hand' }))).toEqual({
      kind: 'busy',
      act: 'regenerate',
    })
  })

  it('is refused for the key that an account signs in with, even if another key is marked as its credential', async () => {
    const machine = makeMachine()
    const handle = machine.cloud.add('own')
    const vault = machine.open()
    const account = await connect(vault, machine.cloud.keys.get(handle)!.secret)
    const key = machine.keyNamed('own').id
    await vault.rotation.regenerate(key)
    const refusal = () => failureOf(() => vault.keys.forget({ key, name: 'own' })).then((error) => error.kind)
    const change = (changes: Partial<KeyRecord>) =>
      machine.database.truth.keys.put({ ...machine.database.truth.keys.get(key)!, ...changes })
    change({ goneSince: 1 })
    expect(await refusal()).toBe('own-credential')
    const record = machine.database.truth.accounts.get(account)!
    machine.database.truth.accounts.put({ ...record, credentialKey: undefined })
    expect(await refusal()).toBe('own-credential')
    expect(machine.port.entries.has(record.credentialEntry)).toBe(true)
  })
})

it('forgetting a key takes its current secret last, whatever its number', async () => {
  const { vault, key, port, database, record } = await setUp()
  const entry = 'key moved-here-0000000a v1' as EntryName
  const moved = { ...database.truth.versions.get(key, 1)!, version: 7, entry }
  database.truth.versions.put(moved)
  port.entries.set(entry, 'moved here')
  const { length } = port.calls
  await vault.keys.forget({ key, name: 'by hand' })
  const removals = port.calls.slice(length).filter((call) => call.startsWith('remove'))
  expect(removals).toEqual([`remove ${entryOf(key, 1)}`, `remove ${entry}`, `remove ${entryOf(key, 2)}`])
  expect(record()).toBeUndefined()
})

describe('forgetting an earlier secret', () => {
  it('forgets that one alone', async () => {
    const { vault, key, port, database } = await setUp()
    await vault.keys.forgetVersion({ key, version: 1, name: 'by hand' })
    expect([...port.entries.keys()]).toEqual([entryOf(key, 2)])
    expect(database.truth.versions.ofKey(key).map(({ version }) => version)).toEqual([2])
    expect(database.truth.history.list({ limit: 1 })[0]).toMatchObject({
      kind: 'version-deleted',
      details: { version: 1 },
    })
  })

  it.each([
    [2, 'by hand', { kind: 'unsupported', act: 'delete' }],
    [9, 'by hand', { kind: 'not-found', what: 'version' }],
    [1, 'other', { kind: 'name-mismatch' }],
  ])('number %i under the name %j is refused', async (version, name, error) => {
    const { vault, key, port } = await setUp()
    expect(await failureOf(() => vault.keys.forgetVersion({ key, version, name }))).toEqual(error)
    expect(port.entries.size).toBe(2)
  })

  it('keeps its row while the keychain refuses', async () => {
    const { vault, key, port, database } = await setUp()
    port.refuseNext('remove')
    await failureOf(() => vault.keys.forgetVersion({ key, version: 1, name: 'by hand' }))
    expect(database.truth.versions.get(key, 1)).toBeDefined()
  })

  it('is refused while an account signs in with it', async () => {
    const { vault, account, key, database } = await withKey()
    await vault.rotation.regenerate(key)
    const record = database.truth.accounts.get(account)!
    database.truth.accounts.put({ ...record, credentialEntry: entryOf(key, 1) })
    expect(await failureOf(() => vault.keys.forgetVersion({ key, version: 1, name: 'build' }))).toEqual({
      kind: 'own-credential',
      account: 'Lab',
    })
  })
})
