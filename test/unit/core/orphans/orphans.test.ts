import { describe, expect, it } from 'vitest'
import type { EntryName } from '../../../../electron/core/ports/keychain.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import type { OperationId } from '../../../../shared/model/model.ts'
import { operationRecord } from '../../../fakes/records.ts'
import { addByHand, failureOf, makeMachine, withKey } from '../vault-set-up.ts'

const LEFT = 'key forgotten-0000000a v1'

/** A vault that was restarted, so that its entries are from an earlier run. */
async function startedAgain() {
  const before = await withKey()
  await before.vault.close()
  const vault = before.open()
  await vault.start()
  return { ...before, vault }
}

const names = async (vault: Awaited<ReturnType<typeof startedAgain>>['vault']) =>
  (await vault.orphans.find()).map(({ name }) => name)

describe('what belongs to something', () => {
  it('is no orphan: secrets, credentials, the clipboard’s mark, and what an operation has still to bring home', async () => {
    const { vault, port, key, database, sealedResponses } = await startedAgain()
    await vault.copy.key({ key }) // creates the key of the clipboard fingerprints
    port.entries.set('clipboard mark', 'x')
    database.truth.operations.put(
      operationRecord({ id: 'op-1' as OperationId, key, version: 7, state: 'unknown' }),
    )
    port.entries.set('rescue op-1', 'x').set(`key ${key} v7`, 'x')
    sealedResponses.write('op-unreferenced' as OperationId, new Uint8Array([1]))
    sealedResponses.files.set('op-again.earlier-1', new Uint8Array([1]))
    port.entries.set('rescue op-unreferenced', 'x').set('rescue op-again', 'x')
    await expect(vault.orphans.find()).resolves.toEqual([])
  })

  it('is no orphan: an older credential, which stays until its account goes', async () => {
    const { vault, database, account } = await startedAgain()
    const before = database.truth.accounts.get(account)!
    await vault.accounts.change({ account, credential: { from: 'typed', text: 'another-credential' } })
    expect(database.truth.accounts.get(account)?.credentialEntry).not.toBe(before.credentialEntry)
    expect(await names(vault)).toEqual([])
  })

  it('is no orphan: what this run has written, which may be about to be noted', async () => {
    const { vault, database } = await withKey()
    const key = await addByHand(vault, 'by hand')
    database.truth.versions.remove(key, 1)
    database.truth.keys.remove(key)
    expect(await names(vault)).toEqual([])
  })

  it('cannot be determined while a part of it is unreadable: nothing is listed or deleted', async () => {
    const { vault, port, database, sealedResponses } = await startedAgain()
    port.entries.set(LEFT, 'x')
    sealedResponses.unreadable = true
    expect(await failureOf(() => vault.orphans.find())).toEqual({ kind: 'vault', why: 'unreadable' })
    expect(await failureOf(() => vault.orphans.delete(LEFT))).toMatchObject({ kind: 'vault' })
    sealedResponses.unreadable = false
    for (const part of ['versions.all', 'accounts.all', 'operations.open']) {
      database.refuse = (call) => call === part
      expect((await failureOf(() => vault.orphans.delete(LEFT))).kind, part).toBe('vault')
    }
    database.refuse = undefined
    port.lock()
    expect(await failureOf(() => vault.orphans.find())).toMatchObject({ kind: 'keychain', why: 'locked' })
    expect(await failureOf(() => vault.orphans.delete(LEFT))).toMatchObject({ kind: 'keychain' })
    expect(port.entries.get(LEFT)).toBe('x')
  })
})

describe('an orphan', () => {
  it('is named with what it would be of, and what it is', async () => {
    const { vault, port, key, account } = await startedAgain()
    const proxy = 'proxy http://proxy.corp:3128 v1'
    for (const name of [
      proxy,
      LEFT,
      `key ${key} v9`,
      `account ${account} v9`,
      'rescue op-9',
      'check 0a1b',
      'mine',
    ])
      port.entries.set(name, 'x')
    await expect(vault.orphans.find()).resolves.toEqual(
      [
        { name: `account ${account} v9`, kind: 'credential', of: 'Lab' },
        { name: 'check 0a1b', kind: 'check' },
        { name: `key ${key} v9`, kind: 'secret', of: 'build' },
        { name: LEFT, kind: 'secret' },
        { name: 'mine', kind: 'foreign' },
        { name: 'rescue op-9', kind: 'seal' },
        { name: proxy, kind: 'proxy', of: 'http://proxy.corp:3128' },
      ].sort((a, b) => (a.name < b.name ? -1 : 1)),
    )
  })

  it('is deleted alone, by name, and written down', async () => {
    const { vault, port } = await startedAgain()
    port.entries.set(LEFT, 'x').set('check 0a1b', 'y')
    const before = new Map(port.entries)
    await vault.orphans.delete(LEFT)
    before.delete(LEFT)
    expect(port.entries).toEqual(before)
    expect(vault.store.history.list({ limit: 1 })).toMatchObject([{ kind: 'entry-deleted', name: LEFT }])
  })

  it('stays when it cannot be read', async () => {
    const { vault, port } = await startedAgain()
    port.entries.set(LEFT, 'x')
    port.refuseNext('read')
    expect(await failureOf(() => vault.orphans.delete(LEFT))).toMatchObject({
      kind: 'keychain',
      why: 'refused',
    })
    expect(port.entries.has(LEFT)).toBe(true)
  })

  it('that became something meanwhile is not deleted', async () => {
    const { vault, port, key, database } = await startedAgain()
    const entry = `key ${key} v9` as EntryName
    port.entries.set(entry, 'x')
    const goOn = port.hangNext('read')
    const deleting = failureOf(() => vault.orphans.delete(entry))
    await new Promise((resolve) => setImmediate(resolve))
    database.truth.versions.put({ ...database.truth.versions.ofKey(key)[0]!, version: 9, entry })
    goOn()
    expect(await deleting).toEqual({ kind: 'not-found', what: 'entry' })
    expect(port.entries.has(entry)).toBe(true)
  })

  it.each(['mine', 'clipboard mark', 'key nobody-0000000a v1', ''])(
    'has one of our names and is there: %j is not deleted',
    async (name) => {
      const { vault, port } = await startedAgain()
      port.entries.set('mine', 'x').set('clipboard mark', 'x')
      const before = new Map(port.entries)
      expect(await failureOf(() => vault.orphans.delete(name))).toEqual({ kind: 'not-found', what: 'entry' })
      expect(port.entries).toEqual(before)
    },
  )

  it('is never deleted by itself, not by a start, a check or a close', async () => {
    const machine = await startedAgain()
    machine.port.entries.set(LEFT, 'x')
    await machine.vault.checkKeychain()
    await machine.vault.close()
    const again = machine.open()
    await again.start()
    expect(machine.port.entries.get(LEFT)).toBe('x')
  })
})

describe('the number of entries', () => {
  it('is counted from the database, and by the keychain that each was given to', async () => {
    const { vault, port, key } = await startedAgain()
    await vault.rotation.regenerate(key)
    port.lock() // the keychain is not called
    expect(vault.orphans.count()).toEqual({
      secrets: 2,
      credentials: 1,
      proxyPasswords: 0,
      underWay: 0,
      keychains: [{ backend: 'Fake keychain', entries: 3 }],
    })
  })

  it('is nothing in a new vault', () => {
    const vault = makeMachine().open()
    expect(vault.orphans.count()).toEqual({
      secrets: 0,
      credentials: 0,
      proxyPasswords: 0,
      underWay: 0,
      keychains: [],
    })
  })
})

it('needs no secret to name an entry', async () => {
  const { port, vault } = await startedAgain()
  await port.write(LEFT as EntryName, Secret.fromText('x'))
  const before = port.calls.length
  await vault.orphans.find()
  expect(port.calls.slice(before)).toEqual(['names'])
})

describe('an orphan that is brought back', () => {
  it('gets a key of its own, with the id and the number in its name, and can be copied', async () => {
    const { vault, port, clipboard, database } = await startedAgain()
    port.entries.set('key grafana-prod-0000000a v3', 'the lost one')
    const before = new Map(port.entries)
    const key = await vault.orphans.bringBack('key grafana-prod-0000000a v3')
    expect(database.truth.keys.get(key)).toMatchObject({
      id: 'grafana-prod-0000000a',
      name: 'grafana-prod',
      version: 3,
      account: undefined,
    })
    await vault.copy.key({ key })
    expect(clipboard.text).toBe('the lost one')
    expect(await names(vault)).toEqual([])
    for (const [name, value] of before) expect(port.entries.get(name)).toBe(value)
  })

  it('goes to the key that is listed at the address which it shows', async () => {
    const { vault, port, cloud, database, keyNamed, account } = await startedAgain()
    cloud.add('listed anew')
    await vault.sync.start(account)
    const { id, remoteId } = keyNamed('listed anew')
    port.entries.set(LEFT, cloud.keys.get(remoteId!)!.secret)
    expect(await vault.orphans.bringBack(LEFT)).toBe(id)
    expect(database.truth.versions.ofKey(id)).toMatchObject([{ version: 1, entry: LEFT, origin: 'adopted' }])
    expect(database.truth.keys.get(id)!.version).toBe(1)
  })

  it('is a previous version where the key holds a secret, and a further one where its number is taken', async () => {
    const { vault, port, key, database } = await startedAgain()
    port.entries.set(`key ${key} v9`, 'x')
    expect(await vault.orphans.bringBack(`key ${key} v9`)).toBe(key)
    expect(database.truth.keys.get(key)!.version).toBe(1)
    expect(database.truth.versions.ofKey(key).map(({ version }) => version)).toEqual([1, 9])
  })

  it('may be the credential of an account that is gone', async () => {
    const { vault, port, database } = await startedAgain()
    port.entries.set('account lab-0000000a v1', 'x')
    const key = await vault.orphans.bringBack('account lab-0000000a v1')
    expect(database.truth.keys.get(key)).toMatchObject({ name: 'lab', version: 1 })
  })

  it.each(['mine', 'check 0a1b', 'rescue op-9', 'key not-there-0000000a v1'])(
    'is no orphan: %s',
    async (name) => {
      const { vault, port } = await startedAgain()
      for (const one of ['mine', 'check 0a1b', 'rescue op-9']) port.entries.set(one, 'x')
      expect(await failureOf(() => vault.orphans.bringBack(name))).toEqual({
        kind: 'not-found',
        what: 'entry',
      })
    },
  )

  it('waits while something is done to its key, and where it cannot be read', async () => {
    const { vault, port, key, database } = await startedAgain()
    port.entries.set(`key ${key} v9`, 'x')
    database.truth.operations.put(operationRecord({ key, version: 2, state: 'unsaved' }))
    expect((await failureOf(() => vault.orphans.bringBack(`key ${key} v9`))).kind).toBe('busy')
    port.lock()
    expect((await failureOf(() => vault.orphans.bringBack(`key ${key} v9`))).kind).toBe('keychain')
    expect(database.truth.versions.ofKey(key)).toHaveLength(1)
  })
})
