/** Lists that omit keys, and reads that lag behind writes. */
import { describe, expect, it } from 'vitest'
import { sideBySide } from '../overlap/overlap-set-up.ts'
import { failureOf, withKey } from '../vault-set-up.ts'

const MINUTE_MS = 60_000
type Ready = Awaited<ReturnType<typeof withKey>>
const kinds = ({ database }: Ready) => database.truth.history.list({ limit: 50 }).map(({ kind }) => kind)
const sync = async (ready: Ready) => ready.vault.sync.start(ready.account)
/** Syncs, and returns how many keys were read one by one. */
async function askedBySync(ready: Ready): Promise<number> {
  const before = ready.cloud.calls.get
  await sync(ready)
  return ready.cloud.calls.get - before
}

/** A key that was listed once and is omitted from now on. */
async function withUnlisted(): Promise<Ready & { readonly handle: string }> {
  const ready = await withKey({ lists: { listIsPartial: true } })
  const handle = ready.cloud.add('special')
  await sync(ready)
  ready.cloud.unlisted.add(handle)
  ready.clock.pass(1_000)
  return { ...ready, handle }
}

describe('a key that a partial list leaves out', () => {
  it('is asked for, and taken over as it is when it is still there', async () => {
    const ready = await withUnlisted()
    const held = ready.cloud.keys.get(ready.handle)!
    held.remote = { ...held.remote, switch: 'disabled' }
    expect(await askedBySync(ready)).toBe(1)
    expect(ready.keyNamed('special')).toMatchObject({ goneSince: undefined, switch: 'disabled' })
  })

  it('is gone once the provider says that there is no such key', async () => {
    const ready = await withUnlisted()
    ready.cloud.keys.delete(ready.handle)
    await sync(ready)
    expect(ready.keyNamed('special').goneSince).toBe(ready.clock.now())
    expect(kinds(ready)[0]).toBe('key-gone')
    expect(await askedBySync(ready)).toBe(0)
  })

  it('is not gone because asking for it failed, and the list still counts', async () => {
    const ready = await withUnlisted()
    for (const name of ['a', 'b', 'c', 'd']) ready.cloud.add(name)
    await sync(ready)
    for (const [handle] of ready.cloud.keys) ready.cloud.unlisted.add(handle)
    ready.cloud.getFails = true
    // After three missing answers there is no fourth request.
    expect(await askedBySync(ready)).toBe(3)
    expect(ready.database.truth.keys.all().filter(({ goneSince }) => goneSince !== undefined)).toEqual([])
    expect(ready.database.truth.accounts.get(ready.account)).toMatchObject({
      asOf: ready.clock.now(),
      lastSync: { error: undefined },
    })
  })

  it('is gone at once where lists are whole', async () => {
    const ready = await withKey()
    const handle = ready.cloud.add('special')
    await sync(ready)
    ready.cloud.unlisted.add(handle)
    expect(await askedBySync(ready)).toBe(0)
    expect(ready.keyNamed('special').goneSince).toBe(ready.clock.now())
  })
})

describe('a read that is late', () => {
  const late = async () => {
    const ready = await withKey({ lists: { readsLagMs: MINUTE_MS } })
    ready.clock.pass(MINUTE_MS)
    return ready
  }

  it('does not take back a change that was made here, and is believed when its time is over', async () => {
    const ready = await late()
    const held = [...ready.cloud.keys.values()].find(({ remote }) => remote.label === 'build')!
    const before = held.remote
    await ready.vault.remoteKeys.update({ key: ready.key, draft: { label: 'renamed' } })
    const recorded = kinds(ready).length
    held.remote = before
    ready.clock.pass(MINUTE_MS - 1)
    await sync(ready)
    expect(ready.keyNamed('renamed').id).toBe(ready.key)
    expect(kinds(ready)).toHaveLength(recorded)
    ready.clock.pass(1)
    await sync(ready)
    expect(ready.keyNamed('build').id).toBe(ready.key)
  })

  it('does not call a new key gone', async () => {
    const ready = await late()
    const made = await ready.vault.rotation.create(ready.account, { label: 'new' })
    const handle = ready.keyNamed('new').remoteId!
    ready.cloud.unlisted.add(handle)
    await sync(ready)
    expect(made).toMatchObject({ outcome: 'stored' })
    expect(ready.keyNamed('new').goneSince).toBeUndefined()
    ready.clock.pass(MINUTE_MS)
    await sync(ready)
    expect(ready.keyNamed('new').goneSince).toBe(ready.clock.now())
  })

  it('refuses a new key that is not found as one that may not be shown yet, and an older one as not found', async () => {
    const both = await sideBySide({ lists: { readsLagMs: MINUTE_MS } })
    const { vault, old, operation, clock, cloud } = both
    const made = await vault.rotation.create(both.account, { label: 'new' })
    cloud.keys.delete(both.keyNamed('new').remoteId!)
    cloud.keys.delete(both.keyNamed('build').remoteId!)
    const replacement = () => failureOf(() => vault.rotation.replacement(made.key))
    const rollBack = () =>
      failureOf(() => vault.overlaps.rollBack({ operation, name: both.keyNamed('build 2').name }))
    both.database.truth.keys.put({ ...both.database.truth.keys.get(old)!, asOf: clock.now() })
    const notYet = { kind: 'provider', why: 'not-yet-shown', outcome: 'refused' }
    expect(await replacement()).toEqual(notYet)
    expect(await failureOf(() => vault.overlaps.check(operation))).toEqual(notYet)
    expect(await rollBack()).toEqual(notYet)
    clock.pass(MINUTE_MS)
    expect(await replacement()).toMatchObject({ why: 'not-found' })
    expect(await vault.overlaps.check(operation)).toMatchObject({ status: 'gone' })
    expect(await rollBack()).toMatchObject({ why: 'not-found' })
  })

  it('does not bring a deleted key back', async () => {
    const ready = await late()
    const handle = ready.keyNamed('build').remoteId!
    const held = ready.cloud.keys.get(handle)!
    await ready.vault.remoteKeys.revoke({ key: ready.key, name: 'build' })
    const goneSince = ready.clock.now()
    ready.cloud.keys.set(handle, held)
    ready.clock.pass(MINUTE_MS - 1)
    await sync(ready)
    expect(ready.keyNamed('build').goneSince).toBe(goneSince)
    ready.clock.pass(1)
    await sync(ready)
    expect(ready.keyNamed('build').goneSince).toBeUndefined()
  })
})

describe('a creation whose answer was lost, where keys have no dates', () => {
  const creating = async (fault: 'lost-after' | 'lost-before') => {
    const ready = await withKey({ lists: { listIsPartial: true, readsLagMs: MINUTE_MS }, undated: true })
    ready.clock.pass(1_000)
    ready.cloud.failNext(fault)
    await ready.vault.rotation.create(ready.account, { label: 'new' })
    const assessment = () => ready.database.truth.operations.open()[0]!.assessment
    return { ...ready, assessment }
  }

  it('left the orphan that came into the list since, however late it came', async () => {
    const ready = await creating('lost-after')
    const handle = [...ready.cloud.keys.keys()].at(-1)!
    ready.cloud.unlisted.add(handle)
    await sync(ready)
    expect(ready.assessment()).toMatchObject({ state: 'checking' })
    ready.cloud.unlisted.delete(handle)
    ready.clock.pass(MINUTE_MS)
    await sync(ready)
    const orphan = { state: 'orphan', key: ready.keyNamed('new').id }
    expect(ready.assessment()).toMatchObject(orphan)
    ready.clock.pass(10 * MINUTE_MS)
    await sync(ready)
    expect(ready.assessment()).toMatchObject(orphan)
  })

  it('cannot be distinguished from one that never happened', async () => {
    const ready = await creating('lost-before')
    await sync(ready)
    ready.clock.pass(10 * MINUTE_MS)
    await sync(ready)
    expect(ready.assessment()).toEqual({ state: 'cannot-tell' })
  })
})
