import { describe, expect, it } from 'vitest'
import { addByHand, connect, entryOf, failureOf, makeMachine, settle, withKey } from './vault-set-up.ts'

describe('a vault that closes', () => {
  it('leaves nothing that the clock could wake', async () => {
    const ready = await withKey()
    ready.cloud.failNext('lost-before')
    await ready.vault.rotation.regenerate(ready.key)
    await ready.vault.copy.key({ key: ready.key })
    expect(ready.clock.waiting).toBeGreaterThan(3)
    await ready.vault.close()
    expect(ready.clock.waiting).toBe(0)
  })

  it('waits for an operation that is asking a provider', async () => {
    const ready = await withKey()
    const answer = ready.cloud.holdNext()
    const running = ready.vault.rotation.regenerate(ready.key)
    await settle()
    let isClosed = false
    const closing = ready.vault.close().then(() => (isClosed = true))
    await settle()
    expect(isClosed).toBe(false)
    answer()
    expect((await running).outcome).toBe('stored')
    await closing
    expect(ready.database.truth.keys.get(ready.key)!.version).toBe(2)
  })

  it('waits for a key that is being entered', async () => {
    const { open, port, database } = makeMachine()
    const vault = open()
    const free = port.hangNext('write')
    const adding = addByHand(vault)
    await settle()
    const closing = vault.close()
    await settle()
    free()
    await Promise.all([adding, closing])
    expect(database.truth.keys.all()).toHaveLength(1)
  })

  it('ends syncs, begins none, and nothing touches the closed store', async () => {
    const ready = await withKey()
    const { promise, resolve } = Promise.withResolvers<undefined>()
    ready.cloud.listWaits = promise
    const syncing = ready.vault.sync.start(ready.account)
    const regenerating = ready.vault.rotation.regenerate(ready.key)
    await settle()
    const { list } = ready.cloud.calls
    const closing = ready.vault.close()
    resolve(undefined)
    await Promise.all([syncing, regenerating, closing])
    await settle()
    expect(ready.cloud.calls.list).toBe(list)
    expect(ready.fake.unexpected).toEqual([])
  })

  it('while it starts does not go on starting', async () => {
    const { open, port, clock, fake } = makeMachine()
    const vault = open()
    const free = port.hangNext('probe')
    const starting = vault.start()
    await settle()
    await vault.close()
    free()
    await starting
    expect(clock.waiting).toBe(0)
    expect(fake.unexpected).toEqual([])
  })

  it('twice closes once', async () => {
    const { open } = makeMachine()
    const vault = open()
    await Promise.all([vault.close(), vault.close()])
    await vault.close()
  })
})

describe('a vault', () => {
  it('backs up when it starts and reports a backup that failed, until one succeeds', async () => {
    const { open, storage, clock } = makeMachine()
    storage.refuseBackups = true
    const vault = open()
    await vault.start()
    expect(vault.snapshot().notices).toMatchObject([{ kind: 'backup-failed' }])
    storage.refuseBackups = false
    clock.pass(3_600_000)
    expect(vault.snapshot().notices).toEqual([])
    expect(storage.backupsMade).toBe(1)
  })

  it('gives its snapshot the number of the last change, so that nothing is missed between', async () => {
    const ready = await withKey()
    ready.vault.keys.edit({ key: ready.key, fields: { notes: 'a' } })
    const { revision, keys } = ready.vault.snapshot()
    expect(keys[0]!.notes).toBe('a')
    expect(ready.fake.pushed('app:changed').at(-1)!.revision).toBe(revision)
  })

  it('shows everything it knows with the keychain locked and the provider away', async () => {
    const ready = await withKey()
    await ready.vault.close()
    ready.port.lock()
    ready.cloud.trouble = 'offline'
    const next = ready.open()
    await next.start()
    const shown = next.snapshot()
    expect(shown.keychain.state).toBe('locked')
    expect(shown.keys).toMatchObject([{ name: 'build', secret: 'held' }])
    expect(shown.accounts[0]!.sync.state).toBe('failed')
    expect(next.store.history.list({ limit: 9 }).length).toBeGreaterThan(0)
    await next.close()
  })

  it('syncs by the clock, as often as is set, and not at all when that is off', async () => {
    const { open, cloud, clock } = makeMachine()
    const vault = open()
    await vault.start()
    await connect(vault)
    await settle()
    const { list } = cloud.calls
    clock.pass(15 * 60_000)
    await settle()
    expect(cloud.calls.list).toBe(list + 1)
    vault.changeSettings({ syncMinutes: 0 })
    clock.pass(600 * 60_000)
    await settle()
    expect(cloud.calls.list).toBe(list + 1)
    await vault.close()
  })

  it('that was restored adopts keychain entries that its database does not know', async () => {
    const ready = await withKey()
    await ready.vault.close()
    ready.port.entries.set(entryOf(ready.key, 2), 'made after the backup')
    const next = ready.open()
    next.wasRestored()
    await next.start()
    await settle()
    expect(ready.database.truth.versions.get(ready.key, 2)).toMatchObject({
      origin: 'adopted',
      validity: 'unknown',
    })
    await next.copy.key({ key: ready.key })
    expect(ready.clipboard.text).toBe('made after the backup')
    expect(next.snapshot().notices).toMatchObject([{ kind: 'restored' }])
    await next.close()
  })

  it('that was restored joins a key that has moved with the record that a list has made of it', async () => {
    const ready = await withKey()
    const moved = ready.cloud.add('moved')
    await ready.vault.sync.start(ready.account)
    await ready.vault.close()
    const record = ready.database.truth.keys.byRemote(ready.account, '', moved)
    expect(record).toMatchObject({ version: 0 })
    ready.port.entries.set(entryOf(ready.key, 2), `${moved}-made-after-the-backup`)
    const next = ready.open()
    next.wasRestored()
    await next.start()
    await settle()
    expect(ready.database.truth.keys.get(ready.key)).toMatchObject({ remoteId: moved, version: 2 })
    expect(ready.database.truth.keys.get(record!.id)).toBeUndefined()
    await next.copy.key({ key: ready.key })
    expect(ready.clipboard.text).toBe(`${moved}-made-after-the-backup`)
    await next.close()
  })

  it('that has lost changes reports that permanently, and adopts keychain entries that its database does not know', async () => {
    const ready = await withKey()
    await ready.vault.close()
    ready.port.entries.set(entryOf(ready.key, 2), 'made after the log was lost')
    const next = ready.open()
    next.hasLost({ changes: 12, since: 5, secrets: 1 })
    await next.start()
    await settle()
    expect(ready.database.truth.versions.get(ready.key, 2)).toMatchObject({ origin: 'adopted' })
    expect(next.snapshot().notices).toMatchObject([
      { kind: 'changes-lost', changes: 12, since: 5, secrets: 1 },
    ])
    const recorded = ready.database.truth.history
      .list({ limit: 99 })
      .find(({ kind }) => kind === 'changes-lost')
    expect(recorded?.details).toEqual({ changes: 12, secrets: 1 })
    await next.close()
  })

  it('that was restored skips a key with a running operation, and adopts the others', async () => {
    const ready = await withKey()
    const other = await addByHand(ready.vault)
    const { promise, resolve } = Promise.withResolvers<undefined>()
    ready.cloud.listWaits = promise
    const syncing = ready.vault.sync.start(ready.account)
    await settle()
    const switching = ready.vault.remoteKeys.switch({ key: ready.key, enabled: false })
    for (const key of [ready.key, other]) ready.port.entries.set(entryOf(key, 2), 'made after the backup')
    ready.vault.wasRestored()
    await settle()
    resolve(undefined)
    await Promise.all([syncing, switching])
    expect(ready.database.truth.keys.get(ready.key)!.version).toBe(1)
    expect(ready.database.truth.keys.get(other)!.version).toBe(2)
  })
})

describe('a keychain that is locked', () => {
  it('shows its prompt only right after a press, and not in a loop', async () => {
    const { open, port, fake } = makeMachine()
    const vault = open()
    const prompts = () => port.calls.filter((call) => call.startsWith('prompt'))
    port.lock()
    fake.person.presses = false
    for (const run of [() => vault.unlockKeychain(), () => vault.createKeyring()])
      expect(await failureOf(run)).toEqual({ kind: 'limit', why: 'no-gesture' })
    expect(prompts()).toEqual([])

    fake.person.presses = true
    port.answerPrompts('dismissed')
    const ends = []
    for (let times = 0; times < 20; times += 1) ends.push(await failureOf(() => vault.unlockKeychain()))
    expect(prompts()).toHaveLength(10)
    expect(ends.at(0)).toMatchObject({ kind: 'keychain', why: 'dismissed' })
    expect(ends.at(-1)).toEqual({ kind: 'limit', why: 'too-often' })
    await vault.close()
  })

  it('opens on the user’s request, and waiting operations continue', async () => {
    const ready = await withKey()
    ready.port.lock()
    const outcome = await ready.vault.byHand.add({
      secret: { from: 'typed', text: 'typed while it was locked' },
      fields: { name: 'late' },
    })
    expect(outcome).toMatchObject({ outcome: 'unsaved' })
    await ready.vault.unlockKeychain()
    await settle()
    expect(ready.vault.snapshot().keychain).toMatchObject({ state: 'ready' })
    expect([...ready.port.entries.values()]).toContain('typed while it was locked')
    await ready.vault.close()
  })
})
