/** A failed read has changed nothing, and its error does not say that it may have. */
import { describe, expect, it } from 'vitest'
import { sideBySide } from '../overlap/overlap-set-up.ts'
import { connect, failureOf, makeMachine, withKey } from '../vault-set-up.ts'

describe('a read that fails before an action', () => {
  const refused = { kind: 'provider', why: 'unavailable', outcome: 'refused' }

  it.each(['regenerate', 'create', 'replacement'] as const)(
    'refuses to %s, with nothing done',
    async (action) => {
      const { vault, cloud, key, account, database } = await withKey()
      const { issue } = cloud.calls
      cloud.trouble = 'unavailable'
      const actions = {
        regenerate: () => vault.rotation.regenerate(key),
        create: () => vault.rotation.create(account, { label: 'new' }),
        replacement: () => vault.rotation.replacement(key),
      }
      expect(await failureOf(actions[action])).toEqual(refused)
      expect(cloud.calls.issue).toBe(issue)
      expect(database.truth.operations.open()).toEqual([])
    },
  )

  it('refuses to roll back, with nothing done', async () => {
    const { vault, cloud, operation, record } = await sideBySide()
    cloud.trouble = 'unavailable'
    expect(await failureOf(() => vault.overlaps.rollBack({ operation, name: 'build 2' }))).toEqual(refused)
    expect(cloud.calls.revoke).toBe(0)
    expect(record().state).toBe('overlapping')
  })
})

it('a roll-back goes by a list where the old key cannot be asked for by itself', async () => {
  const { vault, cloud, operation, record } = await sideBySide()
  cloud.getFails = true
  await vault.overlaps.rollBack({ operation, name: 'build 2' })
  expect(record().state).toBe('rolled-back')
  expect(cloud.calls.revoke).toBe(1)
})

it('a sync that failed is not said to have acted, and a change whose answer was lost is', async () => {
  const { vault, cloud, key, account, database } = await withKey()
  cloud.failNextChange('lost-after')
  const lost = await failureOf(() => vault.remoteKeys.switch({ key, enabled: false }))
  expect(lost).toMatchObject({ kind: 'provider', outcome: 'unknown' })
  cloud.trouble = 'unavailable'
  await vault.sync.start(account)
  expect(database.truth.accounts.get(account)!.lastSync!.error).toMatchObject({
    why: 'unavailable',
    outcome: 'refused',
  })
})

it('a first list that breaks off is not said to have acted, either', async () => {
  const machine = makeMachine()
  for (const name of ['a', 'b', 'c']) machine.cloud.add(name)
  machine.cloud.listBreaksOff = true
  const id = await connect(machine.open())
  expect(machine.database.truth.accounts.get(id)!.lastSync!.error).toMatchObject({ outcome: 'refused' })
})
