import { describe, expect, it } from 'vitest'
import type { KeyId } from '../../../../shared/model/model.ts'
import { connect, entryOf, failureOf, makeMachine, settle } from '../vault-set-up.ts'

/** An account whose credential is its key "own", with a replacement of that key. */
async function replacedOwn(options: Parameters<typeof makeMachine>[0] = {}) {
  const machine = makeMachine(options)
  const handle = machine.cloud.add('own')
  const vault = machine.open()
  const account = await connect(vault, machine.cloud.keys.get(handle)!.secret)
  vault.changeSettings({ syncMinutes: 0 })
  const old = machine.keyNamed('own').id
  const made = await vault.rotation.replace({ key: old, draft: { label: 'next' }, overlapHours: 1 })
  const credential = () => machine.database.truth.accounts.get(account)!
  const secret = machine.cloud.handedOut.at(-1)!.secret
  return { ...machine, vault, account, old, fresh: made.key, operation: made.operation, credential, secret }
}

describe('replacing the key that is the account’s own credential', () => {
  it('leaves the account with the old one until the new one has been tested', async () => {
    const { credential, old } = await replacedOwn()
    expect(credential().credentialKey).toBe(old)
  })

  it.each(['switch-off', 'delete'] as const)(
    'lets the account go on with the new one before the %s',
    async (by) => {
      const { vault, operation, credential, fresh, cloud, account, database } = await replacedOwn()
      const tests = cloud.calls.test
      await vault.overlaps.retire({ operation, by, name: 'own' })
      expect(cloud.calls.test).toBe(tests + 1)
      expect(credential()).toMatchObject({ credentialKey: fresh, credentialEntry: entryOf(fresh, 1) })
      await vault.sync.start(account)
      expect(database.truth.accounts.get(account)!.credentialKey).toBe(fresh)
      expect(database.truth.operations.get(operation)!.state).toBe(by === 'delete' ? 'done' : 'retired')
    },
  )

  it('ends nothing while the provider turns the new one away', async () => {
    const { vault, operation, credential, old, cloud, secret, database } = await replacedOwn()
    cloud.turnedAway.add(secret)
    const refused = await failureOf(() => vault.overlaps.retire({ operation, by: 'delete', name: 'own' }))
    expect(refused).toEqual({ kind: 'own-credential', account: 'Lab' })
    expect(credential().credentialKey).toBe(old)
    expect(cloud.calls.revoke).toBe(0)
    expect(database.truth.operations.get(operation)!.state).toBe('overlapping')
  })

  it('waits for a new one that the provider does not know yet, and ends nothing before', async () => {
    const ready = await replacedOwn({ lists: { newSecretsLagMs: 60_000 } })
    const { vault, operation, credential, old, fresh, cloud, secret, clock } = ready
    const retiring = () => vault.overlaps.retire({ operation, by: 'delete', name: 'own' })
    const seconds = async (count: number) => {
      for (let second = 0; second < count; second += 1) {
        await settle()
        clock.pass(1_000)
      }
      await settle()
    }
    cloud.turnedAway.add(secret)
    const first = failureOf(retiring)
    await seconds(8)
    expect(await first).toMatchObject({ kind: 'provider', why: 'not-yet-shown' })
    expect(credential().credentialKey).toBe(old)
    expect(cloud.calls.revoke).toBe(0)
    const second = retiring()
    await seconds(1)
    cloud.turnedAway.delete(secret)
    await seconds(3)
    await second
    expect(credential().credentialKey).toBe(fresh)
  })

  it('ends nothing when the vault closes meanwhile, which does not wait for it', async () => {
    const ready = await replacedOwn({ lists: { newSecretsLagMs: 60_000 } })
    const { vault, operation, credential, old, cloud, secret, clock, fake } = ready
    cloud.turnedAway.add(secret)
    const retiring = failureOf(() => vault.overlaps.retire({ operation, by: 'delete', name: 'own' }))
    await settle()
    expect(clock.waiting).toBeGreaterThan(0)
    await vault.close()
    expect(await retiring).toEqual({ kind: 'closed' })
    expect(credential().credentialKey).toBe(old)
    expect(cloud.calls.revoke).toBe(0)
    expect(fake.unexpected).toEqual([])
  })

  it('says what went wrong where the new one could not be tested', async () => {
    const { vault, operation, credential, old, cloud } = await replacedOwn()
    cloud.trouble = 'offline'
    const failed = await failureOf(() => vault.overlaps.retire({ operation, by: 'delete', name: 'own' }))
    expect(failed).toMatchObject({ kind: 'provider', why: 'offline' })
    expect(credential().credentialKey).toBe(old)
  })

  it('goes back to the old one before it rolls back', async () => {
    const { vault, operation, credential, old, cloud, secret } = await replacedOwn()
    await vault.overlaps.retire({ operation, by: 'switch-off', name: 'own' })
    await vault.overlaps.rollBack({ operation, name: 'next' })
    expect(credential().credentialKey).toBe(old)
    expect([...cloud.keys.values()].map((key) => key.secret)).not.toContain(secret)
  })
})

describe('an account whose settings name the key that signs', () => {
  it('names the new key once the account uses it, and the old one again after a rollback', async () => {
    const { vault, operation, credential, cloud, old, fresh, database } = await replacedOwn({
      namesKey: true,
    })
    const idOf = (key: KeyId) => database.truth.keys.get(key)!.remoteId
    await vault.overlaps.retire({ operation, by: 'switch-off', name: 'own' })
    expect(credential().settings).toEqual({ signsWith: idOf(fresh) })
    expect((await vault.verification.verify({ key: fresh })).works).toBe(true)
    await vault.overlaps.rollBack({ operation, name: 'next' })
    expect(credential().settings).toEqual({ signsWith: idOf(old) })
    expect(cloud.keys.size).toBe(1)
  })

  it('tests each secret with its own key', async () => {
    const { vault, old, fresh } = await replacedOwn({ namesKey: true })
    for (const key of [old, fresh]) expect((await vault.verification.verify({ key })).works).toBe(true)
  })
})

describe('a credential that shows no handle', () => {
  const silent = { without: ['credentialHandle'] } as const

  it('is found by its value when the secret of its key is stored', async () => {
    const machine = makeMachine(silent)
    const handle = machine.cloud.add('own')
    const vault = machine.open()
    const { secret } = machine.cloud.keys.get(handle)!
    const account = await connect(vault, secret)
    const key = machine.keyNamed('own').id
    expect(machine.database.truth.accounts.get(account)!.credentialKey).toBeUndefined()
    await vault.byHand.paste({ key, secret: { from: 'typed', text: secret } })
    expect(machine.database.truth.accounts.get(account)!.credentialKey).toBe(key)
    const refused = await failureOf(() => vault.remoteKeys.revoke({ key, name: 'own' }))
    expect(refused).toMatchObject({ kind: 'own-credential' })
  })

  it('is found among the held secrets when it is given', async () => {
    const machine = makeMachine(silent)
    machine.cloud.add('other')
    machine.cloud.add('own')
    const vault = machine.open()
    const account = await connect(vault)
    const key = machine.keyNamed('own').id
    await vault.rotation.regenerate(machine.keyNamed('other').id)
    await vault.rotation.regenerate(key)
    expect(machine.database.truth.accounts.get(account)!.credentialKey).toBeUndefined()
    const text = machine.cloud.handedOut.at(-1)!.secret
    await vault.accounts.change({ account, credential: { from: 'typed', text } })
    expect(machine.database.truth.accounts.get(account)!.credentialKey).toBe(key)
  })
})
