import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { stripMore, stripWords } from '../../../renderer/screens/keys/attention-strip.tsx'
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

describe('the attention strip', () => {
  const strip = (own: Partial<Parameters<typeof stripWords>[0]> = {}) =>
    stripWords({
      operations: new Map(),
      notices: [],
      keychain: { state: 'ready', backend: '' },
      now: NOW,
      ...own,
    })
  const open = (...states: OperationRow['state'][]) => ({
    operations: new Map(
      states.map((state, index) => [operationRow({ state }).id + String(index), operationRow({ state })]),
    ) as never,
  })

  it('is silent when all is well, and while operations go on by themselves', () => {
    expect(strip()).toBeUndefined()
    expect(strip(open('requested', 'received', 'stored'))).toBeUndefined()
  })

  it('puts unsaved secrets before everything else', () => {
    const notices = [{ kind: 'backup-failed', at: NOW }] as const
    expect(strip({ ...open('unknown', 'unsaved'), notices })).toMatch(/not saved yet/)
    expect(strip({ ...open('unknown'), notices })).toMatch(/needs checking/)
    expect(strip({ notices, keychain: { state: 'locked', backend: '' } })).toMatch(/last backup .* failed/)
    expect(strip({ keychain: { state: 'locked', backend: '' } })).toMatch(/locked/)
    expect(strip({ keychain: { state: 'no-keyring', backend: '' } })).toMatch(/No keyring/)
    expect(strip({ keychain: { state: 'restarted', backend: '' } })).toMatch(/Keychain restarted/)
    expect(strip({ keychain: { state: 'replaced', backend: '' } })).toMatch(/has taken over/)
  })

  it('says how much more waits than it speaks of, each thing counted once', () => {
    const more = (own: Partial<Parameters<typeof stripMore>[0]>) =>
      stripMore({
        operations: new Map(),
        notices: [],
        keychain: { state: 'ready', backend: '' },
        now: NOW,
        ...own,
      })
    const queue: Queue = { state: 'paused', pausedBy: 'doubt', overlapHours: 24, pauseSeconds: 0, items: [] }
    expect(more({})).toBeUndefined()
    expect(more(open('unknown', 'unknown', 'requested'))).toBeUndefined()
    expect(more({ queue })).toBeUndefined()
    expect(more({ ...open('unknown', 'unknown'), queue })).toBe('+1 more')
    const notices = [{ kind: 'backup-failed', at: NOW }] as const
    expect(more({ ...open('unsaved', 'unknown', 'unknown'), queue, notices })).toBe('+4 more')
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
