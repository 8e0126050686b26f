/** A deletion that had no effect and got "no such key": when it counts as deleted, and when not. */
import { describe, expect, it } from 'vitest'
import { sideBySide } from '../overlap/overlap-set-up.ts'
import { entryOf, failureOf, withKey } from '../vault-set-up.ts'

const LAG_MS = 60_000
const refused = (why: string) => ({ kind: 'provider', why, outcome: 'refused' })

type Options = Parameters<typeof withKey>[0]

/** A key that Keyhold created `ageMs` ago. The provider wrongly answers "no such key" to its next deletion. */
async function falselyUnknown(ageMs: number, options: Options = {}) {
  const ready = await withKey(options)
  const { vault, cloud, clock, account, keyNamed, database } = ready
  await vault.rotation.create(account, { label: 'new' })
  const { id, remoteId } = keyNamed('new')
  clock.pass(ageMs)
  cloud.failNextChange('not there')
  return {
    ...ready,
    id,
    remoteId: remoteId!,
    revoke: () => vault.remoteKeys.revoke({ key: id, name: 'new' }),
    stands: () => [keyNamed('new').goneSince, database.truth.versions.get(id, 1)!.validity],
  }
}

const ALIVE = [undefined, 'valid']

describe('a key that is falsely said not to be there', () => {
  it('is kept with its secret while lists may not show it yet, and can then be deleted', async () => {
    const { cloud, id, remoteId, revoke, stands, port } = await falselyUnknown(5_000)
    cloud.unlisted.add(remoteId)
    expect(await failureOf(revoke)).toEqual(refused('not-yet-shown'))
    expect(stands()).toEqual(ALIVE)
    expect(port.entries.has(entryOf(id, 1))).toBe(true)
    await revoke()
    expect([cloud.keys.has(remoteId), stands()[1]]).toEqual([false, 'revoked'])
  })

  it.each([0, LAG_MS])('is kept %i ms after it was made where the list has it', async (ageMs) => {
    const { revoke, stands } = await falselyUnknown(ageMs)
    expect(await failureOf(revoke)).toEqual(refused('not-found'))
    expect(stands()).toEqual(ALIVE)
  })

  it('is kept where the list breaks off', async () => {
    const { cloud, remoteId, revoke, stands } = await falselyUnknown(LAG_MS)
    cloud.unlisted.add(remoteId)
    cloud.trouble = 'unavailable'
    expect(await failureOf(revoke)).toEqual(refused('not-found'))
    expect(stands()).toEqual(ALIVE)
  })

  it('is kept where the list leaves keys out and the key itself can be asked for', async () => {
    const { cloud, remoteId, revoke, stands } = await falselyUnknown(LAG_MS, {
      lists: { listIsPartial: true },
    })
    cloud.unlisted.add(remoteId)
    expect(await failureOf(revoke)).toEqual(refused('not-found'))
    expect(stands()).toEqual(ALIVE)
  })

  it('is kept for as long as the provider’s reads lag', async () => {
    const { cloud, remoteId, revoke, stands } = await falselyUnknown(LAG_MS, {
      lists: { readsLagMs: 2 * LAG_MS },
    })
    cloud.unlisted.add(remoteId)
    expect(await failureOf(revoke)).toEqual(refused('not-yet-shown'))
    expect(stands()).toEqual(ALIVE)
  })
})

describe('a key that was deleted elsewhere', () => {
  it('counts as deleted once a list that can tell agrees', async () => {
    const { cloud, clock, remoteId, revoke, keyNamed, stands } = await falselyUnknown(LAG_MS)
    cloud.keys.delete(remoteId)
    await revoke()
    expect([keyNamed('new').goneSince, stands()[1]]).toEqual([clock.now(), 'revoked'])
  })
})

describe('a replacement that is falsely said not to be there', () => {
  it('is not forgotten by rolling back, which can be asked for again', async () => {
    const { vault, cloud, clock, operation, record, keyNamed } = await sideBySide({ without: ['get'] })
    const { remoteId } = keyNamed('build 2')
    cloud.unlisted.add(remoteId!)
    clock.pass(5_000)
    cloud.failNextChange('not there')
    const rollBack = () => vault.overlaps.rollBack({ operation, name: 'build 2' })
    expect(await failureOf(rollBack)).toEqual(refused('not-yet-shown'))
    expect(record()).toMatchObject({ state: 'overlapping', error: refused('not-yet-shown') })
    expect(keyNamed('build 2').goneSince).toBeUndefined()
    await rollBack()
    expect([cloud.keys.has(remoteId!), record().state]).toEqual([false, 'rolled-back'])
  })

  it('stays in doubt where an earlier request to delete it got no answer, until a list can tell', async () => {
    const { vault, cloud, clock, operation, record } = await sideBySide({ without: ['get'] })
    const rollBack = () => vault.overlaps.rollBack({ operation, name: 'build 2' })
    cloud.failNextChange('lost-after')
    await failureOf(rollBack)
    expect(await failureOf(rollBack)).toEqual(refused('not-yet-shown'))
    expect(record().state).toBe('rolling-back')
    clock.pass(LAG_MS)
    await rollBack()
    expect(record().state).toBe('rolled-back')
  })

  it('does not end the old key by retiring it', async () => {
    const { vault, cloud, operation, record, keyNamed } = await sideBySide({ without: ['setEnabled'] })
    cloud.failNextChange('not there')
    const retire = () => vault.overlaps.retire({ operation, name: 'build', by: 'delete' })
    expect(await failureOf(retire)).toEqual(refused('not-found'))
    expect([record().state, keyNamed('build').goneSince]).toEqual(['overlapping', undefined])
  })
})
