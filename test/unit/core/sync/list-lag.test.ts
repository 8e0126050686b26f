/** A list that is read too soon after Keyhold's change: it proves neither that a new key is missing nor that a deleted one is back. */
import { describe, expect, it } from 'vitest'
import { sideBySide } from '../overlap/overlap-set-up.ts'
import { failureOf, withKey } from '../vault-set-up.ts'

const LAG_MS = 60_000

describe('a list that lags, at a provider that does not document it', () => {
  it('does not call a key gone that was just made, and is believed later', async () => {
    const { vault, cloud, clock, account, keyNamed } = await withKey()
    await vault.rotation.create(account, { label: 'new' })
    cloud.unlisted.add(keyNamed('new').remoteId!)
    clock.pass(LAG_MS - 1)
    await vault.sync.start(account)
    expect(keyNamed('new').goneSince).toBeUndefined()
    clock.pass(1)
    await vault.sync.start(account)
    expect(keyNamed('new').goneSince).toBe(clock.now())
  })

  it('takes the address that a renewed key has left for no further key, nor the key for gone, and is believed later', async () => {
    const { vault, cloud, clock, account, key, database, keyNamed } = await withKey()
    const left = keyNamed('build').remoteId!
    const held = cloud.keys.get(left)!
    clock.pass(10 * LAG_MS)
    await vault.rotation.regenerate(key)
    const { remoteId } = keyNamed('build')
    expect(remoteId).not.toBe(left)
    cloud.keys.set(left, held)
    cloud.unlisted.add(remoteId!)
    clock.pass(LAG_MS - 1)
    await vault.sync.start(account)
    expect(database.truth.keys.all()).toHaveLength(1)
    expect(keyNamed('build')).toMatchObject({ id: key, remoteId, goneSince: undefined, stale: false })
    clock.pass(1)
    await vault.sync.start(account)
    expect(database.truth.keys.get(key)!.goneSince).toBe(clock.now())
    expect(database.truth.keys.all()).toHaveLength(2)
  })

  it('does not bring back a key that was just deleted here, and is believed later', async () => {
    const { vault, cloud, clock, account, key, keyNamed } = await withKey()
    const { remoteId } = keyNamed('build')
    const held = cloud.keys.get(remoteId!)!
    await vault.remoteKeys.revoke({ key, name: 'build' })
    cloud.keys.set(remoteId!, held)
    clock.pass(LAG_MS - 1)
    await vault.sync.start(account)
    expect(keyNamed('build').goneSince).toBeDefined()
    clock.pass(1)
    await vault.sync.start(account)
    expect(keyNamed('build').goneSince).toBeUndefined()
  })

  it('brings back at once what another list had called gone', async () => {
    const { vault, cloud, account, keyNamed } = await withKey()
    const { remoteId } = keyNamed('build')
    cloud.unlisted.add(remoteId!)
    await vault.sync.start(account)
    expect(keyNamed('build').goneSince).toBeDefined()
    cloud.unlisted.delete(remoteId!)
    await vault.sync.start(account)
    expect(keyNamed('build').goneSince).toBeUndefined()
  })
})

describe('rolling back a replacement that lists do not show', () => {
  async function unshown(waitMs: number) {
    const both = await sideBySide({ without: ['get'] })
    both.cloud.unlisted.add(both.keyNamed('build 2').remoteId!)
    both.clock.pass(waitMs)
    await both.vault.sync.start(both.account)
    return both
  }

  it.each([0, 10 * LAG_MS])('asks the provider to delete it, %i ms after it was made', async (waitMs) => {
    const { vault, cloud, operation, record, keyNamed } = await unshown(waitMs)
    const { remoteId } = keyNamed('build 2')
    await vault.overlaps.rollBack({ operation, name: 'build 2' })
    expect(cloud.calls.revoke).toBe(1)
    expect(cloud.keys.has(remoteId!)).toBe(false)
    expect(record().state).toBe('rolled-back')
  })

  it('is not settled by such a list while the request may have been lost', async () => {
    const { vault, cloud, account, operation, record } = await unshown(0)
    cloud.failNextChange('lost-before')
    await failureOf(() => vault.overlaps.rollBack({ operation, name: 'build 2' }))
    await vault.sync.start(account)
    expect(record().state).toBe('rolling-back')
    cloud.unlisted.clear()
    await vault.overlaps.rollBack({ operation, name: 'build 2' })
    expect(cloud.keys.size).toBe(1)
    expect(record().state).toBe('rolled-back')
  })
})
