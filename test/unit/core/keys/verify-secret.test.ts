/** Tests whether a stored secret authenticates: one call with that secret, which changes nothing else. */
import { describe, expect, it } from 'vitest'
import type { KeyId } from '../../../../shared/model/model.ts'
import { addByHand, entryOf, failureOf, settle, withKey } from '../vault-set-up.ts'

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

const LAG_MS = 60_000

describe('the proof of a new secret, which its provider may refuse for a while', () => {
  async function withNew() {
    const ready = await withKey({ lists: { newSecretsLagMs: LAG_MS } })
    const { key } = await ready.vault.rotation.create(ready.account, { label: 'new' })
    const { remoteId } = ready.keyNamed('new')
    const held = ready.cloud.keys.get(remoteId!)!
    const accept = (yes: boolean) => (held.remote = { ...held.remote, switch: yes ? 'enabled' : 'disabled' })
    accept(false)
    return { ...ready, key, accept }
  }
  const secondsOf = async ({ clock }: Pick<Awaited<ReturnType<typeof withNew>>, 'clock'>, count: number) => {
    for (let second = 0; second < count; second += 1) {
      await settle()
      clock.pass(1_000)
    }
    await settle()
  }

  it('is asked for again, and says that it works once the provider knows it', async () => {
    const ready = await withNew()
    const verifying = ready.vault.verification.verify({ key: ready.key })
    await secondsOf(ready, 2)
    ready.accept(true)
    await secondsOf(ready, 2)
    expect(await verifying).toMatchObject({ works: true })
    expect(ready.cloud.calls.verify).toBe(3)
  })

  it('says that this is not shown yet, and not that the secret is rejected', async () => {
    const ready = await withNew()
    const verifying = failureOf(() => ready.vault.verification.verify({ key: ready.key }))
    await secondsOf(ready, 8)
    expect(await verifying).toEqual({ kind: 'provider', why: 'not-yet-shown', outcome: 'refused' })
    expect(ready.cloud.calls.verify).toBe(4)
  })

  it('ends with its vault, which does not wait for it', async () => {
    const ready = await withNew()
    const verifying = failureOf(() => ready.vault.verification.verify({ key: ready.key }))
    await settle()
    await ready.vault.close()
    expect(await verifying).toEqual({ kind: 'closed' })
    expect(ready.cloud.calls.verify).toBe(1)
    expect(ready.clock.waiting).toBe(0)
  })

  it('says at once that it does not work when the secret is old enough', async () => {
    const ready = await withNew()
    ready.clock.pass(LAG_MS)
    expect(await ready.vault.verification.verify({ key: ready.key })).toMatchObject({ works: false })
    expect(ready.cloud.calls.verify).toBe(1)
  })
})
