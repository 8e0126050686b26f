import { describe, expect, it } from 'vitest'
import { MOST_PLACES } from '../../../../shared/model/operation.ts'
import { sideBySide, type SideBySide } from './overlap-set-up.ts'
import { failureOf } from '../vault-set-up.ts'

const HOUR_MS = 3_600_000
const BY = ['switch-off', 'delete'] as const

const retire = ({ vault, operation }: SideBySide, by: (typeof BY)[number], name = 'build') =>
  vault.overlaps.retire({ operation, by, name })
const rollBack = ({ vault, operation }: SideBySide, name = 'build 2') =>
  vault.overlaps.rollBack({ operation, name })
const labels = ({ cloud }: SideBySide) => [...cloud.keys.values()].map(({ remote }) => remote.label)
const kinds = ({ database, old }: SideBySide) =>
  database.truth.history.list({ limit: 20, key: old }).map(({ kind }) => kind)

describe('retiring the old key', () => {
  it('switches it off, which can be undone', async () => {
    const both = await sideBySide()
    await retire(both, 'switch-off')
    expect(both.record()).toMatchObject({ state: 'retired', error: undefined })
    expect(both.record().overlap!.doing).toBeUndefined()
    expect(both.database.truth.keys.get(both.old)!.switch).toBe('disabled')

    await both.vault.overlaps.revive(both.operation)
    expect(both.record().state).toBe('overlapping')
    expect(both.database.truth.keys.get(both.old)!.switch).toBe('enabled')
    expect(kinds(both).slice(0, 2)).toEqual(['overlap-revived', 'key-switched'])
  })

  it('deletes it there, and keeps its record and its dead secret here', async () => {
    const both = await sideBySide()
    await retire(both, 'delete')
    expect(labels(both)).toEqual(['build 2'])
    expect(both.record().state).toBe('done')
    expect(both.database.truth.keys.get(both.old)!.goneSince).toBeDefined()
    expect(both.database.truth.versions.ofKey(both.old)).toMatchObject([{ validity: 'revoked' }])
    expect(both.vault.snapshot()).toMatchObject({ operations: [] })
    expect(kinds(both)[0]).toBe('overlap-ended')
  })

  it('deletes one that was switched off before', async () => {
    const both = await sideBySide()
    await retire(both, 'switch-off')
    await retire(both, 'delete')
    expect(both.record().state).toBe('done')
    expect(labels(both)).toEqual(['build 2'])
  })

  it('leaves one that was switched off as it is, where the user says so', async () => {
    const both = await sideBySide()
    expect(await failureOf(() => both.vault.overlaps.finish(both.operation))).toMatchObject({
      kind: 'unsupported',
    })
    await retire(both, 'switch-off')
    await both.vault.overlaps.finish(both.operation)
    expect(both.record().state).toBe('done')
    expect(labels(both)).toEqual(['build', 'build 2'])
    expect(both.database.truth.versions.ofKey(both.old)).toMatchObject([{ validity: 'valid' }])
  })

  it.each(BY)('by %s asks for the name of the old key', async (by) => {
    const both = await sideBySide()
    expect(await failureOf(() => retire(both, by, 'build 2'))).toEqual({ kind: 'name-mismatch' })
    expect(both.record().state).toBe('overlapping')
  })

  it.each(BY)('by %s is written down before the provider is asked', async (by) => {
    const both = await sideBySide()
    both.database.refuse = (call) => call === 'operations.put'
    expect(await failureOf(() => retire(both, by))).toMatchObject({ kind: 'vault' })
    expect(both.cloud.calls).toMatchObject({ switch: 0, revoke: 0 })
  })

  it.each(BY.flatMap((by) => (['refused', 'not-sent'] as const).map((how) => [by, how] as const)))(
    'by %s and %s, goes back to where it was, with the reason',
    async (by, how) => {
      const both = await sideBySide()
      both.cloud.failNextChange(how)
      expect(await failureOf(() => retire(both, by))).toMatchObject({ kind: 'provider' })
      expect(both.record()).toMatchObject({ state: 'overlapping', error: { kind: 'provider' } })
      expect(both.record().overlap!.doing).toBeUndefined()
      await retire(both, by)
      expect(both.record().error).toBeUndefined()
    },
  )

  it('stays switched off when its deletion is refused', async () => {
    const both = await sideBySide()
    await retire(both, 'switch-off')
    both.cloud.failNextChange('refused')
    await failureOf(() => retire(both, 'delete'))
    expect(both.record().state).toBe('retired')
  })

  it('is not offered by a switch where the API has none', async () => {
    const both = await sideBySide({ without: ['setEnabled'] })
    const refused = await failureOf(() => retire(both, 'switch-off'))
    expect(refused).toEqual({ kind: 'unsupported', act: 'retire' })
    expect(both.record().state).toBe('overlapping')
  })
})

describe('rolling back', () => {
  it('deletes the new key there, and the old one is current again', async () => {
    const both = await sideBySide()
    await rollBack(both)
    expect(labels(both)).toEqual(['build'])
    expect(both.record().state).toBe('rolled-back')
    expect(both.database.truth.keys.get(both.fresh)!.goneSince).toBeDefined()
    expect(both.database.truth.keys.get(both.old)!.goneSince).toBeUndefined()
    expect(both.vault.snapshot().keys.every(({ overlap }) => overlap === undefined)).toBe(true)
    expect(kinds(both)[0]).toBe('overlap-rolled-back')
  })

  it('asks for the name of the new key', async () => {
    const both = await sideBySide()
    expect(await failureOf(() => rollBack(both, 'build'))).toEqual({ kind: 'name-mismatch' })
  })

  it('switches a retired key on again first', async () => {
    const both = await sideBySide()
    await retire(both, 'switch-off')
    await rollBack(both)
    expect(both.record().state).toBe('rolled-back')
    expect(both.cloud.keys.get(both.keyNamed('build').remoteId!)!.remote.switch).toBe('enabled')
  })

  it('never deletes the new key where the old one is gone', async () => {
    const both = await sideBySide()
    both.cloud.keys.delete(both.keyNamed('build').remoteId!)
    expect(await failureOf(() => rollBack(both))).toMatchObject({ kind: 'provider', why: 'not-found' })
    expect(labels(both)).toEqual(['build 2'])
    expect(both.record().state).toBe('overlapping')
  })
})

describe('the time that was given', () => {
  it('ends nothing', async () => {
    const both = await sideBySide()
    both.clock.pass(30 * 24 * HOUR_MS)
    await both.vault.sync.start(both.account)
    expect(both.record().state).toBe('overlapping')
    expect(labels(both)).toEqual(['build', 'build 2'])
  })

  it('can be made longer, but not into the past', async () => {
    const both = await sideBySide()
    const keep = (until: number) => both.vault.overlaps.keepLonger({ operation: both.operation, until })
    const until = both.clock.now() + 100 * HOUR_MS
    await keep(until)
    expect(both.record().overlap!.until).toBe(until)
    expect(kinds(both)[0]).toBe('overlap-prolonged')
    const late = { kind: 'invalid', field: 'until' }
    expect(await failureOf(() => keep(both.clock.now()))).toMatchObject({ ...late, why: 'in-the-past' })
    const far = both.clock.now() + 9_000 * HOUR_MS
    expect(await failureOf(() => keep(far))).toMatchObject({ ...late, why: 'too-long' })
  })
})

describe('the places that use the new key', () => {
  const tick = ({ vault, operation }: SideBySide, place: string, isSwitchedOver = true) =>
    vault.overlaps.tick({ operation, place, isSwitchedOver })

  it('are kept with the overlap, each once, and change nothing else', async () => {
    const both = await sideBySide()
    const before = both.record()
    for (const place of ['variable A', 'notes', 'notes']) tick(both, place)
    expect(both.record()).toEqual({
      ...before,
      overlap: { ...before.overlap, switchedOver: ['variable A', 'notes'] },
    })
    expect(both.vault.snapshot().operations[0]!.overlap!.switchedOver).toEqual(['variable A', 'notes'])
    expect(labels(both)).toEqual(['build', 'build 2'])

    tick(both, 'variable A', false)
    expect(both.record().overlap!.switchedOver).toEqual(['notes'])
  })

  it('stay ticked while the overlap is extended and the old key is retired and revived', async () => {
    const both = await sideBySide()
    tick(both, 'notes')
    const until = both.clock.now() + 100 * HOUR_MS
    await both.vault.overlaps.keepLonger({ operation: both.operation, until })
    await retire(both, 'switch-off')
    await both.vault.overlaps.revive(both.operation)
    expect(both.record().overlap).toMatchObject({ until, switchedOver: ['notes'] })
  })

  it('have an end', async () => {
    const both = await sideBySide()
    const switchedOver = Array.from({ length: MOST_PLACES }, (_, place) => `variable ${place}`)
    const record = both.record()
    both.database.truth.operations.put({ ...record, overlap: { ...record.overlap!, switchedOver } })
    const failure = await failureOf(() => tick(both, 'one more'))
    expect(failure).toMatchObject({ kind: 'invalid', field: 'place' })
    tick(both, 'variable 1', false)
    tick(both, 'one more')
  })

  it('belong to an open overlap only', async () => {
    const both = await sideBySide()
    await retire(both, 'delete')
    expect(await failureOf(() => tick(both, 'notes'))).toMatchObject({ kind: 'not-found' })
  })
})
