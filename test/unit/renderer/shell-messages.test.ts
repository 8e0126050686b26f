import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { lineIsNews, lineParts } from '../../../renderer/screens/keys/attention-line-messages.ts'
import { accountGroups, accountsInOrder, shownSync } from '../../../renderer/screens/keys/account-order.ts'
import { freshWords, seenWords } from '../../../renderer/screens/keys/status-bar.tsx'
import { viewTitle } from '../../../renderer/screens/keys/view-title.ts'
import { countViews } from '../../../renderer/list/views.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { Queue } from '../../../shared/model/queue.ts'
import { accountId, accountRow, DAY_MS, keyId, keyRow, NOW, operationRow } from './sample-rows.ts'

describe('the status line', () => {
  it('goes by the account that is furthest behind', () => {
    const accounts = [accountRow({ asOf: NOW - 60_000 }), accountRow({ asOf: NOW - 3_600_000 })]
    expect(freshWords(accounts, NOW)).toBe('Synced 1 h ago')
    expect(freshWords([], NOW)).toBe('No account connected')
  })

  it('gives a total only where every account knows its own', () => {
    expect(
      seenWords([
        { seen: 10, total: 20 },
        { seen: 1, total: 5 },
      ]),
    ).toBe(': 11 of 25')
    expect(seenWords([{ seen: 10, total: 20 }, { seen: 1 }])).toBe(': 11')
    expect(seenWords([{ seen: 10, total: 20 }, undefined])).toBe(': 10')
    expect(seenWords([undefined])).toBe('')
  })
})

describe('the line above all keys', () => {
  const line = (own: Partial<Parameters<typeof lineParts>[0]> = {}) =>
    lineParts(
      {
        operations: new Map(),
        notices: [],
        keychain: { state: 'ready', backend: '' },
        now: NOW,
        ...own,
      },
      [],
      { expired: 0, expiring: 0 },
    )
  const words = (own: Parameters<typeof line>[0]) => line(own).map((part) => part.words)
  const open = (...states: OperationRow['state'][]) => ({
    operations: new Map(
      states.map((state, index) => [operationRow({ state }).id + String(index), operationRow({ state })]),
    ) as never,
  })
  const notices = [{ kind: 'backup-failed', at: NOW }] as const

  it('is silent when all is well', () => {
    expect(line()).toEqual([])
    expect(line(open('requested', 'received', 'stored'))).toEqual([])
  })

  it('puts unsaved secrets before everything else, and counts each thing once', () => {
    expect(words({ ...open('unknown', 'unsaved', 'unknown'), notices })).toEqual([
      '1 not saved',
      '2 unconfirmed',
      'The last backup of the database failed',
    ])
    const queue: Queue = { state: 'paused', pausedBy: 'doubt', overlapHours: 24, pauseSeconds: 0, items: [] }
    expect(words({ queue, notices: [...notices, ...notices] })).toEqual([
      'Replacing keys paused',
      '2 notices',
    ])
  })

  it.each([
    ['locked', 'Keychain locked'],
    ['no-keyring', 'No keyring'],
    ['restarted', 'Keychain restarted. Restart Keyhold'],
    ['replaced', 'Keychain replaced. Restart Keyhold'],
  ] as const)('says that the keychain is %s', (state, said) => {
    expect(words({ keychain: { state, backend: '' } })).toEqual([said])
  })

  it('stays dismissed until a part is new or has grown', () => {
    const dismissed = line(open('unknown', 'unknown'))
    expect(lineIsNews(dismissed, [])).toBe(true)
    expect(lineIsNews(dismissed, dismissed)).toBe(false)
    expect(lineIsNews(line(open('unknown')), dismissed)).toBe(false)
    expect(lineIsNews(line(open('unknown', 'unknown', 'unknown')), dismissed)).toBe(true)
    expect(lineIsNews(line({ notices }), dismissed)).toBe(true)
    expect(lineIsNews([], dismissed)).toBe(false)
  })
})

it('views are counted as they are shown', () => {
  const rows = [
    keyRow({ id: keyId('a'), favourite: true, expires: { source: 'provider', at: NOW + 8 * DAY_MS } }),
    keyRow({ id: keyId('b'), expires: { source: 'provider', at: NOW } }),
    { ...keyRow({ id: keyId('c') }), account: undefined } as never,
  ]
  const facts = { now: NOW, leadMs: 30 * DAY_MS, policy: defaultSettings, isOpen: () => false }
  expect(countViews(rows, facts)).toEqual({
    all: 3,
    expired: 1,
    expiring: 2,
    attention: 2,
    overlapping: 0,
    favourites: 1,
    byHand: 1,
    accounts: new Map([[accountId('lab'), 2]]),
  })
})

it('an account’s view has the account’s name', () => {
  const accounts = new Map([[accountId('lab'), accountRow()]])
  expect(viewTitle({ view: { kind: 'account', account: accountId('lab') }, accounts })).toBe('RIPE Atlas Lab')
  expect(viewTitle({ view: { kind: 'account', account: accountId('x') }, accounts })).toBe('Removed account')
})

describe('the accounts of the sidebar', () => {
  const failed = { state: 'failed', at: NOW, error: { kind: 'provider', why: 'offline' } } as const
  const rows = [
    accountRow({ id: accountId('a'), name: 'Lab' }),
    accountRow({ id: accountId('b'), name: 'Müllers Labor', sync: failed }),
    accountRow({ id: accountId('c'), name: 'Prod' }),
  ]
  const ids = (text: string) => accountsInOrder(rows, text).map(({ id }) => id)

  it('begin with those that failed, the rest as they were connected', () => {
    expect(ids('')).toEqual(['b', 'a', 'c'])
  })

  it('are grouped by provider when they are many, without a head for a single one', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(accountId)
    const providerOf = (id: string) => (id === 'b' ? 'gitlab' : 'ripe-atlas')
    const all = [b!, a!, c!]
    expect(accountGroups(all, providerOf, false)).toEqual([{ provider: undefined, accounts: all }])
    expect(accountGroups(all, providerOf, true)).toEqual([
      { provider: undefined, accounts: [b] },
      { provider: 'ripe-atlas', accounts: [a, c] },
    ])
  })

  it('show a failure first, then a running sync, wherever one row represents several', () => {
    const running = accountRow({ sync: { state: 'running', since: NOW } })
    expect(shownSync(rows)).toBe('failed')
    expect(shownSync([...rows, running])).toBe('failed')
    expect(shownSync([accountRow(), running])).toBe('running')
    expect(shownSync([accountRow()])).toBeUndefined()
  })

  it('are filtered by a part of the name, however it is written', () => {
    expect(ids(' LAB ')).toEqual(['b', 'a'])
    expect(ids('muller')).toEqual(['b'])
    expect(ids('nothing')).toEqual([])
  })
})
