import { describe, expect, it } from 'vitest'

import type { KeyId } from '../../../../shared/model/model.ts'
import { ID, restart, SECRET } from './recovery-set-up.ts'
import { keyRecord, operationRecord } from '../../../fakes/records.ts'
import { entryOf, settle } from '../vault-set-up.ts'
describe('resuming', () => {
  it('what is done already says so', async () => {
    const again = await restart({ state: 'done' })
    expect(await again.next.rotation.resume(ID)).toEqual({ outcome: 'stored', operation: ID, key: again.key })
  })

  it.each(['rejected', 'closed'] as const)('what was %s is refused', async (state) => {
    const again = await restart({ state })
    await expect(again.next.rotation.resume(ID)).rejects.toMatchObject({
      error: { kind: 'not-found', what: 'operation' },
    })
  })

  it('and the recovery of a start do not do it twice', async () => {
    const again = await restart({ state: 'received', sealed: 'whole' })
    const [, outcome] = await Promise.allSettled([again.start(), again.next.rotation.resume(ID)])
    expect(again.state().state).toBe('done')
    expect(outcome.status === 'fulfilled' ? outcome.value.outcome : 'busy').toMatch(/stored|busy/)
    expect(again.fake.unexpected).toEqual([])
  })

  it('makes a created key one of nobody’s when its account was removed meanwhile', async () => {
    const created = {
      kind: 'create',
      key: 'made' as KeyId,
      version: 1,
      name: 'made',
      before: undefined,
    } as const
    const again = await restart({ state: 'unknown', sealed: 'whole', operation: created })
    again.database.truth.keys.put({ ...again.keyNamed('build'), account: undefined })
    again.database.truth.accounts.remove(again.account)
    expect((await again.next.rotation.resume(ID)).outcome).toBe('stored')
    expect(again.keyNamed('build').account).toBeUndefined()
    expect(again.port.entries.get(entryOf(created.key, 1))).toBe(SECRET)
  })

  it('gives an account’s key a home when the account was removed meanwhile', async () => {
    const again = await restart({ state: 'unknown', sealed: 'whole' })
    again.port.lock()
    await again.next.start()
    again.port.unlock()
    again.database.truth.keys.put({ ...again.keyNamed('build'), account: undefined })
    again.database.truth.accounts.remove(again.account)
    expect((await again.next.rotation.resume(ID)).outcome).toBe('stored')
    expect(again.keyNamed('build')).toMatchObject({ account: undefined, version: 2 })
  })
})

describe('a round of recovery', () => {
  it('passes over what the user has resumed while it waited for its turn', async () => {
    const again = await restart({ state: 'received', sealed: 'whole', operation: { startedAt: 0 } })
    const { next, cloud, account, port, database } = again
    const other = operationRecord({ state: 'stored', kind: 'paste', provider: 'manual', startedAt: 1 })
    database.truth.keys.put(keyRecord())
    database.truth.operations.put(other)
    port.entries.set(entryOf(other.key, other.version), 'typed')
    const { promise, resolve } = Promise.withResolvers<undefined>()
    cloud.listWaits = promise
    const syncing = next.sync.start(account)
    await settle()
    const recovering = next.checkKeychain()
    await settle()
    expect((await next.rotation.resume(other.id)).outcome).toBe('stored')
    resolve(undefined)
    await Promise.all([syncing, recovering])
    expect(again.state().state).toBe('done')
    expect(again.fake.unexpected).toEqual([])
    const recorded = database.truth.history.list({ limit: 50, key: other.key }).map(({ kind }) => kind)
    expect(recorded).toEqual(['key-regenerated'])
  })

  it('runs again for operations that were left open during the first run', async () => {
    const again = await restart({ state: 'received', sealed: 'whole' })
    const { next, cloud, account, port, database } = again
    const { promise, resolve } = Promise.withResolvers<undefined>()
    cloud.listWaits = promise
    const syncing = next.sync.start(account)
    await settle()
    port.lock()
    const secret = { from: 'typed', text: 'typed' } as const
    expect((await next.byHand.add({ secret, fields: { name: 'by hand' } })).outcome).toBe('unsaved')
    port.unlock()
    const recovering = next.checkKeychain()
    await settle()
    resolve(undefined)
    await Promise.all([syncing, recovering])
    expect(database.truth.operations.open()).toEqual([])
    expect(again.keyNamed('by hand').version).toBe(1)
  })
})

describe('putting an operation away', () => {
  it('is for unknown outcomes, and keeps what was sealed', async () => {
    const again = await restart({ state: 'unknown', sealed: 'garbled' })
    again.next.rotation.close(ID)
    expect(again.state().state).toBe('closed')
    expect(again.sealedResponses.files.size).toBe(1)
  })

  it.each(['requested', 'received', 'unsaved', 'stored'] as const)('is refused while %s', async (state) => {
    const again = await restart({ state })
    expect(() => again.next.rotation.close(ID)).toThrow()
    expect(again.state().state).toBe(state)
  })

  it('is refused while it is being resumed', async () => {
    const again = await restart({ state: 'unknown', sealed: 'whole' })
    const resuming = again.next.rotation.resume(ID)
    expect(() => again.next.rotation.close(ID)).toThrow()
    expect((await resuming).outcome).toBe('stored')
  })
})
