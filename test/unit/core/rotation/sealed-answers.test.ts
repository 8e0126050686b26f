/** Responses that are not understood: they are always sealed, searched for a secret, and saved if the user agrees. */
import { createCipheriv, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../fakes/provider-vault.ts'
import { ID, restart, SECRET } from './recovery-set-up.ts'
import { issued, open, recoveryKeys } from './outcome-set-up.ts'
import { entryOf, failureOf, makeMachine, settle, withKey } from '../vault-set-up.ts'

const WITH_SECRET = ['cut behind the secret', 'a 500 with the secret', 'a refusal with the secret'] as const

async function after(fault: Fault) {
  const ready = await withKey()
  const old = ready.port.entries.get(entryOf(ready.key, 1))!
  ready.cloud.failNext(fault)
  const outcome = await ready.vault.rotation.regenerate(ready.key)
  const row = () => ready.vault.snapshot().operations.find(({ id }) => id === outcome.operation)
  return { ...ready, old, outcome, row }
}

describe.each(WITH_SECRET)('%s', (fault) => {
  it('is sealed, of unknown outcome, and says that it holds a secret', async () => {
    const { outcome, row, sealedResponses, port, cloud, lost, vault } = await after(fault)
    expect(outcome.outcome).toBe('unknown')
    expect(row()).toMatchObject({ state: 'unknown', sealed: true, holdsSecret: true })
    expect([...sealedResponses.files.keys()]).toEqual([outcome.operation])
    expect(port.entries.has(`rescue ${outcome.operation}`)).toBe(true)
    expect(await lost(vault)).toEqual([])
    expect(cloud.calls.issue).toBe(2)
  })

  it('is looked into and tested when the user asks, and saved at their word as the next version', async () => {
    const ready = await after(fault)
    const { vault, outcome, port, key, old } = ready
    const { operation } = outcome
    expect(await vault.rotation.findSealed(operation)).toEqual({ found: 'secret', works: 'yes' })
    expect(port.entries.has(entryOf(key, 2))).toBe(false)
    expect(await vault.rotation.saveFound(operation)).toEqual({ outcome: 'stored', operation, key })
    expect(port.entries.get(entryOf(key, 2))).toBe(issued(ready))
    expect(port.entries.get(entryOf(key, 1))).toBe(old)
    const remoteId = issued(ready).split('-')[0]
    expect(ready.database.truth.keys.get(key)).toMatchObject({ version: 2, stale: false, remoteId })
    expect([open(ready), [...ready.sealedResponses.files], recoveryKeys(ready)]).toEqual([[], [], []])
    const kinds = ready.database.truth.history.list({ limit: 3, key }).map(({ kind }) => kind)
    expect(kinds).toContain('operation-recovered')
    expect(ready.cloud.calls.issue).toBe(2)
  })

  it('says so after a restart as well, and becomes one key with what a sync has listed meanwhile', async () => {
    const ready = await after(fault)
    await ready.vault.close()
    const next = ready.open()
    await next.start()
    await settle()
    const [operation] = next.snapshot().operations
    expect(operation).toMatchObject({ state: 'unknown', sealed: true, holdsSecret: true })
    expect(next.snapshot().keys).toHaveLength(2)
    expect((await next.rotation.saveFound(operation!.id)).outcome).toBe('stored')
    expect(next.snapshot().keys.map(({ id }) => id)).toEqual([ready.key])
    expect(ready.port.entries.get(entryOf(ready.key, 2))).toBe(issued(ready))
  })

  it('is not offered when its provider does not accept it, nor saved before it could be tested', async () => {
    const { vault, outcome, cloud, port, key, sealedResponses } = await after(fault)
    cloud.trouble = 'unavailable'
    expect(await failureOf(() => vault.rotation.findSealed(outcome.operation))).toMatchObject({
      kind: 'provider',
      why: 'unavailable',
    })
    expect((await failureOf(() => vault.rotation.saveFound(outcome.operation))).kind).toBe('provider')
    cloud.trouble = undefined
    cloud.keys.clear()
    expect(await vault.rotation.findSealed(outcome.operation)).toEqual({ found: 'secret', works: 'no' })
    expect((await failureOf(() => vault.rotation.saveFound(outcome.operation))).kind).toBe('secret-missing')
    expect(port.entries.has(entryOf(key, 2))).toBe(false)
    expect(sealedResponses.files.size).toBe(1)
  })

  it('that the keychain does not take now is before the user, sealed all the same', async () => {
    const ready = await after(fault)
    const { vault, outcome, port, key } = ready
    port.refuseNext('write', 'key')
    expect((await vault.rotation.saveFound(outcome.operation)).outcome).toBe('unsaved')
    expect(vault.atRisk()).toEqual([])
    expect((await vault.rotation.resume(outcome.operation)).outcome).toBe('stored')
    expect(port.entries.get(entryOf(key, 2))).toBe(issued(ready))
  })
})

it('offers a secret untested where its provider has no test', async () => {
  const ready = await withKey({ without: ['verify'] })
  ready.cloud.failNext('a 500 with the secret')
  const { operation } = await ready.vault.rotation.regenerate(ready.key)
  expect(await ready.vault.rotation.findSealed(operation)).toEqual({ found: 'secret', works: 'untested' })
  expect((await ready.vault.rotation.saveFound(operation)).outcome).toBe('stored')
  expect(ready.port.entries.get(entryOf(ready.key, 2))).toBe(issued(ready))
})

it.each(['regenerate', 'create'] as const)(
  'offers a secret untested where keys of its kind have no test, after %s',
  async (kind) => {
    const scope = 'access:lab'
    const kinds = [{ id: 'access', keyNoun: 'service token', cannot: ['verify'] as const }]
    const ready = await withKey({ scopes: [scope], kinds })
    ready.cloud.failNext('a 500 with the secret')
    // The provider's statement about a secret of another kind does not count as an answer.
    const { rotation } = ready.vault
    const asked =
      kind === 'create' ? rotation.create(ready.account, { label: 'made' }) : rotation.regenerate(ready.key)
    const { operation, key } = await asked
    ready.cloud.keys.clear()
    expect(await rotation.findSealed(operation)).toEqual({ found: 'secret', works: 'untested' })
    expect((await rotation.saveFound(operation)).outcome).toBe('stored')
    expect(
      [...ready.port.entries].filter(([name]) => name.startsWith(`key ${key}`)).map(([, value]) => value),
    ).toContain(issued(ready))
  },
)

it('finds the secret of a new key, and adopts the key that a list has shown since', async () => {
  const ready = await withKey()
  ready.cloud.failNext('cut behind the secret')
  const { operation, key } = await ready.vault.rotation.create(ready.account, { label: 'made' })
  await ready.vault.sync.start(ready.account)
  expect((await ready.vault.rotation.saveFound(operation)).outcome).toBe('stored')
  expect(ready.port.entries.get(entryOf(key, 1))).toBe(issued(ready))
  const made = ready.vault.snapshot().keys.filter(({ name }) => name === 'made')
  expect(made.map(({ id }) => id)).toEqual([key])
})

it('keeps what holds no whole secret, says so, and saves nothing', async () => {
  const { outcome, row, vault, sealedResponses } = await after('cut in the secret')
  expect(row()).toMatchObject({ state: 'unknown', sealed: true })
  expect(row()).not.toHaveProperty('holdsSecret')
  expect(await vault.rotation.findSealed(outcome.operation)).toEqual({ found: 'nothing' })
  expect((await failureOf(() => vault.rotation.saveFound(outcome.operation))).kind).toBe('secret-missing')
  expect(sealedResponses.files.size).toBe(1)
})

it('keeps no answer to a request that was signed again, once its secret is safe', async () => {
  const ready = await after('asked again')
  expect(ready.outcome.outcome).toBe('stored')
  expect([[...ready.sealedResponses.files], recoveryKeys(ready)]).toEqual([[], []])
})

it('reads every answer to a request that was signed again, also after a restart', async () => {
  const ready = await after('asked again, then cut')
  expect(ready.row()).toMatchObject({ state: 'unknown', holdsSecret: true })
  expect(ready.sealedResponses.files.size).toBe(2)
  await ready.vault.close()
  const next = ready.open()
  await next.start()
  await settle()
  expect(next.snapshot().notices).toEqual([])
  expect((await next.rotation.saveFound(ready.outcome.operation)).outcome).toBe('stored')
  expect(ready.port.entries.get(entryOf(ready.key, 2))).toBe(issued(ready))
  expect([[...ready.sealedResponses.files], recoveryKeys(ready)]).toEqual([[], []])
})

it('keeps nothing of a refusal without a secret', async () => {
  const ready = await after('refused with an answer')
  expect(ready.outcome.outcome).toBe('rejected')
  expect([[...ready.sealedResponses.files], recoveryKeys(ready)]).toEqual([[], []])
})

describe('a “new” secret that is known already', () => {
  it.each(['same', 'another’s'] as const)(
    '(%s) is sealed and reported, and never becomes current',
    async (fault) => {
      const ready = await withKey()
      ready.cloud.add('other')
      await ready.vault.sync.start(ready.account)
      await ready.vault.rotation.regenerate(ready.keyNamed('other').id)
      ready.cloud.failNext(fault)
      const outcome = await ready.vault.rotation.regenerate(ready.key)
      const why = fault === 'same' ? 'unchanged' : 'known'
      expect(outcome).toMatchObject({ outcome: 'unknown', error: { kind: 'secret', why } })
      expect([...ready.sealedResponses.files.keys()]).toEqual([outcome.operation])
      expect(ready.port.entries.has(entryOf(ready.key, 2))).toBe(false)
      expect(await ready.vault.rotation.findSealed(outcome.operation)).toEqual({ found: 'nothing' })
    },
  )

  it('may be an older version of its own', async () => {
    const ready = await withKey()
    const first = ready.port.entries.get(entryOf(ready.key, 1))!
    await ready.vault.rotation.regenerate(ready.key)
    const held = ready.cloud.keys.get(ready.keyNamed('build').remoteId!)!
    ready.cloud.keys.set(held.remote.remoteId, { ...held, secret: first })
    ready.cloud.failNext('same')
    const outcome = await ready.vault.rotation.regenerate(ready.key)
    expect(outcome).toMatchObject({ outcome: 'unknown', error: { kind: 'secret', why: 'unchanged' } })
  })

  it('may be the credential of an account', async () => {
    const ready = await withKey()
    const account = ready.database.truth.accounts.get(ready.account)!
    const credential = ready.port.entries.get(account.credentialEntry)!
    const held = ready.cloud.keys.get(ready.keyNamed('build').remoteId!)!
    ready.cloud.keys.set(held.remote.remoteId, { ...held, secret: credential })
    ready.cloud.failNext('same')
    const outcome = await ready.vault.rotation.regenerate(ready.key)
    expect(outcome).toMatchObject({ outcome: 'unknown', error: { kind: 'secret', why: 'known' } })
  })

  it('is not replaced by a secret that was typed since the request, while the keychain was locked', async () => {
    const ready = await withKey()
    const answer = ready.cloud.holdNext()
    const running = ready.vault.rotation.regenerate(ready.key)
    await settle()
    ready.port.lock()
    answer()
    const { operation } = await running
    ready.port.unlock()
    ready.clock.pass(1_000)
    await ready.vault.close()
    const next = ready.open()
    const text = issued(ready)
    await next.byHand.add({ secret: { from: 'typed', text }, fields: { name: 'copied' } })
    expect((await next.rotation.resume(operation)).outcome).toBe('stored')
  })

  it('reads each value that is held once, however many renewals follow', async () => {
    const ready = await withKey()
    const reads = () => ready.port.calls.filter((call) => call === `read ${entryOf(ready.key, 1)}`).length
    await ready.vault.rotation.regenerate(ready.key)
    const before = reads()
    for (let times = 0; times < 3; times += 1) await ready.vault.rotation.regenerate(ready.key)
    expect(reads()).toBe(before)
  })
})

describe('what the disk has refused', () => {
  it('is tried again by the clock, and is at risk until then', async () => {
    const ready = await withKey()
    ready.sealedResponses.full = true
    ready.cloud.failNext('a 500 with the secret')
    const { operation } = await ready.vault.rotation.regenerate(ready.key)
    expect(ready.vault.atRisk()).toEqual([operation])
    ready.clock.pass(30_000)
    expect(ready.sealedResponses.files.size).toBe(0)
    ready.sealedResponses.full = false
    ready.clock.pass(30_000)
    expect([...ready.sealedResponses.files.keys()]).toEqual([operation])
    expect(ready.vault.atRisk()).toEqual([])
    expect((await ready.vault.rotation.saveFound(operation)).outcome).toBe('stored')
  })
})

it('opens a seal of an earlier version', async () => {
  const again = await restart({ state: 'received' })
  const key = randomBytes(32)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(ID))
  const head = Buffer.alloc(10)
  head.writeUInt16BE(201, 0)
  const body = JSON.stringify({ secret: SECRET, remote: { remoteId: 'h9999' } })
  const text = Buffer.concat([cipher.update(head), cipher.update(body), cipher.final()])
  again.sealedResponses.files.set(ID, Buffer.concat([Buffer.from('KHR1'), nonce, cipher.getAuthTag(), text]))
  again.port.entries.set(`rescue ${ID}`, key.toString('base64'))
  await again.start()
  expect(again.state().state).toBe('done')
  expect(again.port.entries.get(entryOf(again.key, 2))).toBe(SECRET)
})

it('continues with a secret that was saved before the program ended without recording it', async () => {
  const ready = await after('a 500 with the secret')
  ready.database.refuse = (call) => call === 'keys.put'
  expect((await ready.vault.rotation.saveFound(ready.outcome.operation)).outcome).toBe('unsaved')
  ready.database.refuse = undefined
  await ready.vault.close()
  const next = ready.open()
  await next.start()
  expect(next.snapshot().operations).toEqual([])
  const remoteId = issued(ready).split('-')[0]
  expect(ready.database.truth.keys.get(ready.key)).toMatchObject({ version: 2, remoteId })
  expect([[...ready.sealedResponses.files], recoveryKeys(ready)]).toEqual([[], []])
})

it('refuses to look into what is not of unknown outcome', async () => {
  const { open: openVault } = makeMachine()
  const again = await restart({ state: 'received', sealed: 'whole' })
  expect((await failureOf(() => again.next.rotation.findSealed(ID))).kind).toBe('not-found')
  expect((await failureOf(() => openVault().rotation.saveFound(ID))).kind).toBe('not-found')
})
