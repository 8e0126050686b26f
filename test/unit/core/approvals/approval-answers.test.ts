import { describe, expect, it } from 'vitest'
import { failureOf, settle } from '../vault-set-up.ts'
import { DNS, GRAFANA, KEYS, LOGS, program, setUp } from './set-up.ts'

const approval = (why: string) => ({ kind: 'approval', why })

describe('a denial', () => {
  it('is remembered for the anchor and its keys until it ends, is forgotten, and through a lock', async () => {
    const { get, decide, card, approvals, lock, state, ended } = await setUp()
    const { asked } = get([DNS])
    await settle()
    await decide('deny')
    expect(await failureOf(() => asked)).toEqual(approval('denied'))
    lock()
    state.isLocked = false
    expect(await failureOf(() => get([GRAFANA, DNS]).asked)).toEqual(approval('denied'))
    expect(card()).toBeUndefined()
    const [denial] = approvals.list().denials
    expect(denial).toMatchObject({ asking: { name: 'get' }, keys: [{ name: 'dns-prod' }] })
    approvals.forgetDenial(denial!.id)
    get([DNS])
    await settle()
    expect(card()).toBeDefined()
    await decide('deny')
    ended.add(100)
    expect(approvals.list().denials).toEqual([])
  })

  it('ends what was approved of its keys', async () => {
    const { get, decide, approvals } = await setUp()
    const { asked } = get([DNS, GRAFANA])
    await settle()
    await decide('until-lock')
    await asked
    get([DNS, LOGS])
    await settle()
    await decide('deny')
    expect(await failureOf(() => get([DNS]).asked)).toEqual(approval('denied'))
    expect(await get([GRAFANA]).asked).toHaveLength(1)
    expect(approvals.list().approvals[0]?.keys).toMatchObject([{ name: 'grafana-prod' }])
  })

  it('is what closing the window means', async () => {
    const { get, window } = await setUp()
    const { asked } = get([DNS])
    await settle()
    window.closeWindow()
    expect(await failureOf(() => asked)).toEqual(approval('denied'))
  })
})

describe('an answer', () => {
  it('counts for its own card alone', async () => {
    const { get, card, approvals } = await setUp()
    const first = get([DNS])
    await settle()
    const stale = card()!.id
    first.stop()
    get([GRAFANA])
    await settle()
    const gone = { kind: 'not-found', what: 'approval' }
    expect(await failureOf(() => approvals.decide({ card: stale, answer: 'until-lock' }))).toEqual(gone)
    expect(await failureOf(() => approvals.decide({ card: stale, answer: 'deny' }))).toEqual(gone)
    expect(card()?.keys).toMatchObject([{ name: 'grafana-prod' }])
  })

  it('that is a yes needs a press in the card’s window; a no needs none', async () => {
    const { get, decide, window, card } = await setUp()
    window.presses = false
    const { asked } = get([DNS])
    await settle()
    for (const answer of ['once', '15-minutes', 'until-lock'] as const)
      expect(await failureOf(() => decide(answer))).toEqual({ kind: 'limit', why: 'no-gesture' })
    expect(card()).toBeDefined()
    await decide('deny')
    expect(await failureOf(() => asked)).toEqual(approval('denied'))
  })

  it('that cannot be recorded is no yes, and is a no all the same', async () => {
    const { get, decide, store, card } = await setUp()
    const { asked } = get([DNS])
    await settle()
    const history = { ...store.history }
    Object.assign(store.history, {
      add() {
        throw new Error('disk full')
      },
    })
    await expect(decide('until-lock')).rejects.toThrow('disk full')
    expect(card()).toBeDefined()
    await decide('deny')
    expect(await failureOf(() => asked)).toEqual(approval('denied'))
    Object.assign(store.history, history)
  })
})

describe('a change', () => {
  const change = { change: 'regenerate', key: DNS, requester: program('get') } as const
  const { signal } = new AbortController()

  it('is confirmed by a card each time, whatever was approved or denied of the secret', async () => {
    const { approvals, get, decide, card } = await setUp()
    const { asked } = get([DNS])
    await settle()
    await decide('until-lock')
    await asked
    for (let times = 0; times < 2; times++) {
      const confirmed = approvals.confirm(change, signal)
      await settle()
      expect(card()).toMatchObject({ wants: { kind: 'change', change: 'regenerate' }, offers: ['once'] })
      expect(await failureOf(() => decide('until-lock'))).toEqual({ kind: 'forbidden' })
      await decide('once')
      await confirmed
    }
    const denied = approvals.confirm(change, signal)
    denied.catch(() => undefined)
    await settle()
    await decide('deny')
    expect(await failureOf(() => denied)).toEqual(approval('denied'))
    expect(approvals.list().denials).toEqual([])
    expect(await get([DNS]).asked).toHaveLength(1)
  })
})

it('a notification leads to the card where the window may stay behind, and names nothing', async () => {
  const { get, window, fake } = await setUp()
  get([DNS])
  await settle()
  expect(fake.notifications.shown).toEqual([])
  window.mayStayBehind = true
  const other = get([GRAFANA], program('claude', 200), { reason: 'because' })
  other.stop()
  await settle()
  expect(fake.notifications.shown).toEqual([])
  window.closeWindow()
  get([LOGS], program('claude', 200))
  await settle()
  expect(fake.notifications.shown).toMatchObject([{ about: { kind: 'approval' } }])
  expect(JSON.stringify(fake.notifications.shown)).not.toMatch(/claude|logs|zsh/)
})

it('the history names program, command and key of each answer and use', async () => {
  const { get, decide, history } = await setUp()
  const { asked } = get([DNS], program('claude'))
  await settle()
  await decide('15-minutes')
  await asked
  expect(history()).toEqual([
    {
      kind: 'secret-used',
      name: 'dns-prod',
      details: { program: 'zsh › claude', command: 'get', version: 2 },
    },
    {
      kind: 'approval-granted',
      name: 'dns-prod',
      details: { program: 'zsh › claude', command: 'get', lasts: '15-minutes' },
    },
  ])
})

it('a secret whose use cannot be recorded does not leave', async () => {
  const { get, decide, store } = await setUp()
  const { asked } = get([DNS])
  await settle()
  await decide('until-lock')
  await asked
  Object.assign(store.history, {
    add() {
      throw new Error('disk full')
    },
  })
  await expect(get([DNS]).asked).rejects.toThrow('disk full')
})

it('the end of the program ends everything that waits', async () => {
  const { get, approvals, card, clock } = await setUp()
  const { asked } = get([...KEYS])
  await settle()
  approvals.close()
  expect(await failureOf(() => asked)).toEqual(approval('no-screen'))
  expect(await failureOf(() => get([DNS]).asked)).toEqual(approval('no-screen'))
  expect([card(), clock.waiting]).toEqual([undefined, 0])
})
