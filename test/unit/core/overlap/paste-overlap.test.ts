/** A pasted secret whose previous version still works: both are versions of one key until the user ends one of them. */
import { describe, expect, it } from 'vitest'
import { addByHand, entryOf, failureOf, makeMachine, withKey } from '../vault-set-up.ts'

const HOUR_MS = 3_600_000
const typed = (text: string) => ({ from: 'typed', text }) as const

async function twoValues() {
  const machine = makeMachine()
  const vault = machine.open()
  await vault.start()
  const key = await addByHand(vault)
  const outcome = await vault.byHand.paste({ key, secret: typed('typed-2'), overlapHours: 24 })
  expect(outcome).toMatchObject({ outcome: 'stored', key })
  const { operation } = outcome
  const { truth } = machine.database
  return {
    ...machine,
    vault,
    key,
    operation,
    record: () => truth.operations.get(operation)!,
    version: () => truth.keys.get(key)!.version,
    validity: () => truth.versions.ofKey(key).map(({ version, validity }) => [version, validity]),
  }
}
type TwoValues = Awaited<ReturnType<typeof twoValues>>

const retire = ({ vault, operation }: TwoValues, by: 'delete' | 'switch-off' = 'delete', name = 'by hand') =>
  vault.overlaps.retire({ operation, by, name })
const rollBack = ({ vault, operation }: TwoValues, name = 'by hand') =>
  vault.overlaps.rollBack({ operation, name })

describe('when a pasted value expires', () => {
  const DAY_MS = 24 * HOUR_MS

  async function withDates() {
    const machine = makeMachine()
    const vault = machine.open()
    await vault.start()
    const key = await addByHand(vault)
    const now = machine.clock.now()
    const [oldEnd, newEnd] = [now + 3 * HOUR_MS, now + 90 * DAY_MS]
    vault.keys.edit({ key, fields: { typedExpiry: oldEnd } })
    const expires = () => machine.database.truth.keys.get(key)!.expires
    return { ...machine, vault, key, oldEnd, newEnd, expires }
  }

  it('is what the user said of it, in the same step that makes it the current one', async () => {
    const { vault, key, newEnd, expires, oldEnd } = await withDates()
    await vault.byHand.paste({ key, secret: typed('typed-2') })
    expect(expires()).toEqual({ source: 'typed', at: oldEnd })
    await vault.byHand.paste({ key, secret: typed('typed-3'), typedExpiry: newEnd })
    expect(expires()).toEqual({ source: 'typed', at: newEnd })
    await vault.byHand.paste({ key, secret: typed('typed-4'), typedExpiry: 'never' })
    expect(expires()).toEqual({ source: 'typed' })
  })

  it('leaves the date of the old one with the overlap, and gives it back with the old value', async () => {
    const { vault, key, oldEnd, newEnd, expires, database } = await withDates()
    const paste = { key, secret: typed('typed-2'), overlapHours: 24, typedExpiry: newEnd }
    const { operation } = await vault.byHand.paste(paste)
    const old = { source: 'typed', at: oldEnd }
    expect(database.truth.operations.get(operation)!.overlap).toMatchObject({
      oldExpires: old,
      until: oldEnd,
    })
    expect(expires()).toEqual({ source: 'typed', at: newEnd })
    await vault.overlaps.rollBack({ operation, name: 'by hand' })
    expect(expires()).toEqual(old)
  })

  it('is not taken where the provider says it, and nothing has begun then', async () => {
    const { vault, key, database } = await withKey()
    const record = database.truth.keys.get(key)!
    database.truth.keys.put({ ...record, expires: { source: 'provider' } })
    const paste = () => vault.byHand.paste({ key, secret: typed('typed-2'), typedExpiry: 'never' })
    expect(await failureOf(paste)).toEqual({ kind: 'unsupported', act: 'edit' })
    expect(database.truth.operations.open()).toEqual([])
  })
})

describe('a pasted value whose old one lives on', () => {
  it('is the current one at once, and both are kept', async () => {
    const both = await twoValues()
    expect(both.version()).toBe(2)
    expect([1, 2].map((version) => both.port.entries.get(entryOf(both.key, version)))).toEqual([
      'typed-1',
      'typed-2',
    ])
    const since = both.clock.now()
    const overlap = { old: both.key, oldName: 'by hand', oldVersion: 1, since, until: since + 24 * HOUR_MS }
    expect(both.record()).toMatchObject({ kind: 'paste', state: 'overlapping', overlap })
    expect(both.sealedResponses.files.size).toBe(0)
  })

  it('outlives a restart, and ends nothing by the clock', async () => {
    const both = await twoValues()
    await both.vault.close()
    const next = both.open()
    await next.start()
    both.clock.pass(30 * 24 * HOUR_MS)
    expect(both.record().state).toBe('overlapping')
    expect(next.snapshot().operations).toMatchObject([{ id: both.operation, state: 'overlapping' }])
  })

  it('keeps the old value from being deleted as a version until it has ended', async () => {
    const both = await twoValues()
    const forget = () => both.vault.keys.forgetVersion({ key: both.key, version: 1, name: 'by hand' })
    expect(await failureOf(forget)).toEqual({ kind: 'busy', act: 'replace' })
    expect(both.port.entries.get(entryOf(both.key, 1))).toBe('typed-1')
    await retire(both)
    await forget()
    expect(both.validity()).toEqual([[2, 'unknown']])
  })

  it('ends with the old value when that is retired, which stays as a dead one', async () => {
    const both = await twoValues()
    await retire(both)
    expect(both.record().state).toBe('done')
    expect(both.version()).toBe(2)
    expect(both.validity()).toEqual([
      [1, 'revoked'],
      [2, 'unknown'],
    ])
    expect(both.port.entries.get(entryOf(both.key, 1))).toBe('typed-1')
    expect(both.database.truth.keys.get(both.key)!.goneSince).toBeUndefined()
  })

  it('gives way to the old value when it is rolled back, and is kept all the same', async () => {
    const both = await twoValues()
    await rollBack(both)
    expect(both.record().state).toBe('rolled-back')
    expect(both.version()).toBe(1)
    expect(both.port.entries.get(entryOf(both.key, 2))).toBe('typed-2')
    await both.vault.copy.key({ key: both.key })
    expect(both.clipboard.text).toBe('typed-1')
  })

  it('asks no provider, so that nothing can be switched off', async () => {
    const both = await twoValues()
    expect(await failureOf(() => retire(both, 'switch-off'))).toEqual({ kind: 'unsupported', act: 'retire' })
    expect(await failureOf(() => both.vault.overlaps.finish(both.operation))).toMatchObject({
      kind: 'unsupported',
    })
    expect(await both.vault.overlaps.check(both.operation)).toMatchObject({
      status: 'cannot-tell',
      usedSince: 'cannot-tell',
    })
    expect(both.cloud.calls).toMatchObject({ get: 0, list: 0, revoke: 0, switch: 0 })
  })

  it('asks for the name of its key before either value ends', async () => {
    const both = await twoValues()
    expect(await failureOf(() => retire(both, 'delete', 'another'))).toEqual({ kind: 'name-mismatch' })
    expect(await failureOf(() => rollBack(both, 'another'))).toEqual({ kind: 'name-mismatch' })
    expect(both.record().state).toBe('overlapping')
  })

  it('is refused while two values live side by side already', async () => {
    const both = await twoValues()
    const again = () => both.vault.byHand.paste({ key: both.key, secret: typed('typed-3'), overlapHours: 1 })
    expect((await failureOf(again)).kind).toBe('busy')
    expect(both.port.entries.has(entryOf(both.key, 3))).toBe(false)
  })

  it('is refused for a key of a provider, which has one value there', async () => {
    const { vault, key, port } = await withKey()
    const paste = () => vault.byHand.paste({ key, secret: typed('pasted'), overlapHours: 1 })
    expect(await failureOf(paste)).toEqual({ kind: 'unsupported', act: 'replace' })
    expect([...port.entries.values()]).not.toContain('pasted')
  })

  it('that the keychain refused begins its overlap when it is saved, with the time that was given', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    const key = await addByHand(vault)
    machine.port.lock()
    const { operation } = await vault.byHand.paste({ key, secret: typed('typed-2'), overlapHours: 24 })
    machine.clock.pass(HOUR_MS)
    machine.port.unlock()
    expect((await vault.rotation.resume(operation)).outcome).toBe('stored')
    const record = machine.database.truth.operations.get(operation)!
    expect(record.state).toBe('overlapping')
    expect(record.overlap).toMatchObject({
      since: machine.clock.now(),
      until: machine.clock.now() + 24 * HOUR_MS,
    })
  })
})
