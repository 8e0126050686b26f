/** Tests whether a stored secret authenticates: one call with that secret, which changes nothing else. */
import { describe, expect, it } from 'vitest'
import type { KeyId } from '../../../../shared/model/model.ts'
import { addByHand, entryOf, failureOf, withKey } from '../vault-set-up.ts'

describe('the proof of a held secret', () => {
  it('says that it works, as the provider takes it, and asks once', async () => {
    const { vault, key, cloud, clock, database } = await withKey()
    const before = database.truth.keys.get(key)
    expect(await vault.verification.verify({ key })).toEqual({ works: true, at: clock.now() })
    expect(cloud.calls.verify).toBe(1)
    expect(database.truth.keys.get(key)).toEqual(before)
  })

  it('is made with the secret of the version that was asked for', async () => {
    const { vault, key } = await withKey()
    await vault.rotation.regenerate(key)
    expect((await vault.verification.verify({ key, version: 1 })).works).toBe(false)
    expect((await vault.verification.verify({ key, version: 2 })).works).toBe(true)
    expect((await vault.verification.verify({ key })).works).toBe(true)
  })

  it('says that a key which is switched off does not work', async () => {
    const { vault, key } = await withKey()
    await vault.remoteKeys.switch({ key, enabled: false })
    expect((await vault.verification.verify({ key })).works).toBe(false)
  })

  it('says neither where the provider could not be asked', async () => {
    const { vault, key, cloud } = await withKey()
    cloud.trouble = 'unavailable'
    expect(await failureOf(() => vault.verification.verify({ key }))).toMatchObject({
      kind: 'provider',
      why: 'unavailable',
    })
  })

  it('is not offered for a key of nobody, nor where the API has no such call', async () => {
    const unsupported = { kind: 'unsupported', act: 'verify' }
    const { vault } = await withKey()
    const byHand = await addByHand(vault)
    expect(await failureOf(() => vault.verification.verify({ key: byHand }))).toEqual(unsupported)
    const other = await withKey({ without: ['verify'] })
    expect(await failureOf(() => other.vault.verification.verify({ key: other.key }))).toEqual(unsupported)
  })

  it('is refused for a version that is not held, and for no key at all', async () => {
    const { vault, key, cloud } = await withKey()
    expect(await failureOf(() => vault.verification.verify({ key, version: 7 }))).toEqual({
      kind: 'secret-missing',
    })
    const unknown = 'nobody-00000000' as KeyId
    expect(await failureOf(() => vault.verification.verify({ key: unknown }))).toMatchObject({
      kind: 'not-found',
    })
    expect(cloud.calls.verify).toBe(0)
  })

  it('says what is wrong with the keychain where its value cannot be read', async () => {
    const { vault, key, port, cloud } = await withKey()
    port.lock()
    expect(await failureOf(() => vault.verification.verify({ key }))).toMatchObject({
      kind: 'keychain',
      why: 'locked',
    })
    port.unlock()
    port.entries.delete(entryOf(key, 1))
    expect(await failureOf(() => vault.verification.verify({ key }))).toMatchObject({
      kind: 'keychain',
      why: 'no-entry',
    })
    expect(cloud.calls.verify).toBe(0)
  })
})
