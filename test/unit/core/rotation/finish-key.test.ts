/** The calls after the creation of a key, once its secret is safe. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../../shared/contract/errors.ts'
import type { RemoteRef } from '../../../../electron/core/ports/provider.ts'
import type { FormValues } from '../../../../shared/model/model.ts'
import { entryOf, settle, withKey } from '../vault-set-up.ts'

const DAY_MS = 86_400_000
const LACK = {
  kind: 'incomplete',
  lacks: ['its list'],
  reason: { kind: 'provider', why: 'forbidden', outcome: 'refused', words: 'Not you.' },
} as const
const incomplete = new Failure(LACK)

/**
 * `asked`: the key and the draft of each call, and whether the secret was in the keychain by then. `finish`: the provider's reaction, which a test
 * can replace.
 */
async function finishing(fails?: Failure) {
  const finish = { fails, hangs: false }
  const asked: { readonly key: RemoteRef; readonly draft: FormValues; readonly isSafe: boolean }[] = []
  const shortened: { remoteId: string; at: number }[] = []
  const ready = await withKey({
    async finish(key, draft) {
      const isSafe = [...ready.port.entries.values()].includes(ready.cloud.handedOut.at(-1)!.secret)
      asked.push({ key, draft, isSafe })
      if (finish.hangs) await new Promise(() => undefined)
      if (finish.fails !== undefined) throw finish.fails
      return shortened.map(({ remoteId, at }) => ({ remoteId, expires: { at } }))
    },
  })
  return { ...ready, asked, shortened, finish }
}

describe('after a creation', () => {
  it('the provider completes the key, with its draft, when the secret is in the keychain', async () => {
    const { vault, account, asked, keyNamed } = await finishing()
    const outcome = await vault.rotation.create(account, { label: 'fresh', list: ['a'] })
    expect(outcome).toEqual({ outcome: 'stored', operation: outcome.operation, key: outcome.key })
    const { remoteId } = keyNamed('fresh')
    expect(asked).toMatchObject([{ key: { remoteId, label: 'fresh' }, draft: { list: ['a'] }, isSafe: true }])
  })

  it('keys that it has changed are known at once: the old key of a replacement ends earlier', async () => {
    const ready = await finishing()
    const { vault, key: old, clock, database, shortened } = ready
    const at = clock.now() + 7 * DAY_MS
    shortened.push({ remoteId: database.truth.keys.get(old)!.remoteId!, at }, { remoteId: 'stranger', at })
    const made = await vault.rotation.replace({ key: old, draft: { label: 'next' }, overlapHours: 240 })
    expect(made.outcome).toBe('stored')
    expect(database.truth.keys.get(old)!.expires).toEqual({ source: 'provider', at })
    expect(vault.snapshot().keys.find(({ id }) => id === old)!.expires).toEqual({ source: 'provider', at })
    expect(database.truth.keys.get(made.key)!.expires).not.toEqual({ source: 'provider', at })
  })

  it('the outcome says what the key lacks, and the secret is stored all the same', async () => {
    const { vault, account, port, cloud } = await finishing(incomplete)
    const outcome = await vault.rotation.create(account, { label: 'fresh' })
    expect(outcome).toMatchObject({ outcome: 'stored', unfinished: LACK })
    expect(port.entries.get(entryOf(outcome.key, 1))).toBe(cloud.handedOut.at(-1)!.secret)
  })

  it('nothing follows a regeneration, a refusal, or an answer that was lost', async () => {
    const { vault, account, asked, key, cloud } = await finishing()
    await vault.rotation.regenerate(key)
    cloud.failNext('lost-after')
    await vault.rotation.create(account, { label: 'fresh' })
    expect(asked).toEqual([])
  })

  it('a secret that is stored late is followed by the same', async () => {
    const { vault, account, asked, cloud, port } = await finishing()
    const answer = cloud.holdNext()
    const running = vault.rotation.create(account, { label: 'fresh' })
    await settle()
    port.lock()
    answer()
    const { outcome, operation } = await running
    expect(outcome).toBe('unsaved')
    expect(asked).toEqual([])
    port.unlock()
    expect((await vault.rotation.resume(operation)).outcome).toBe('stored')
    expect(asked).toMatchObject([{ key: { label: 'fresh' }, isSafe: true }])
  })

  it('the provider completes a key that was made safe by the next start', async () => {
    const { vault, account, asked, cloud, port, open } = await finishing()
    const answer = cloud.holdNext()
    const running = vault.rotation.create(account, { label: 'fresh' })
    await settle()
    port.lock()
    answer()
    expect((await running).outcome).toBe('unsaved')
    await vault.close()
    const next = open()
    await next.start()
    await settle()
    expect(asked).toEqual([])
    port.unlock()
    await next.checkKeychain()
    await settle()
    expect(asked).toMatchObject([{ key: { label: 'fresh' }, isSafe: true }])
  })

  it.each(['create', 'replace'] as const)(
    'a program that is killed before the provider has completed a key (%s) has it completed by the next start, once',
    async (kind) => {
      const { vault, account, key, asked, finish, open, keyNamed } = await finishing()
      finish.hangs = true
      if (kind === 'create') void vault.rotation.create(account, { label: 'fresh' })
      else void vault.rotation.replace({ key, draft: { label: 'fresh' }, overlapHours: 24 })
      await settle()
      expect(asked).toHaveLength(1)
      finish.hangs = false
      for (const attempts of [2, 2]) {
        const next = open()
        await next.start()
        await settle()
        expect(asked).toHaveLength(attempts)
        expect(next.snapshot().keys.find(({ id }) => id === keyNamed('fresh').id)!.incomplete).toBeUndefined()
        await next.close()
      }
    },
  )

  it('a start without the network says what the key lacks, and does not hold up the other work', async () => {
    const { vault, account, asked, finish, open, keyNamed } = await finishing()
    finish.hangs = true
    void vault.rotation.create(account, { label: 'fresh' })
    await settle()
    const offline = { kind: 'provider', why: 'offline', outcome: 'not-sent' } as const
    Object.assign(finish, { hangs: false, fails: new Failure(offline) })
    const next = open()
    await next.start()
    await settle()
    expect(asked).toHaveLength(2)
    expect(next.snapshot().keys.find(({ id }) => id === keyNamed('fresh').id)!.incomplete).toMatchObject({
      error: { kind: 'incomplete', lacks: [], reason: offline },
    })
    finish.hangs = true
    const later = open()
    await later.start() // ends, although the call hangs
  })

  it('the user can try again what has failed, and no start does so by itself', async () => {
    const { vault, account, asked, finish, open, database } = await finishing(incomplete)
    const { operation, key } = await vault.rotation.create(account, { label: 'fresh' })
    await vault.close()
    const next = open()
    await next.start()
    await settle()
    const row = () => next.snapshot().keys.find(({ id }) => id === key)!
    expect(asked).toHaveLength(1)
    expect(row().incomplete).toMatchObject({ operation, error: LACK })
    expect(await next.rotation.resume(operation)).toMatchObject({ outcome: 'stored', unfinished: {} })
    expect(row().incomplete).toBeDefined()
    finish.fails = undefined
    expect(await next.rotation.resume(operation)).toEqual({ outcome: 'stored', operation, key })
    expect(row().incomplete).toBeUndefined()
    await next.rotation.resume(operation)
    expect(asked).toHaveLength(3)
    expect(database.truth.history.list({ limit: 3, key }).map(({ kind }) => kind)).toEqual([
      'key-completed',
      'key-incomplete',
      'key-incomplete',
    ])
  })

  it('the user can dismiss what has failed, and a deleted key lacks nothing', async () => {
    const { vault, account } = await finishing(incomplete)
    const rowOf = (id: string) => vault.snapshot().keys.find((row) => row.id === id)!
    const dismissed = await vault.rotation.create(account, { label: 'one' })
    vault.rotation.close(dismissed.operation)
    expect(rowOf(dismissed.key).incomplete).toBeUndefined()
    expect(() => vault.rotation.close(dismissed.operation)).toThrow(Failure)
    const gone = await vault.rotation.create(account, { label: 'two' })
    expect(rowOf(gone.key).incomplete).toBeDefined()
    await vault.remoteKeys.revoke({ key: gone.key, name: 'two' })
    expect(rowOf(gone.key).incomplete).toBeUndefined()
  })

  it('a queue of replacements shows what a new key lacks, and continues', async () => {
    const { vault, key, clock } = await finishing(incomplete)
    vault.queue.start({ keys: [key], overlapHours: 24, pauseSeconds: 0 })
    await settle()
    clock.pass(1_000)
    await settle()
    expect(vault.queue.current()).toMatchObject({
      state: 'ended',
      items: [{ state: 'failed', error: LACK }],
    })
  })
})
