/** The check of an old key before it is retired: its status at the provider, and whether it is still used. */
import { describe, expect, it } from 'vitest'
import type { RemoteKey } from '../../../../electron/core/ports/provider.ts'
import { sideBySide, type SideBySide } from './overlap-set-up.ts'
import { failureOf } from '../vault-set-up.ts'

const check = ({ vault, operation }: SideBySide) => vault.overlaps.check(operation)

/** Changes the old key at the provider. */
function changeThere({ cloud, keyNamed }: SideBySide, changes: Partial<RemoteKey>): void {
  const held = cloud.keys.get(keyNamed('build').remoteId!)!
  held.remote = { ...held.remote, ...changes }
}

describe('a check of the old key', () => {
  it('asks the provider again and changes nothing there', async () => {
    const both = await sideBySide()
    const { get, revoke, switch: switched } = both.cloud.calls
    expect(await check(both)).toEqual({ status: 'works', usedSince: 'cannot-tell', at: both.clock.now() })
    expect(both.cloud.calls).toMatchObject({ get: get + 1, revoke, switch: switched })
    expect(both.record().state).toBe('overlapping')
  })

  it.each([
    ['enabled', 'works'],
    ['unknown', 'works'],
    ['disabled', 'switched-off'],
    ['frozen', 'switched-off'],
  ] as const)('says of one that is %s there: %s', async (state, status) => {
    const both = await sideBySide()
    changeThere(both, { switch: state })
    expect(await check(both)).toMatchObject({ status })
  })

  it('says that it is gone there', async () => {
    const both = await sideBySide()
    both.cloud.keys.delete(both.keyNamed('build').remoteId!)
    expect(await check(both)).toMatchObject({ status: 'gone', usedSince: 'cannot-tell' })
  })

  it.each([
    [1, 'yes'],
    [0, 'no'],
    [-60_000, 'no'],
  ] as const)(
    'distinguishes a use %i ms after the new key was there from an earlier one',
    async (afterMs, used) => {
      const both = await sideBySide()
      const lastUsedAt = both.record().overlap!.since + afterMs
      changeThere(both, { lastUsedAt })
      both.clock.pass(60_000)
      expect(await check(both)).toMatchObject({ usedSince: used, lastUsedAt })
    },
  )

  it('counts by the provider’s clock where that is ahead of ours', async () => {
    const both = await sideBySide()
    both.cloud.aheadMs = 600_000
    const { since } = both.record().overlap!
    changeThere(both, { lastUsedAt: since + 300_000 })
    expect(await check(both)).toMatchObject({ usedSince: 'no' })
    changeThere(both, { lastUsedAt: since + 600_001 })
    expect(await check(both)).toMatchObject({ usedSince: 'yes' })
  })

  it('goes by the last list where the provider cannot tell of one key', async () => {
    const both = await sideBySide({ without: ['get'] })
    const lastUsedAt = both.record().overlap!.since + 5_000
    changeThere(both, { lastUsedAt })
    both.clock.pass(10_000)
    expect(await check(both)).toMatchObject({ usedSince: 'cannot-tell' })
    await both.vault.sync.start(both.account)
    const { asOf } = both.keyNamed('build')
    both.clock.pass(10_000)
    expect(await check(both)).toEqual({ status: 'works', lastUsedAt, usedSince: 'yes', at: asOf })
  })

  it('does not take the program’s own use of its credential for somebody’s', async () => {
    const both = await sideBySide()
    const account = both.database.truth.accounts.get(both.account)!
    both.database.truth.accounts.put({ ...account, credentialKey: both.old })
    changeThere(both, { lastUsedAt: both.clock.now() + 1 })
    expect(await check(both)).toMatchObject({ usedSince: 'cannot-tell' })
  })

  it('fails with the provider’s reason, and the overlap stays as it was', async () => {
    const both = await sideBySide()
    both.cloud.trouble = 'unavailable'
    expect(await failureOf(() => check(both))).toMatchObject({ kind: 'provider', why: 'unavailable' })
    expect(both.record()).toMatchObject({ state: 'overlapping', error: undefined })
  })

  it('is refused for what is no overlap', async () => {
    const both = await sideBySide()
    await both.vault.overlaps.retire({ operation: both.operation, by: 'delete', name: 'build' })
    expect(await failureOf(() => check(both))).toEqual({ kind: 'not-found', what: 'operation' })
  })
})
