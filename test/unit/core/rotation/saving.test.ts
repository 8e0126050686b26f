import { describe, expect, it } from 'vitest'
import { historyOf, issued, open, unsaved } from './outcome-set-up.ts'
import { entryOf, settle, withKey } from '../vault-set-up.ts'

describe('a new secret', () => {
  it('goes to the keychain even when the disk cannot take the sealed response', async () => {
    const ready = await withKey()
    ready.sealedResponses.full = true
    expect((await ready.vault.rotation.regenerate(ready.key)).outcome).toBe('stored')
    expect(ready.port.entries.get(entryOf(ready.key, 2))).toBe(issued(ready))
  })

  it('seals the answer late when the disk takes it only after the keychain refused', async () => {
    const ready = await unsaved(({ sealedResponses }) => (sealedResponses.full = true))
    expect(ready.sealedResponses.files.size).toBe(0)
    expect(await ready.lost(ready.vault)).toEqual([])
    ready.sealedResponses.full = false
    await ready.vault.close()
    expect(ready.sealedResponses.files.size).toBe(1)
    expect(await ready.lost(ready.vault)).toEqual([])
  })

  it('in an answer that is not understood is sealed late as well, and its key stays until then', async () => {
    const ready = await withKey()
    ready.sealedResponses.full = true
    ready.cloud.failNext('garbage')
    const { operation } = await ready.vault.rotation.regenerate(ready.key)
    expect(ready.port.entries.has(`rescue ${operation}`)).toBe(true)
    ready.sealedResponses.full = false
    await ready.vault.close()
    expect([...ready.sealedResponses.files.keys()]).toEqual([operation])
  })

  it('is unsaved when the keychain refuses, is copied from there, and saved when it is open again', async () => {
    const ready = await unsaved()
    const { vault, key, port, clipboard } = ready
    const [operation] = open(ready)
    expect(operation).toMatchObject({ state: 'unsaved', error: { kind: 'keychain', why: 'locked' } })
    expect(historyOf(ready)[0]).toBe('operation-unsaved')
    expect(vault.snapshot().keys.find(({ id }) => id === key)!.secret).toBe('unsaved')
    await vault.copy.unsaved(operation!.id)
    expect(clipboard.text).toBe(issued(ready))
    port.unlock()
    expect((await vault.rotation.resume(operation!.id)).outcome).toBe('stored')
    expect(port.entries.get(entryOf(key, 2))).toBe(issued(ready))
    expect(open(ready)).toEqual([])
    expect(ready.cloud.calls.issue).toBe(2)
  })

  it('is saved by itself as soon as the keychain is seen open again', async () => {
    const ready = await unsaved()
    ready.port.unlock()
    await ready.vault.checkKeychain()
    expect(open(ready)).toEqual([])
    expect(ready.keyNamed('build').version).toBe(2)
  })

  it('is saved by the next start from its sealed response', async () => {
    const ready = await unsaved()
    await ready.vault.close()
    ready.port.unlock()
    const next = ready.open()
    await next.start()
    expect(open(ready)).toEqual([])
    expect(ready.port.entries.get(entryOf(ready.key, 2))).toBe(issued(ready))
    expect(ready.keyNamed('build')).toMatchObject({ version: 2, handle: issued(ready).split('-')[0] })
    expect(historyOf(ready).slice(0, 2)).toEqual(['operation-recovered', 'key-regenerated'])
    expect(ready.sealedResponses.files.size).toBe(0)
    await next.close()
  })

  it('is unsaved when the keychain hangs, and finds its late write when asked again', async () => {
    const ready = await withKey()
    const { vault, key, port, clock, cloud } = ready
    const answer = cloud.holdNext()
    const running = vault.rotation.regenerate(key)
    await settle()
    const free = port.hangNext('write')
    answer()
    await settle()
    clock.pass(10_000)
    const { outcome, operation } = await running
    expect(outcome).toBe('unsaved')
    expect(await ready.lost(vault)).toEqual([])
    free()
    await settle()
    expect((await vault.rotation.resume(operation)).outcome).toBe('stored')
    expect(port.entries.get(entryOf(key, 2))).toBe(issued(ready))
  })

  it.each(['keys.put', 'versions.put', 'history.add'])(
    'whose last transaction fails (%s) is unsaved, loses nothing, and is done by asking again',
    async (broken) => {
      const ready = await withKey()
      const before = ready.keyNamed('build')
      ready.database.refuse = (call) => call === broken
      const { outcome, operation } = await ready.vault.rotation.regenerate(ready.key)
      expect(outcome).toBe('unsaved')
      expect(ready.keyNamed('build')).toMatchObject({ version: before.version, remoteId: before.remoteId })
      expect(ready.sealedResponses.files.size).toBe(1)
      ready.database.refuse = undefined
      expect((await ready.vault.rotation.resume(operation)).outcome).toBe('stored')
      expect(ready.keyNamed('build').version).toBe(2)
      expect(open(ready)).toEqual([])
    },
  )

  it('is not lost when the disk is full for everything at once', async () => {
    const ready = await unsaved(({ sealedResponses, database }) => {
      sealedResponses.full = true
      database.refuse = (call) => call === 'transaction'
    })
    const [operation] = open(ready)
    ready.database.refuse = undefined
    expect(await ready.lost(ready.vault)).toEqual([])
    ready.port.unlock()
    expect((await ready.vault.rotation.resume(operation!.id)).outcome).toBe('stored')
  })

  it('is not lost if the page cannot be notified', async () => {
    const ready = await withKey()
    ready.fake.pageBreaks = true
    expect((await ready.vault.rotation.regenerate(ready.key)).outcome).toBe('stored')
    await settle()
    expect(await ready.lost(ready.vault)).toEqual([])
  })

  it('takes another number when the keychain holds an entry that the database does not know', async () => {
    const ready = await withKey()
    ready.port.entries.set(entryOf(ready.key, 2), 'from before a backup was restored')
    expect((await ready.vault.rotation.regenerate(ready.key)).outcome).toBe('stored')
    expect(ready.keyNamed('build').version).toBe(3)
    expect(ready.port.entries.get(entryOf(ready.key, 2))).toBe('from before a backup was restored')
    expect(ready.port.entries.get(entryOf(ready.key, 3))).toBe(issued(ready))
  })

  it('of a key whose write was garbled is saved under another number', async () => {
    const ready = await withKey()
    const answer = ready.cloud.holdNext()
    const running = ready.vault.rotation.regenerate(ready.key)
    await settle()
    ready.port.garbleNextWrite()
    answer()
    const { outcome, operation } = await running
    expect(outcome).toBe('unsaved')
    expect((await ready.vault.rotation.resume(operation)).outcome).toBe('stored')
    expect(ready.port.entries.get(entryOf(ready.key, ready.keyNamed('build').version))).toBe(issued(ready))
  })
})
