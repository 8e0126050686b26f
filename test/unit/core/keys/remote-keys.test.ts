import { describe, expect, it } from 'vitest'
import { entryOf, failureOf, connect, makeMachine, settle, withKey } from '../vault-set-up.ts'

/** An account whose credential is one of its own keys. */
async function own() {
  const machine = makeMachine()
  const handle = machine.cloud.add('own')
  const vault = machine.open()
  await connect(vault, machine.cloud.keys.get(handle)!.secret)
  return { ...machine, vault, key: machine.keyNamed('own').id }
}

describe('switching a key', () => {
  it('says what the provider says', async () => {
    const { vault, key, keyNamed, database } = await withKey()
    await vault.remoteKeys.switch({ key, enabled: false })
    expect(keyNamed('build').switch).toBe('disabled')
    expect(database.truth.history.list({ limit: 1 })[0]).toMatchObject({
      kind: 'key-switched',
      details: { enabled: false },
    })
    await vault.remoteKeys.switch({ key, enabled: true })
    expect(keyNamed('build').switch).toBe('enabled')
  })

  it('off is refused for the account’s own credential, on is not', async () => {
    const { vault, key, cloud } = await own()
    expect(await failureOf(() => vault.remoteKeys.switch({ key, enabled: false }))).toEqual({
      kind: 'own-credential',
      account: 'Lab',
    })
    expect(cloud.calls.switch).toBe(0)
    await vault.remoteKeys.switch({ key, enabled: true })
  })

  it('changes nothing here when the provider refuses', async () => {
    const { vault, key, cloud, keyNamed } = await withKey()
    cloud.keys.clear()
    expect(await failureOf(() => vault.remoteKeys.switch({ key, enabled: false }))).toMatchObject({
      why: 'not-found',
    })
    expect(keyNamed('build').switch).toBe('enabled')
  })
})

describe('deleting a key at its provider', () => {
  it('keeps the record and its secrets here, as gone and dead', async () => {
    const { vault, key, cloud, keyNamed, port, clock, database } = await withKey()
    await vault.remoteKeys.revoke({ key, name: 'build' })
    expect(cloud.keys.size).toBe(0)
    expect(keyNamed('build')).toMatchObject({ goneSince: clock.now(), version: 1 })
    expect(port.entries.has(entryOf(key, 1))).toBe(true)
    expect(database.truth.versions.get(key, 1)!.validity).toBe('revoked')
  })

  it('is refused under another name', async () => {
    const { vault, key, cloud } = await withKey()
    expect(await failureOf(() => vault.remoteKeys.revoke({ key, name: 'Build' }))).toEqual({
      kind: 'name-mismatch',
    })
    expect(cloud.calls.revoke).toBe(0)
  })

  it('is refused for the account’s own credential', async () => {
    const { vault, key, cloud } = await own()
    expect(await failureOf(() => vault.remoteKeys.revoke({ key, name: 'own' }))).toMatchObject({
      kind: 'own-credential',
    })
    expect(cloud.calls.revoke).toBe(0)
  })

  it('is refused while a regeneration of it runs', async () => {
    const { vault, key, cloud } = await withKey()
    const answer = cloud.holdNext()
    const running = vault.rotation.regenerate(key)
    await settle()
    expect(await failureOf(() => vault.remoteKeys.revoke({ key, name: 'build' }))).toEqual({
      kind: 'busy',
      act: 'regenerate',
    })
    answer()
    expect((await running).outcome).toBe('stored')
    expect(cloud.calls.revoke).toBe(0)
  })

  it('is refused while an unsaved secret of it waits', async () => {
    const { vault, key, cloud, port } = await withKey()
    const answer = cloud.holdNext()
    const running = vault.rotation.regenerate(key)
    await settle()
    port.lock()
    answer()
    await running
    port.unlock()
    expect(await failureOf(() => vault.remoteKeys.revoke({ key, name: 'build' }))).toMatchObject({
      kind: 'busy',
    })
  })
})

describe('changing a key at its provider', () => {
  it('stores what the provider then reports', async () => {
    const { vault, key, keyNamed } = await withKey()
    await vault.remoteKeys.update({ key, draft: { label: 'renamed' } })
    expect(keyNamed('renamed').id).toBe(key)
  })

  it('starts from the key as it is when its turn comes', async () => {
    const { vault, account, key, cloud, keyNamed } = await withKey()
    const there = cloud.keys.get(keyNamed('build').remoteId!)!
    const waits = Promise.withResolvers<undefined>()
    cloud.listWaits = waits.promise
    const syncing = vault.sync.start(account)
    await settle()
    const updating = vault.remoteKeys.update({ key, draft: {} })
    there.remote = { ...there.remote, label: 'renamed there' }
    cloud.listWaits = undefined
    waits.resolve(undefined)
    await Promise.all([syncing, updating])
    expect(keyNamed('renamed there').id).toBe(key)
  })

  it.each([
    ['update', 'edit', { draft: {} }],
    ['setEnabled', 'switch', { enabled: true }],
    ['revoke', 'revoke', { name: 'build' }],
  ] as const)('is unsupported where the provider has no %s', async (without, action, input) => {
    const { vault, key } = await withKey({ without: [without] })
    const actions = {
      edit: () => vault.remoteKeys.update({ key, draft: {}, ...input }),
      switch: () => vault.remoteKeys.switch({ key, enabled: true, ...input }),
      revoke: () => vault.remoteKeys.revoke({ key, name: '', ...input }),
    }
    expect(await failureOf(actions[action])).toEqual({ kind: 'unsupported', act: action })
  })

  it('is unsupported for a key that is gone there', async () => {
    const { vault, key } = await withKey()
    await vault.remoteKeys.revoke({ key, name: 'build' })
    expect(await failureOf(() => vault.remoteKeys.switch({ key, enabled: true }))).toEqual({
      kind: 'unsupported',
      act: 'switch',
    })
  })
})
