import { describe, expect, it } from 'vitest'
import { Failure } from '../../../../shared/contract/errors.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { CLOUD } from '../../../fakes/provider.ts'
import { keyRecord } from '../../../fakes/records.ts'
import { historyOf, issued, open, recoveryKeys } from './outcome-set-up.ts'
import { entryOf, failureOf, settle, withKey } from '../vault-set-up.ts'

describe('a creation', () => {
  it('keeps the secret of the new key and knows it by its own name', async () => {
    const ready = await withKey()
    const outcome = await ready.vault.rotation.create(ready.account, { label: 'fresh' })
    expect(outcome.outcome).toBe('stored')
    expect(ready.keyNamed('fresh')).toMatchObject({ id: outcome.key, version: 1 })
    expect(ready.port.entries.get(entryOf(outcome.key, 1))).toBe(issued(ready))
    expect(historyOf({ ...ready, key: outcome.key })).toEqual(['key-created'])
  })

  it('and the sync after it agree that they speak of one key', async () => {
    const ready = await withKey()
    await ready.vault.rotation.create(ready.account, { label: 'fresh' })
    await ready.vault.sync.start(ready.account)
    expect(ready.database.truth.keys.all().filter(({ name }) => name === 'fresh')).toHaveLength(1)
  })

  it('is refused where it can be seen beforehand that it would fail', async () => {
    const ready = await withKey()
    ready.cloud.trouble = 'unauthorized'
    expect(
      await failureOf(() => ready.vault.rotation.create(ready.account, { label: 'fresh' })),
    ).toMatchObject({
      why: 'unauthorized',
    })
    expect(ready.cloud.calls.issue).toBe(1)
  })

  it('whose answer was lost leaves no key here, and a later look finds the orphan', async () => {
    const ready = await withKey()
    ready.cloud.failNext('lost-after')
    const outcome = await ready.vault.rotation.create(ready.account, { label: 'fresh' })
    expect(outcome.outcome).toBe('unknown')
    expect(ready.database.truth.keys.get(outcome.key)).toBeUndefined()
    await ready.vault.sync.start(ready.account)
    expect(open(ready)[0]!.assessment).toMatchObject({ state: 'orphan', key: ready.keyNamed('fresh').id })
  })

  it('that is saved late adopts the key that a sync has listed meanwhile', async () => {
    const ready = await withKey()
    const answer = ready.cloud.holdNext()
    const running = ready.vault.rotation.create(ready.account, { label: 'fresh' })
    await settle()
    ready.port.lock()
    answer()
    const { key, operation } = await running
    const listed = keyRecord({
      id: 'listed' as KeyId,
      account: ready.account,
      provider: CLOUD,
      remoteId: issued(ready).split('-')[0],
      name: 'fresh',
      notes: 'mine',
    })
    ready.database.truth.keys.put(listed)
    ready.port.unlock()
    expect((await ready.vault.rotation.resume(operation)).outcome).toBe('stored')
    const alike = ready.database.truth.keys.all().filter(({ name }) => name === 'fresh')
    expect(alike).toMatchObject([{ id: key, version: 1, notes: 'mine' }])
    await settle()
    expect(ready.fake.pushed('app:changed').flatMap(({ keysGone }) => keysGone)).toContain('listed')
  })

  it('is recorded with what the provider found or made for it before the request', async () => {
    const ready = await withKey({ prepare: async (draft) => Promise.resolve({ ...draft, owner: '17' }) })
    ready.cloud.failNext('lost-after')
    await ready.vault.rotation.create(ready.account, { label: 'fresh', owner: 'robot' })
    expect(open(ready)[0]!.draft).toMatchObject({ label: 'fresh', owner: '17' })
  })

  it('never begins if the provider has nothing that it belongs to', async () => {
    const refusal = new Failure({ kind: 'provider', why: 'invalid', outcome: 'not-sent' })
    const ready = await withKey({ prepare: async () => Promise.reject(refusal) })
    const before = ready.cloud.calls.issue
    expect(await failureOf(() => ready.vault.rotation.create(ready.account, { label: 'fresh' }))).toEqual(
      refusal.error,
    )
    expect(ready.cloud.calls.issue).toBe(before)
    expect(open(ready)).toEqual([])
    expect(recoveryKeys(ready)).toEqual([])
  })
})
