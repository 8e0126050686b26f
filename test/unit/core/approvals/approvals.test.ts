import { describe, expect, it } from 'vitest'
import { MOST_WAITING } from '../../../../electron/core/approvals/card-queue.ts'
import { failureOf, settle } from '../vault-set-up.ts'
import { DNS, GRAFANA, LOGS, program, setUp } from './set-up.ts'

const approval = (why: string) => ({ kind: 'approval', why })
const MINUTE_MS = 60_000

describe('a request', () => {
  it('waits on a card that names the program, the keys and the reason, and is released by a yes', async () => {
    const { get, card, decide, window } = await setUp()
    const { asked } = get([DNS, GRAFANA], program('claude'), { reason: 'deploy\nnow' })
    await settle()
    expect(window.isShown).toBe(true)
    expect(card()).toMatchObject({
      wants: { kind: 'secrets', command: 'get' },
      keys: [{ name: 'dns-prod' }, { name: 'grafana-prod' }],
      asking: { name: 'claude', folder: '/home/me/claude', parents: ['zsh'], anchor: 'zsh' },
      reason: 'deploy now',
      offers: ['once', '15-minutes', 'until-lock'],
    })
    await decide('once')
    expect(await asked).toEqual([
      { key: DNS, version: 2, text: 'dns-2' },
      { key: GRAFANA, version: 2, text: 'grafana-2' },
    ])
    expect(window.isShown).toBe(false)
    expect(card()).toBeUndefined()
  })

  it('reads nothing from the keychain before the yes', async () => {
    const { get, decide, fake } = await setUp()
    const before = fake.keychain.calls.length
    const { asked } = get([DNS])
    await settle()
    expect(fake.keychain.calls.length).toBe(before)
    await decide('once')
    await asked
    expect(fake.keychain.calls.slice(before)).toEqual(['read key dns v2'])
  })

  it('gets an earlier version only by its number', async () => {
    const { approvals, decide, card } = await setUp()
    const asked = approvals.release(
      { command: 'get', keys: [{ key: DNS, version: 1 }], requester: program('get') },
      new AbortController().signal,
    )
    await settle()
    expect(card()?.keys).toMatchObject([{ version: 1 }])
    await decide('once')
    expect(await asked).toMatchObject([{ version: 1, text: 'dns-1' }])
  })

  it('is refused before any card for a key that does not exist, holds no secret, or is being deleted', async () => {
    const { get, approvals, store, hidden, card } = await setUp()
    expect(await failureOf(() => get(['none' as typeof DNS]).asked)).toEqual({
      kind: 'not-found',
      what: 'key',
    })
    store.keys.put({ ...store.keys.get(LOGS)!, version: 0 })
    expect(await failureOf(() => get([LOGS]).asked)).toEqual({ kind: 'secret-missing' })
    hidden.add(DNS)
    expect(await failureOf(() => get([DNS]).asked)).toEqual({ kind: 'not-found', what: 'key' })
    expect(
      await failureOf(() =>
        approvals.confirm(
          { key: DNS, change: 'retire', requester: program('x') },
          new AbortController().signal,
        ),
      ),
    ).toEqual({ kind: 'not-found', what: 'key' })
    expect(card()).toBeUndefined()
  })

  it('is denied after a minute, this once', async () => {
    const { get, clock, card, history } = await setUp()
    const { asked } = get([DNS])
    await settle()
    clock.pass(MINUTE_MS - 1)
    expect(card()).toBeDefined()
    clock.pass(1)
    expect(await failureOf(() => asked)).toEqual(approval('timed-out'))
    expect(history()).toMatchObject([{ kind: 'approval-denied', details: { answer: 'none' } }])
    get([DNS])
    await settle()
    expect(card()).toBeDefined()
  })

  it('waits for its turn, and its minute begins with its card', async () => {
    const { get, clock, card, decide } = await setUp()
    get([DNS], program('one', 100))
    const { asked } = get([DNS], program('two', 200))
    await settle()
    expect(card()?.asking?.name).toBe('one')
    clock.pass(MINUTE_MS)
    await settle()
    expect(card()?.asking?.name).toBe('two')
    clock.pass(MINUTE_MS - 1)
    await decide('once')
    expect(await asked).toHaveLength(1)
  })

  it('joins the same request of the same anchor on one card, and nothing else', async () => {
    const { get, card, decide } = await setUp()
    const [first, second] = [get([DNS]), get([DNS])]
    const others = [
      get([GRAFANA]),
      get([DNS], program('other', 200)),
      get([DNS], 'unknown'),
      get([DNS], 'unknown'),
    ]
    await settle()
    expect(card()?.requests).toBe(2)
    await decide('once')
    expect(await Promise.all([first.asked, second.asked])).toHaveLength(2)
    for (const other of others) {
      expect(card()?.requests).toBe(1)
      await decide('once')
      await other.asked
    }
    expect(card()).toBeUndefined()
  })

  it('takes its card with it when its client goes, the last of several only', async () => {
    const { get, card, window } = await setUp()
    const [first, second] = [get([DNS]), get([DNS])]
    await settle()
    first.stop()
    await expect(first.asked).rejects.toThrow('gone')
    expect(card()?.requests).toBe(1)
    second.stop()
    await expect(second.asked).rejects.toThrow('gone')
    expect([card(), window.isShown]).toEqual([undefined, false])
  })

  it('is refused where there is no window, or none can be shown', async () => {
    const without = await setUp({ hasWindow: false })
    expect(await failureOf(() => without.get([DNS]).asked)).toEqual(approval('no-screen'))
    const { get, window, card } = await setUp()
    window.canShow = false
    expect(await failureOf(() => get([DNS]).asked)).toEqual(approval('no-screen'))
    expect(card()).toBeUndefined()
  })

  it('is refused while too many wait', async () => {
    const { get } = await setUp()
    for (let pid = 0; pid < MOST_WAITING; pid++) get([DNS], program('flood', pid * 10 + 10))
    await settle()
    expect(await failureOf(() => get([DNS], program('last', 5)).asked)).toMatchObject({ kind: 'limit' })
  })

  it('is refused while the app is locked, and when it is locked on the card', async () => {
    const { get, lock, window, state, card } = await setUp()
    const { asked } = get([DNS])
    await settle()
    lock()
    expect(await failureOf(() => asked)).toEqual({ kind: 'locked' })
    expect([window.isShown, card()]).toEqual([false, undefined])
    expect(await failureOf(() => get([DNS]).asked)).toEqual({ kind: 'locked' })
    state.isLocked = false
    get([DNS])
    await settle()
    expect(card()).toBeDefined()
  })

  it('gets nothing when the app was locked while the keychain answered, even if it is open again', async () => {
    const { get, lock, decide, fake, state, history } = await setUp()
    const { asked } = get([DNS])
    await settle()
    const answer = fake.keychain.hangNext('read')
    await decide('once')
    await settle()
    lock()
    state.isLocked = false
    answer()
    expect(await failureOf(() => asked)).toEqual(approval('denied'))
    expect(history().map(({ kind }) => kind)).not.toContain('secret-used')
  })
})

describe('an approval', () => {
  it('holds for these keys, this anchor and fifteen minutes', async () => {
    const { get, decide, clock, card } = await setUp()
    const { asked } = get([DNS, GRAFANA])
    await settle()
    await decide('15-minutes')
    await asked
    expect(await get([GRAFANA], program('other-child')).asked).toHaveLength(1)
    for (const other of [get([DNS, LOGS]), get([DNS], program('get', 200))]) {
      await settle()
      expect(card()).toBeDefined()
      other.stop()
      await settle()
    }
    clock.pass(15 * MINUTE_MS)
    get([DNS])
    await settle()
    expect(card()).toBeDefined()
  })

  it.each([
    ['the machine has slept', (clock: { jump(ms: number): void }) => clock.jump(15 * MINUTE_MS)],
    [
      'the clock was set back',
      (clock: { jump(ms: number): void; pass(ms: number): void }) => {
        clock.jump(-60 * MINUTE_MS)
        clock.pass(15 * MINUTE_MS)
      },
    ],
  ])('ends in time also when %s', async (_case, action) => {
    const { get, decide, clock, approvals } = await setUp()
    const { asked } = get([DNS])
    await settle()
    await decide('15-minutes')
    await asked
    action(clock)
    expect(approvals.list().approvals).toEqual([])
  })

  it('ends when its anchor ends, although the number comes back', async () => {
    const { get, decide, ended, card, approvals } = await setUp()
    const { asked } = get([DNS])
    await settle()
    await decide('until-lock')
    await asked
    const later = program('get')
    get([DNS], { ...later, anchor: { ...later.anchor, startedAt: 9 } })
    await settle()
    expect(card()?.offers).toEqual(['once']) // the system does not know this anchor
    ended.add(100)
    expect(approvals.list().approvals).toEqual([])
  })

  it('ends with the lock', async () => {
    const { get, decide, lock, state, approvals, card } = await setUp()
    const { asked } = get([DNS])
    await settle()
    await decide('until-lock')
    await asked
    lock()
    state.isLocked = false
    expect(approvals.list().approvals).toEqual([])
    get([DNS])
    await settle()
    expect(card()).toBeDefined()
  })

  it('can be revoked, and is refused to a secret that is being read', async () => {
    const { get, decide, approvals, fake, history } = await setUp()
    const { asked } = get([DNS])
    await settle()
    await decide('until-lock')
    await asked
    const answer = fake.keychain.hangNext('read')
    const second = get([DNS])
    await settle()
    approvals.revoke(approvals.list().approvals[0]!.id)
    answer()
    expect(await failureOf(() => second.asked)).toEqual(approval('denied'))
    expect(history()[0]).toMatchObject({ kind: 'approval-revoked', name: 'dns-prod' })
  })

  it('settles what waits behind its card', async () => {
    const { get, decide, card } = await setUp()
    const [both, one, other] = [get([DNS, GRAFANA]), get([GRAFANA]), get([LOGS])]
    await settle()
    await decide('15-minutes')
    await Promise.all([both.asked, one.asked])
    expect(card()?.keys).toMatchObject([{ name: 'logs-prod' }])
    other.stop()
  })

  it('of an agent does not hold for commands that hand out the secret', async () => {
    const { get, decide, card } = await setUp()
    const { asked } = get([DNS], program('agent'), { command: 'mcp' })
    await settle()
    await decide('until-lock')
    await asked
    expect(await get([DNS], program('agent'), { command: 'mcp' }).asked).toHaveLength(1)
    get([DNS], program('agent'))
    await settle()
    expect(card()?.wants).toMatchObject({ command: 'get' })
  })

  it('is for once where the system does not tell who asks', async () => {
    const { get, decide, approvals, card } = await setUp()
    const { asked } = get([DNS], 'unknown')
    await settle()
    expect(card()).toMatchObject({ offers: ['once'] })
    expect(card()?.asking).toBeUndefined()
    expect(await failureOf(() => decide('15-minutes'))).toEqual({ kind: 'forbidden' })
    await decide('once')
    await asked
    expect(approvals.list().approvals).toEqual([])
  })
})
