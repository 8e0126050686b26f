/** A regeneration that lets the old secret work until a time: the provider then ends it, so the user need not. */
import { describe, expect, it } from 'vitest'
import { keyEvents } from '../../../../shared/expiry/reminders.ts'
import { failureOf, withKey } from '../vault-set-up.ts'

const HOUR_MS = 3_600_000
const OFFERED = { facts: { oldSecretCanStay: true, reportsRenewal: false }, keepsAddress: true } as const

async function staying(hours = 24) {
  const ready = await withKey(OFFERED)
  ready.vault.changeSettings({ syncMinutes: 0 }) // the test starts each sync
  const { vault, key, clock, database } = ready
  const until = clock.now() + hours * HOUR_MS
  const made = await vault.rotation.regenerate(key, hours)
  expect(made.outcome).toBe('stored')
  const { operation } = made
  const { truth } = database
  return {
    ...ready,
    operation,
    until,
    record: () => truth.operations.get(operation)!,
    validity: () => truth.versions.ofKey(key).map(({ version, validity }) => [version, validity]),
    kinds: () => truth.history.list({ limit: 20, key }).map(({ kind }) => kind),
  }
}
type Staying = Awaited<ReturnType<typeof staying>>

const retire = ({ vault, operation }: Staying) =>
  vault.overlaps.retire({ operation, by: 'delete', name: 'build' })

describe('an old secret that stays', () => {
  it('is asked for with the request, and both secrets count as valid', async () => {
    const both = await staying()
    expect(both.cloud.oldEnds).toEqual([both.until])
    expect(both.record()).toMatchObject({
      kind: 'regenerate',
      state: 'overlapping',
      overlap: { old: both.key, oldVersion: 1, until: both.until, endsAtProvider: true },
    })
    expect(both.database.truth.keys.get(both.key)!.version).toBe(2)
    expect(both.validity()).toEqual([
      [1, 'valid'],
      [2, 'valid'],
    ])
  })

  it('ends by itself: the next list after that time closes the overlap', async () => {
    const both = await staying()
    both.clock.pass(23 * HOUR_MS)
    await both.vault.sync.start(both.account)
    expect(both.record().state).toBe('overlapping')
    both.clock.pass(2 * HOUR_MS)
    await both.vault.sync.start(both.account)
    expect(both.record().state).toBe('done')
    expect(both.validity()[0]).toEqual([1, 'revoked'])
    expect(both.cloud.oldEnds).toEqual([both.until])
    expect(both.kinds()[0]).toBe('overlap-ended')
  })

  it('asks nobody between its end and the next list', async () => {
    const both = await staying()
    both.clock.pass(25 * HOUR_MS)
    const { keys } = both.vault.snapshot()
    const row = keys.find(({ id }) => id === both.key)!
    expect(row.overlap).toMatchObject({ until: both.until, endsAtProvider: true })
    const { settings } = both.vault.snapshot()
    expect(keyEvents(row, settings).map(({ reason }) => reason)).not.toContain('overlap')
  })

  it('is no longer followed once its account is removed, because no list shows its end', async () => {
    const both = await staying()
    await both.vault.accounts.remove({ account: both.account, name: 'Lab' })
    expect(both.record().state).toBe('done')
    expect(both.kinds()).toContain('overlap-ended')
    expect(both.vault.snapshot().operations).toEqual([])
  })

  it('is not in Keyhold where the key was renewed elsewhere before', async () => {
    const { vault, key, database } = await withKey(OFFERED)
    database.truth.keys.put({ ...database.truth.keys.get(key)!, stale: true })
    const { operation } = await vault.rotation.regenerate(key, 24)
    expect(database.truth.operations.get(operation)!.overlap).toMatchObject({ oldVersion: 0 })
    expect(database.truth.versions.get(key, 1)!.validity).toBe('revoked')
  })

  it('can be ended at once, and the key itself stays', async () => {
    const both = await staying()
    await retire(both)
    expect(both.cloud.oldEnds).toEqual([both.until, 'now'])
    expect(both.record().state).toBe('done')
    expect(both.database.truth.keys.get(both.key)).toMatchObject({ version: 2, goneSince: undefined })
    expect(both.validity()).toEqual([
      [1, 'revoked'],
      [2, 'valid'],
    ])
  })

  it('can be ended again after a lost answer', async () => {
    const both = await staying()
    both.cloud.failNextChange('lost-after')
    expect(await failureOf(() => retire(both))).toMatchObject({ why: 'cut-off', outcome: 'unknown' })
    expect(both.record()).toMatchObject({ state: 'retiring', overlap: { doing: 'delete' } })
    await retire(both)
    expect(both.record().state).toBe('done')
  })

  it('can be kept longer, once the provider has agreed', async () => {
    const both = await staying()
    const later = both.until + 24 * HOUR_MS
    const keep = () => both.vault.overlaps.keepLonger({ operation: both.operation, until: later })
    both.cloud.failNextChange('lost-after')
    expect(await failureOf(keep)).toMatchObject({ why: 'cut-off' })
    expect(both.record().overlap!.until).toBe(both.until)
    await keep()
    expect(both.record().overlap!.until).toBe(later)
    expect(both.cloud.oldEnds).toEqual([both.until, later, later])
  })

  it('cannot be made the current one again', async () => {
    const { vault, operation } = await staying()
    const rollBack = () => vault.overlaps.rollBack({ operation, name: 'build' })
    expect(await failureOf(rollBack)).toEqual({ kind: 'unsupported', act: 'roll-back' })
  })

  it('is over as soon as the key is regenerated again', async () => {
    const both = await staying()
    const again = () => both.vault.rotation.regenerate(both.key, 24)
    expect(await failureOf(again)).toMatchObject({ kind: 'busy' })
    expect((await both.vault.rotation.regenerate(both.key)).outcome).toBe('stored')
    expect(both.record().state).toBe('done')
    expect(both.validity().map(([, validity]) => validity)).toEqual(['revoked', 'revoked', 'valid'])
  })
})

it('is refused where the provider cannot do it', async () => {
  const { vault, key, cloud } = await withKey()
  const issued = cloud.calls.issue
  expect(await failureOf(() => vault.rotation.regenerate(key, 24))).toEqual({
    kind: 'unsupported',
    act: 'replace',
  })
  expect(cloud.calls.issue).toBe(issued)
})
