import { describe, expect, it } from 'vitest'
import { entryOf, failureOf, connect, makeMachine, settle } from '../vault-set-up.ts'

describe('the key that is the account’s own credential', () => {
  async function own() {
    const machine = makeMachine()
    const handle = machine.cloud.add('own')
    const vault = machine.open()
    const { secret } = machine.cloud.keys.get(handle)!
    const id = await connect(vault, secret)
    return { ...machine, vault, id, secret, key: machine.keyNamed('own').id }
  }

  it('is marked, and holds the credential as its first secret', async () => {
    const { database, id, key, port, secret } = await own()
    expect(database.truth.accounts.get(id)!.credentialKey).toBe(key)
    expect(port.entries.get(entryOf(key, 1))).toBe(secret)
    expect(database.truth.versions.ofKey(key)).toMatchObject([{ origin: 'adopted', validity: 'valid' }])
  })

  it('is marked too where only the list shows which one it is', async () => {
    const machine = makeMachine()
    machine.cloud.add('another')
    const handle = machine.cloud.add('own')
    machine.cloud.ownInLists = handle
    const vault = machine.open()
    const id = await connect(vault, 'says-nothing-of-itself')
    const { id: key } = machine.keyNamed('own')
    expect(machine.database.truth.accounts.get(id)!.credentialKey).toBe(key)
    expect(machine.port.entries.get(entryOf(key, 1))).toBe('says-nothing-of-itself')
    expect(await failureOf(() => vault.remoteKeys.revoke({ key, name: 'own' }))).toMatchObject({
      kind: 'own-credential',
    })
  })

  it('keeps what the user writes about it while the keychain takes its time', async () => {
    const machine = makeMachine()
    const handle = machine.cloud.add('own')
    const vault = machine.open()
    const { secret } = machine.cloud.keys.get(handle)!
    await connect(vault, 'h0000-other')
    const { id } = machine.keyNamed('own')
    const account = machine.database.truth.accounts.all()[0]!
    machine.port.entries.set(account.credentialEntry, secret)
    const free = machine.port.hangNext('write')
    const syncing = vault.sync.start(account.id)
    await settle()
    vault.keys.edit({ key: id, fields: { notes: 'mine' } })
    expect(
      await failureOf(() => vault.byHand.paste({ key: id, secret: { from: 'typed', text: 'x' } })),
    ).toEqual({
      kind: 'busy',
      act: 'sync',
    })
    free()
    await syncing
    expect(machine.keyNamed('own')).toMatchObject({ notes: 'mine', version: 1 })
  })

  it('is left alone by a sync while something else is done to it', async () => {
    const { vault, cloud, id, key, database } = await own()
    database.truth.keys.put({ ...database.truth.keys.get(key)!, version: 0 })
    database.truth.versions.remove(key, 1)
    const { promise, resolve } = Promise.withResolvers<undefined>()
    cloud.listWaits = promise
    const syncing = vault.sync.start(id)
    await settle()
    const switching = vault.remoteKeys.switch({ key, enabled: true })
    resolve(undefined)
    await Promise.all([syncing, switching])
    await settle()
    expect(database.truth.history.list({ limit: 9 }).map(({ kind }) => kind)).not.toContain('sync-failed')
    expect(database.truth.keys.get(key)!.version).toBe(1)
  })

  it('is not ended while no row tells of it yet, as in a first sync: the credential’s handle does', async () => {
    const { vault, cloud, id, key, database } = await own()
    database.truth.versions.remove(key, 1)
    database.truth.keys.put({ ...database.truth.keys.get(key)!, version: 0 })
    database.truth.accounts.put({ ...database.truth.accounts.get(id)!, credentialKey: undefined })
    const before = { ...cloud.calls }
    for (const end of [
      () => vault.remoteKeys.revoke({ key, name: 'own' }),
      () => vault.remoteKeys.switch({ key, enabled: false }),
    ])
      expect(await failureOf(end)).toMatchObject({ kind: 'own-credential' })
    expect([cloud.calls.revoke, cloud.calls.switch]).toEqual([before.revoke, before.switch])
  })

  /** Only a list shows which key is the credential, and no list has been read yet. */
  async function unmarked() {
    const machine = makeMachine({ lists: { listShowsCredential: true }, keepsAddress: true })
    machine.cloud.add('other')
    machine.cloud.ownInLists = machine.cloud.add('own')
    const vault = machine.open()
    const id = await connect(vault, 'says-nothing-of-itself')
    const { id: key } = machine.keyNamed('own')
    const { truth } = machine.database
    truth.versions.remove(key, 1)
    truth.keys.put({ ...truth.keys.get(key)!, version: 0 })
    truth.accounts.put({ ...truth.accounts.get(id)!, credentialKey: undefined, asOf: undefined })
    return { ...machine, vault, id, key }
  }

  it('is not ended before a list has shown it: the account reads one first', async () => {
    const { vault, cloud, key, keyNamed } = await unmarked()
    for (const end of [
      () => vault.remoteKeys.revoke({ key, name: 'own' }),
      () => vault.remoteKeys.switch({ key, enabled: false }),
    ])
      expect(await failureOf(end)).toMatchObject({ kind: 'own-credential' })
    expect([cloud.calls.revoke, cloud.calls.switch]).toEqual([0, 0])
    await vault.remoteKeys.revoke({ key: keyNamed('other').id, name: 'other' })
    expect(cloud.calls.revoke).toBe(1)
  })

  it('is not ended where no list can be read for it now', async () => {
    const { vault, cloud, key } = await unmarked()
    cloud.trouble = 'unavailable'
    expect(await failureOf(() => vault.remoteKeys.revoke({ key, name: 'own' }))).toMatchObject({
      kind: 'provider',
      outcome: 'refused',
    })
    expect(cloud.calls.revoke).toBe(0)
  })

  it.each(['lists', 'its own handle'] as const)(
    'is handed over before an overlap ends it, where only %s tell that it is',
    async (teller) => {
      const isListed = teller === 'lists'
      const machine = makeMachine({
        lists: isListed ? { listShowsCredential: true } : {},
        keepsAddress: isListed,
      })
      const handle = machine.cloud.add('own')
      if (isListed) machine.cloud.ownInLists = handle
      const vault = machine.open()
      const { secret } = machine.cloud.keys.get(handle)!
      const id = await connect(vault, secret)
      const { id: key } = machine.keyNamed('own')
      const made = await vault.rotation.replace({ key, draft: { label: 'own 2' }, overlapHours: 24 })
      const { truth } = machine.database
      for (const { version } of truth.versions.ofKey(key)) truth.versions.remove(key, version)
      truth.accounts.put({ ...truth.accounts.get(id)!, credentialKey: undefined })
      await vault.overlaps.retire({ operation: made.operation, by: 'delete', name: 'own' })
      expect(truth.accounts.get(id)).toMatchObject({
        credentialKey: made.key,
        credentialEntry: entryOf(made.key, 1),
      })
    },
  )

  it('is taken for renewed when the provider refuses it after a lost answer', async () => {
    const { vault, cloud, key, id, database } = await own()
    cloud.failNext('lost-after')
    expect((await vault.rotation.regenerate(key)).outcome).toBe('unknown')
    cloud.trouble = 'unauthorized'
    await vault.sync.start(id)
    expect(database.truth.operations.open()[0]!.assessment).toEqual({ state: 'renewed' })
    expect(database.truth.keys.get(key)!.stale).toBe(true)
  })
})
