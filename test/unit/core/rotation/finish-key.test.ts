/** What follows the creation of a key, once its secret is safe. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../../shared/contract/errors.ts'
import type { RemoteRef } from '../../../../electron/core/ports/provider.ts'
import type { FormValues } from '../../../../shared/model/model.ts'
import { entryOf, settle, withKey } from '../vault-set-up.ts'

const DAY_MS = 86_400_000
const incomplete = new Failure({
  kind: 'provider',
  why: 'invalid',
  outcome: 'refused',
  words: 'The new key lacks its list',
})

/** `asked`: the key and the draft of each call, and whether the secret was in the keychain by then. */
async function finishing(fails?: Failure) {
  const asked: { readonly key: RemoteRef; readonly draft: FormValues; readonly isSafe: boolean }[] = []
  const shortened: { remoteId: string; at: number }[] = []
  const ready = await withKey({
    async finish(key, draft) {
      const isSafe = [...ready.port.entries.values()].includes(ready.cloud.handedOut.at(-1)!.secret)
      asked.push({ key, draft, isSafe })
      if (fails !== undefined) throw fails
      return shortened.map(({ remoteId, at }) => ({ remoteId, expires: { at } }))
    },
  })
  return { ...ready, asked, shortened }
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
    expect(outcome).toMatchObject({ outcome: 'stored', unfinished: { words: 'The new key lacks its list' } })
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

  it('a queue of replacements shows what a new key lacks, and goes on', async () => {
    const { vault, key, clock } = await finishing(incomplete)
    vault.queue.start({ keys: [key], overlapHours: 24, pauseSeconds: 0 })
    await settle()
    clock.pass(1_000)
    await settle()
    expect(vault.queue.current()).toMatchObject({
      state: 'ended',
      items: [{ state: 'failed', error: { words: 'The new key lacks its list' } }],
    })
  })
})
