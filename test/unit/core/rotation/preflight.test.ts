import { describe, expect, it } from 'vitest'
import { open, recoveryKeys, unsaved } from './outcome-set-up.ts'
import { connect, failureOf, makeMachine, withKey } from '../vault-set-up.ts'

describe('a regeneration is refused, and the provider not asked to change anything,', () => {
  it('when the keychain refuses the recovery key', async () => {
    const ready = await withKey()
    ready.port.refuseNext('write')
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toMatchObject({
      kind: 'keychain',
      why: 'refused',
    })
    expect(ready.cloud.calls.issue).toBe(1)
    expect(open(ready)).toEqual([])
  })

  it('when the disk is nearly full', async () => {
    const ready = await withKey()
    ready.storage.free = 1_000
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toEqual({
      kind: 'vault',
      why: 'disk-full',
    })
    expect(ready.cloud.calls.issue).toBe(1)
  })

  it('when the provider does not answer a harmless question', async () => {
    const ready = await withKey()
    ready.cloud.trouble = 'unavailable'
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toMatchObject({
      why: 'unavailable',
    })
    expect(ready.cloud.calls.issue).toBe(1)
    expect(recoveryKeys(ready)).toEqual([])
  })

  it('when the provider has no way to read one key and its test fails', async () => {
    const ready = await withKey({ without: ['get'] })
    ready.cloud.trouble = 'unauthorized'
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toMatchObject({
      why: 'unauthorized',
    })
    expect(ready.cloud.calls.issue).toBe(1)
  })

  it('when the key is no longer there', async () => {
    const ready = await withKey()
    ready.cloud.keys.clear()
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toMatchObject({
      why: 'not-found',
      outcome: 'refused',
    })
    expect(ready.cloud.calls.issue).toBe(1)
  })

  it('when it cannot be written down first, and no recovery key stays behind', async () => {
    const ready = await withKey()
    ready.database.refuse = (call) => call === 'operations.put'
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toEqual({
      kind: 'vault',
      why: 'disk-full',
    })
    expect(ready.cloud.calls.issue).toBe(1)
    expect(recoveryKeys(ready)).toEqual([])
  })

  it('when it runs already', async () => {
    const ready = await withKey()
    const release = ready.cloud.holdNext()
    const running = ready.vault.rotation.regenerate(ready.key)
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toEqual({
      kind: 'busy',
      act: 'regenerate',
    })
    release()
    expect((await running).outcome).toBe('stored')
    expect(ready.cloud.calls.issue).toBe(2)
  })

  it('when an earlier one waits for the keychain', async () => {
    const ready = await unsaved()
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toEqual({
      kind: 'busy',
      act: 'regenerate',
    })
  })

  it('when the provider has no such call', async () => {
    const machine = makeMachine({ without: ['regenerate'] })
    machine.cloud.add('build')
    const vault = machine.open()
    await connect(vault)
    expect(await failureOf(() => vault.rotation.regenerate(machine.keyNamed('build').id))).toEqual({
      kind: 'unsupported',
      act: 'regenerate',
    })
  })
})
