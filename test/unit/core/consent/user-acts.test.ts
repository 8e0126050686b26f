import { describe, expect, it } from 'vitest'
import { createUserActs, MOST_A_MINUTE } from '../../../../electron/core/consent/user-acts.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakePerson } from '../../../fakes/person.ts'
import { failureOf, withKey } from '../vault-set-up.ts'

function setUp() {
  const clock = fakeClock()
  const person = fakePerson()
  return { clock, person, acts: createUserActs({ ...person.ports, clock }) }
}

const limit = (why: string) => ({ kind: 'limit', why })

describe('what only a person may set off', () => {
  it('needs a press that main has seen', async () => {
    const { acts, person } = setUp()
    await acts.need('reveal')
    person.presses = false
    expect(await failureOf(() => acts.need('reveal'))).toEqual(limit('no-gesture'))
    expect(await failureOf(() => acts.dialog(async () => 'shown'))).toEqual(limit('no-gesture'))
    expect(person.asked).toEqual([])
  })

  it.each(['reveal', 'open', 'dialog'] as const)('comes so many times in a minute: %s', async (act) => {
    const { acts, clock } = setUp()
    for (let times = 0; times < MOST_A_MINUTE[act]; times++) await acts.need(act)
    expect(await failureOf(() => acts.need(act))).toEqual(limit('too-often'))
    clock.pass(60_000)
    await acts.need(act)
  })

  it('is asked about outside the page where a press may go unseen', async () => {
    const { acts, person } = setUp()
    person.presses = false
    person.isAssisted = true
    await acts.need('reveal')
    person.agrees = false
    expect(await failureOf(() => acts.need('reveal'))).toEqual(limit('no-gesture'))
    expect(person.asked).toEqual([
      { about: 'act', act: 'reveal' },
      { about: 'act', act: 'reveal' },
    ])
  })

  it('asks about unseen presses no more often than about seen ones', async () => {
    const { acts, person } = setUp()
    person.presses = false
    person.isAssisted = true
    for (let times = 0; times < 200; times++) await acts.need('reveal').catch(() => undefined)
    expect(person.asked).toHaveLength(MOST_A_MINUTE.reveal)
  })
})

describe('dialogs of the system', () => {
  it('come one at a time, and one that fails makes room for the next', async () => {
    const { acts } = setUp()
    let close: () => void = () => undefined
    const open = acts.dialog(() => new Promise<void>((resolve) => (close = resolve)))
    await Promise.resolve()
    expect(await failureOf(() => acts.dialog(async () => 'second'))).toEqual(limit('dialog-open'))
    close()
    await open
    await expect(acts.dialog(() => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk')
    expect(await acts.dialog(async () => 'third')).toBe('third')
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
    const act = () => vault.bulk.export({ keys: [key], format: 'csv' })
    expect(await failureOf(act)).toEqual(limit('no-gesture'))
    expect(fake.savedFiles).toEqual([])
  })
})
