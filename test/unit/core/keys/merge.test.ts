import { describe, expect, it } from 'vitest'
import type { KeyId } from '../../../../shared/model/model.ts'
import { operationRecord } from '../../../fakes/records.ts'
import { entryOf, failureOf, settle, withKey } from '../vault-set-up.ts'

/** A key that was regenerated elsewhere: the old key is missing from the list, and a similar one has appeared. */
async function renewed(options?: Parameters<typeof withKey>[0]) {
  const ready = await withKey(options)
  ready.vault.keys.edit({ key: ready.key, fields: { notes: 'mine', tags: ['ci'] } })
  ready.cloud.renewElsewhere(0)
  await ready.vault.sync.start(ready.account)
  const old = () => ready.database.truth.keys.get(ready.key)!
  return { ...ready, old, newer: old().renewedAs! }
}

describe('a key that was renewed elsewhere', () => {
  it('is offered as the other, and nothing is merged unasked', async () => {
    const { old, newer, database } = await renewed()
    expect(old()).toMatchObject({ version: 1, notes: 'mine' })
    expect(database.truth.keys.get(newer)).toMatchObject({ version: 0, name: 'build' })
  })

  it('once confirmed keeps notes, tags and secret, and the secret is stale', async () => {
    const { vault, key, old, newer, database, port } = await renewed()
    const { remoteId } = database.truth.keys.get(newer)!
    vault.keys.merge({ key, same: true })
    expect(old()).toMatchObject({
      remoteId,
      notes: 'mine',
      tags: ['ci'],
      version: 1,
      stale: true,
      goneSince: undefined,
      renewedAs: undefined,
    })
    expect(database.truth.keys.get(newer)).toBeUndefined()
    expect(port.entries.has(entryOf(key, 1))).toBe(true)
    expect(database.truth.versions.get(key, 1)!.validity).toBe('revoked')
  })

  it('is not asked about again once denied', async () => {
    const { vault, key, old, account, newer, database } = await renewed()
    vault.keys.merge({ key, same: false })
    await vault.sync.start(account)
    expect(old()).toMatchObject({ renewedAs: undefined, renewalDenied: true })
    expect(database.truth.keys.get(newer)).toBeDefined()
  })

  it('is not merged with one that holds a secret of its own', async () => {
    const { vault, key, newer } = await renewed()
    await vault.rotation.regenerate(newer)
    expect(await failureOf(() => vault.keys.merge({ key, same: true }))).toMatchObject({
      kind: 'unsupported',
    })
  })

  it('takes the mark of the account’s credential along', async () => {
    const { vault, key, newer, account, database } = await renewed()
    database.truth.accounts.put({ ...database.truth.accounts.get(account)!, credentialKey: newer })
    vault.keys.merge({ key, same: true })
    expect(database.truth.accounts.get(account)!.credentialKey).toBe(key)
  })

  it('is not merged while a new secret of the other is not saved, and keeps its secret when that is', async () => {
    const { vault, key, newer, port, database, cloud } = await renewed({ keepsAddress: true })
    const answer = cloud.holdNext()
    const renewing = vault.rotation.regenerate(newer)
    await settle()
    port.lock()
    answer()
    const { operation } = await renewing
    port.unlock()
    expect(await failureOf(() => vault.keys.merge({ key, same: true }))).toEqual({
      kind: 'busy',
      act: 'regenerate',
    })
    expect((await vault.rotation.resume(operation)).outcome).toBe('stored')
    const held = database.truth.versions.all().map(({ entry }) => port.entries.get(entry))
    expect(held.sort()).toEqual(cloud.handedOut.map(({ secret }) => secret))
  })

  it('is not merged while something is done to either', async () => {
    const { vault, key, newer, database } = await renewed()
    const merge = () => vault.keys.merge({ key, same: true })
    const renewing = vault.rotation.regenerate(newer)
    expect(await failureOf(merge)).toEqual({ kind: 'busy', act: 'regenerate' })
    await renewing
    const forgetting = vault.keys.forget({ key, name: 'build' })
    expect(await failureOf(merge)).toEqual({ kind: 'busy', act: 'delete' })
    await forgetting
    expect(database.truth.keys.get(newer)).toMatchObject({ version: 1 })
  })

  it('is not merged while what came of a renewal of the other is unknown', async () => {
    const { vault, key, newer, cloud } = await renewed({ keepsAddress: true })
    cloud.failNext('lost-after')
    await vault.rotation.regenerate(newer)
    expect(await failureOf(() => vault.keys.merge({ key, same: true }))).toEqual({
      kind: 'busy',
      act: 'regenerate',
    })
  })

  it('is not merged while two keys live side by side of which it is one', async () => {
    const { vault, key, newer, database } = await renewed()
    const both = { old: key, oldName: 'build', oldVersion: 1, since: 0, until: 1 }
    database.truth.operations.put(operationRecord({ key: newer, state: 'overlapping', overlap: both }))
    expect(await failureOf(() => vault.keys.merge({ key, same: true }))).toMatchObject({ kind: 'busy' })
  })

  it('that never was cannot be merged', async () => {
    const { vault, key } = await withKey()
    expect(await failureOf(() => vault.keys.merge({ key, same: true }))).toEqual({
      kind: 'not-found',
      what: 'key',
    })
    expect(await failureOf(() => vault.keys.merge({ key: 'no' as KeyId, same: true }))).toEqual({
      kind: 'not-found',
      what: 'key',
    })
  })
})
