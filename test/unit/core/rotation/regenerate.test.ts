import { describe, expect, it } from 'vitest'
import { historyOf, issued, open, recoveryKeys } from './outcome-set-up.ts'
import { connect, entryOf, makeMachine, settle, withKey } from '../vault-set-up.ts'

describe('a regeneration', () => {
  it('keeps the new secret, the old one, and asks the provider once', async () => {
    const ready = await withKey()
    const old = issued(ready)
    const { vault, key, port, cloud } = ready
    const outcome = await vault.rotation.regenerate(key)
    expect(outcome.outcome).toBe('stored')
    expect(port.entries.get(entryOf(key, 1))).toBe(old)
    expect(port.entries.get(entryOf(key, 2))).toBe(issued(ready))
    expect(cloud.calls.issue).toBe(2)
    expect(ready.keyNamed('build')).toMatchObject({ version: 2, stale: false, goneSince: undefined })
    expect(ready.database.truth.versions.ofKey(key).map(({ validity }) => validity)).toEqual([
      'revoked',
      'valid',
    ])
    expect(open(ready)).toEqual([])
    expect(historyOf(ready)[0]).toBe('key-regenerated')
  })

  it('ends the warning that the old secret was found in public', async () => {
    const { vault, key, database, keyNamed } = await withKey()
    const { keys } = database.truth
    keys.put({ ...keys.get(key)!, leaked: { at: 1, where: 'https://code.example/.env' } })
    await vault.rotation.regenerate(key)
    expect(keyNamed('build').leaked).toBeUndefined()
  })

  it('leaves neither a sealed response nor its key behind once the secret is safe', async () => {
    const ready = await withKey()
    expect([...ready.sealedResponses.files]).toEqual([])
    expect(recoveryKeys(ready)).toEqual([])
  })

  it('keeps the sealed response for as long as its key cannot be taken out of the keychain', async () => {
    const ready = await withKey()
    ready.port.refuseNext('remove')
    expect((await ready.vault.rotation.regenerate(ready.key)).outcome).toBe('stored')
    expect([ready.sealedResponses.files.size, recoveryKeys(ready).length]).toEqual([1, 1])
    await ready.vault.checkKeychain()
    expect([ready.sealedResponses.files.size, recoveryKeys(ready).length]).toEqual([0, 0])
  })

  it('seals the answer before the keychain sees the secret', async () => {
    const ready = await withKey()
    const { vault, key, port, sealedResponses } = ready
    const release = ready.cloud.holdNext()
    const running = vault.rotation.regenerate(key)
    await settle()
    port.lock()
    release()
    expect((await running).outcome).toBe('unsaved')
    expect(sealedResponses.files.size).toBe(1)
    expect(await ready.lost(vault)).toEqual([])
  })

  it.each(['refused', 'not-sent'] as const)(
    'that the provider %s ends rejected, and nothing has changed',
    async (fault) => {
      const ready = await withKey()
      ready.cloud.failNext(fault)
      const outcome = await ready.vault.rotation.regenerate(ready.key)
      expect(outcome.outcome).toBe('rejected')
      expect(open(ready)).toEqual([])
      expect(ready.keyNamed('build')).toMatchObject({ version: 1 })
      expect(recoveryKeys(ready)).toEqual([])
      expect(historyOf(ready)[0]).toBe('operation-rejected')
      expect(ready.cloud.calls.issue).toBe(2)
    },
  )

  it.each(['lost-before', 'lost-after', 'masked', 'garbage', 'same', 'bug'] as const)(
    'whose answer is %s ends unknown, stays before the user, and is never repeated',
    async (fault) => {
      const ready = await withKey()
      ready.cloud.failNext(fault)
      const outcome = await ready.vault.rotation.regenerate(ready.key)
      expect(outcome.outcome).toBe('unknown')
      expect(ready.cloud.calls.issue).toBe(2)
      expect(open(ready)).toMatchObject([{ state: 'unknown', key: ready.key }])
      expect(ready.keyNamed('build').version).toBe(1)
      expect(ready.port.entries.has(entryOf(ready.key, 2))).toBe(false)
      expect(historyOf(ready)[0]).toBe('operation-unknown')
      expect(await ready.lost(ready.vault)).toEqual([])
    },
  )

  it.each(['masked', 'garbage', 'same'] as const)(
    'keeps the sealed response when it is %s',
    async (fault) => {
      const ready = await withKey()
      ready.cloud.failNext(fault)
      const { operation } = await ready.vault.rotation.regenerate(ready.key)
      expect([...ready.sealedResponses.files.keys()]).toEqual([operation])
      expect(ready.port.entries.has(`rescue ${operation}`)).toBe(true)
    },
  )

  it.each(['lost-before', 'lost-after', 'bug'] as const)(
    'leaves no recovery key behind when there was no answer (%s)',
    async (fault) => {
      const ready = await withKey()
      ready.cloud.failNext(fault)
      const { operation } = await ready.vault.rotation.regenerate(ready.key)
      expect(ready.port.entries.has(`rescue ${operation}`)).toBe(false)
    },
  )

  it('may be tried again after an unknown outcome, under a number of its own, which settles the older one', async () => {
    const ready = await withKey()
    ready.cloud.failNext('lost-before')
    await ready.vault.rotation.regenerate(ready.key)
    const again = await ready.vault.rotation.regenerate(ready.key)
    expect(again.outcome).toBe('stored')
    expect(ready.keyNamed('build').version).toBe(3)
    expect(open(ready)).toEqual([])
  })

  it('of the account’s own credential continues with the new value', async () => {
    const machine = makeMachine()
    const handle = machine.cloud.add('own')
    const vault = machine.open()
    const { secret } = machine.cloud.keys.get(handle)!
    const account = await connect(vault, secret)
    const key = machine.keyNamed('own').id
    expect((await vault.rotation.regenerate(key)).outcome).toBe('stored')
    const record = machine.database.truth.accounts.get(account)!
    expect(machine.port.entries.get(record.credentialEntry)).toBe(machine.cloud.handedOut.at(-1)!.secret)
  })

  it('notifies the page which key is the credential as soon as it is known', async () => {
    const ready = await withKey()
    const record = ready.database.truth.accounts.get(ready.account)!
    // The credential was set before its key was listed. Only the regeneration finds that they are the same key.
    ready.port.entries.set(record.credentialEntry, `${ready.keyNamed('build').remoteId!}-rest`)
    ready.cloud.failNext('refused')
    await ready.vault.rotation.regenerate(ready.key)
    await settle()
    const emitted = ready.fake.pushed('app:changed')
    expect(emitted.flatMap(({ accounts }) => accounts).at(-1)!.credentialKey).toBe(ready.key)
  })

  it('does not wait for the end of a sync, and lets it start again afterwards', async () => {
    const ready = await withKey()
    for (const name of ['b', 'c', 'd']) ready.cloud.add(name)
    const { promise, resolve } = Promise.withResolvers<undefined>()
    ready.cloud.listWaits = promise
    const syncing = ready.vault.sync.start(ready.account)
    await settle()
    const { list } = ready.cloud.calls
    const regenerating = ready.vault.rotation.regenerate(ready.key)
    resolve(undefined)
    await syncing
    expect(ready.database.truth.keys.all()).toHaveLength(1)
    expect((await regenerating).outcome).toBe('stored')
    await settle()
    expect(ready.cloud.calls.list).toBe(list + 1)
    expect(ready.database.truth.keys.all()).toHaveLength(4)
    expect(ready.database.truth.accounts.get(ready.account)!.lastSync!.error).toBeUndefined()
    expect(ready.database.truth.history.list({ limit: 50 }).map(({ kind }) => kind)).not.toContain(
      'sync-failed',
    )
  })
})
