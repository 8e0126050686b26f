import { describe, expect, it } from 'vitest'
import { createUserActions, MOST_A_MINUTE } from '../../../../electron/core/consent/user-actions.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakePerson } from '../../../fakes/person.ts'
import { failureOf, withKey } from '../vault-set-up.ts'

function setUp() {
  const clock = fakeClock()
  const person = fakePerson()
  return { clock, person, actions: createUserActions({ ...person.ports, clock }) }
}

const limit = (why: string) => ({ kind: 'limit', why })

describe('what only a person may set off', () => {
  it('needs a press that main has seen', async () => {
    const { actions, person } = setUp()
    await actions.need('reveal')
    person.presses = false
    expect(await failureOf(() => actions.need('reveal'))).toEqual(limit('no-gesture'))
    expect(await failureOf(() => actions.dialog(async () => 'shown'))).toEqual(limit('no-gesture'))
    expect(person.asked).toEqual([])
  })

  it.each(['reveal', 'open', 'demo', 'dialog', 'approve'] as const)(
    'comes so many times in a minute: %s',
    async (action) => {
      const { actions, clock } = setUp()
      for (let times = 0; times < MOST_A_MINUTE[action]; times++) await actions.need(action)
      expect(await failureOf(() => actions.need(action))).toEqual(limit('too-often'))
      clock.pass(60_000)
      await actions.need(action)
    },
  )

  it('is asked about outside the page where a press may go unseen', async () => {
    const { actions, person } = setUp()
    person.presses = false
    person.isAssisted = true
    await actions.need('reveal')
    person.agrees = false
    expect(await failureOf(() => actions.need('reveal'))).toEqual(limit('no-gesture'))
    expect(person.asked).toEqual([
      { about: 'action', action: 'reveal' },
      { about: 'action', action: 'reveal' },
    ])
  })

  it('asks about unseen presses no more often than about seen ones', async () => {
    const { actions, person } = setUp()
    person.presses = false
    person.isAssisted = true
    for (let times = 0; times < 200; times++) await actions.need('reveal').catch(() => undefined)
    expect(person.asked).toHaveLength(MOST_A_MINUTE.reveal)
  })
})

describe('dialogs of the system', () => {
  it('come one at a time, and one that fails makes room for the next', async () => {
    const { actions } = setUp()
    let close: () => void = () => undefined
    const open = actions.dialog(() => new Promise<void>((resolve) => (close = resolve)))
    await Promise.resolve()
    expect(await failureOf(() => actions.dialog(async () => 'second'))).toEqual(limit('dialog-open'))
    close()
    await open
    await expect(actions.dialog(() => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk')
    expect(await actions.dialog(async () => 'third')).toBe('third')
  })
})

describe('a page that asks without anybody there', () => {
  it('is shown no secret, and the history says so by saying nothing', async () => {
    const { vault, key, fake, database } = await withKey()
    fake.person.presses = false
    const before = database.truth.history.list({ limit: 99 }).length
    for (let times = 0; times < 50; times++)
      expect(await failureOf(() => vault.copy.revealSecret({ key }))).toEqual(limit('no-gesture'))
    expect(database.truth.history.list({ limit: 99 })).toHaveLength(before)
  })

  it('opens no dialog for an export', async () => {
    const { vault, key, fake } = await withKey()
    fake.person.presses = false
    const action = () => vault.bulk.export({ keys: [key], format: 'csv' })
    expect(await failureOf(action)).toEqual(limit('no-gesture'))
    expect(fake.savedFiles).toEqual([])
  })
})
