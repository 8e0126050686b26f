import { describe, expect, it } from 'vitest'
import { failureOf, settle, withKey } from '../vault-set-up.ts'
import type { AccountId } from '../../../../shared/model/model.ts'

type Ready = Awaited<ReturnType<typeof withKey>>
const account = ({ database, account: id }: Ready) => database.truth.accounts.get(id)!
const kinds = ({ database }: Ready) => database.truth.history.list({ limit: 50 }).map(({ kind }) => kind)

/** The sync stops halfway until `go` is called. */
function halt({ cloud }: Ready) {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  cloud.listWaits = promise
  return () => {
    cloud.listWaits = undefined
    resolve(undefined)
  }
}

describe('a sync', () => {
  it('brings new keys, and says so except the first time', async () => {
    const ready = await withKey()
    expect(kinds(ready)).not.toContain('key-appeared')
    ready.cloud.add('late')
    await ready.vault.sync.start(ready.account)
    expect(ready.keyNamed('late')).toMatchObject({ version: 0, account: ready.account })
    expect(kinds(ready)[0]).toBe('key-appeared')
  })

  it('takes a key that is listed twice for one', async () => {
    const ready = await withKey()
    const handle = ready.cloud.add('twice')
    ready.cloud.pageSize = 100
    ready.cloud.keys.set('once more', ready.cloud.keys.get(handle)!)
    await ready.vault.sync.start(ready.account)
    expect(ready.database.truth.keys.all().filter(({ name }) => name === 'twice')).toHaveLength(1)
  })

  it('calls gone only what a complete list does not hold, keeps it, and welcomes it back', async () => {
    const ready = await withKey()
    const handle = ready.cloud.add('fleeting')
    await ready.vault.sync.start(ready.account)
    ready.vault.keys.edit({ key: ready.keyNamed('fleeting').id, fields: { notes: 'mine' } })
    const kept = ready.cloud.keys.get(handle)!
    ready.cloud.keys.delete(handle)
    await ready.vault.sync.start(ready.account)
    const goneSince = ready.clock.now()
    expect(ready.keyNamed('fleeting')).toMatchObject({ goneSince, notes: 'mine' })
    ready.clock.pass(1_000)
    await ready.vault.sync.start(ready.account)
    expect(ready.keyNamed('fleeting').goneSince).toBe(goneSince)
    ready.cloud.keys.set(handle, kept)
    await ready.vault.sync.start(ready.account)
    expect(ready.keyNamed('fleeting')).toMatchObject({ goneSince: undefined, notes: 'mine' })
    expect(kinds(ready).slice(0, 3)).toEqual(['key-back', 'key-gone', 'key-edited'])
  })

  it('knows a key again whose address is no well-formed text', async () => {
    const ready = await withKey()
    const handle = ready.cloud.add('odd')
    const held = ready.cloud.keys.get(handle)!
    ready.cloud.keys.set(handle, { ...held, remote: { ...held.remote, remoteId: '\ud800' } })
    for (let round = 0; round < 2; round += 1) {
      await ready.vault.sync.start(ready.account)
      expect(ready.database.truth.keys.all().filter(({ name }) => name === 'odd')).toMatchObject([
        { goneSince: undefined },
      ])
    }
    expect(kinds(ready)).not.toContain('key-gone')
  })

  it('that breaks off half-way calls nothing gone and keeps its last "as of"', async () => {
    const ready = await withKey()
    for (const name of ['a', 'b', 'c']) ready.cloud.add(name)
    await ready.vault.sync.start(ready.account)
    const asOf = ready.clock.now()
    ready.clock.pass(1_000)
    ready.cloud.listBreaksOff = true
    await ready.vault.sync.start(ready.account)
    expect(ready.database.truth.keys.all().filter(({ goneSince }) => goneSince !== undefined)).toEqual([])
    expect(account(ready)).toMatchObject({ asOf, lastSync: { error: { why: 'cut-off' } } })
    expect(kinds(ready)[0]).toBe('sync-failed')
  })

  it('that fails for a month leaves one entry, which counts', async () => {
    const ready = await withKey()
    for (let round = 0; round < 100; round += 1) {
      ready.cloud.trouble = round % 3 === 0 ? 'timeout' : 'offline'
      ready.clock.pass(900_000)
      await ready.vault.sync.start(ready.account)
    }
    const failed = () =>
      ready.database.truth.history.list({ limit: 500 }).filter(({ kind }) => kind === 'sync-failed')
    expect(failed()).toMatchObject([
      { error: { why: 'timeout' }, details: { times: 100, until: ready.clock.now() } },
    ])
    ready.cloud.trouble = 'unauthorized' // a different reason gets its own entry
    await ready.vault.sync.start(ready.account)
    ready.cloud.trouble = undefined
    await ready.vault.sync.start(ready.account)
    ready.cloud.trouble = 'offline' // the next outage gets its own entry, too
    await ready.vault.sync.start(ready.account)
    expect(failed().map(({ error }) => error?.kind === 'provider' && error.why)).toEqual([
      'offline',
      'unauthorized',
      'timeout',
    ])
  })

  it('whose provider ends a cancelled list early calls nothing gone either', async () => {
    const ready = await withKey()
    const go = halt(ready)
    const syncing = ready.vault.sync.start(ready.account)
    await settle()
    ready.cloud.endsWhenCancelled = true
    ready.vault.sync.cancel(ready.account)
    go()
    await syncing
    expect(ready.keyNamed('build').goneSince).toBeUndefined()
  })

  it('is one per account: who asks again joins it', async () => {
    const ready = await withKey()
    const before = ready.cloud.calls.list
    await Promise.all([1, 2, 3].map(() => ready.vault.sync.start(ready.account)))
    expect(ready.cloud.calls.list).toBe(before + 1)
  })

  it('asked for right after cancelling is a new one', async () => {
    const ready = await withKey()
    const go = halt(ready)
    const first = ready.vault.sync.start(ready.account)
    await settle()
    ready.vault.sync.cancel(ready.account)
    const second = ready.vault.sync.start(ready.account)
    go()
    await Promise.all([first, second])
    expect(account(ready).lastSync!.error).toBeUndefined()
    expect(ready.vault.snapshot().accounts[0]!.sync.state).toBe('done')
  })

  it('that the user cancels says so, and the history does not', async () => {
    const ready = await withKey()
    const go = halt(ready)
    const syncing = ready.vault.sync.start(ready.account)
    await settle()
    expect(ready.vault.snapshot().accounts[0]!.sync.state).toBe('running')
    ready.vault.sync.cancel(ready.account)
    go()
    await syncing
    expect(account(ready).lastSync!.error).toMatchObject({ why: 'cancelled' })
    expect(kinds(ready)).not.toContain('sync-failed')
  })

  it('waits while an operation of its account runs, and an operation waits for it', async () => {
    const ready = await withKey()
    const before = ready.cloud.calls.list
    const answer = ready.cloud.holdNext()
    const running = ready.vault.rotation.regenerate(ready.key)
    await settle()
    const syncing = ready.vault.sync.start(ready.account)
    await settle()
    expect(ready.cloud.calls.list).toBe(before)
    answer()
    await Promise.all([running, syncing])
    expect(ready.cloud.calls.list).toBe(before + 1)
    expect(ready.keyNamed('build').goneSince).toBeUndefined()
  })

  it.each([
    [119_000, undefined],
    [121_000, -121_000],
    [-121_000, 121_000],
  ])('with the provider’s clock %i ms ahead tells of a skew of %s', async (aheadMs, skewMs) => {
    const ready = await withKey()
    ready.cloud.aheadMs = aheadMs
    await ready.vault.sync.start(ready.account)
    expect(account(ready).clockSkewMs).toBe(skewMs)
  })

  it('that cannot even be stored is written to the log', async () => {
    const ready = await withKey()
    ready.database.refuse = (call) => call === 'transaction'
    await ready.vault.sync.start(ready.account)
    expect(ready.fake.unexpected.map(({ where }) => where)).toContain('sync')
  })

  it('of no account is refused', async () => {
    const { vault } = await withKey()
    expect(await failureOf(() => vault.sync.start('no' as AccountId))).toEqual({
      kind: 'not-found',
      what: 'account',
    })
  })

  it('notifies the page of what changed, and of nothing when nothing did', async () => {
    const ready = await withKey()
    await ready.vault.sync.start(ready.account)
    await settle()
    const before = ready.fake.pushed('app:changed').length
    await ready.vault.sync.start(ready.account)
    await settle()
    const emitted = ready.fake.pushed('app:changed').slice(before)
    expect(emitted.flatMap(({ keys }) => keys)).toEqual([])
    expect(emitted.every(({ accounts }) => accounts.length === 1)).toBe(true)
  })
})
