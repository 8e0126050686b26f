import { expect, it } from 'vitest'
import { change } from './fake-main.ts'
import { opened } from './mirror-set-up.ts'
import { accountRow, keyId, keyRow, NOW, operationRow } from '../sample-rows.ts'

const SYNCING = accountRow({ sync: { state: 'running', since: NOW } })
const DONE = accountRow({ sync: { state: 'done', at: NOW } })
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => keyRow({ id: keyId(`many-${String(from + index)}`) }))

it('finds the list a few times a second while a sync brings rows, though the rows are there at once', async () => {
  const { main, hands, state } = await opened({ accounts: [SYNCING] })
  const { indexRevision } = state()
  main.send('app:changed', change({ revision: 2, keys: rows(100) }))
  hands.pass(200)
  main.send('app:changed', change({ revision: 3, keys: rows(100, 100) }))
  main.send('app:changed', change({ revision: 4, keys: rows(1, 200) }))
  expect(hands.draw()).toBe(0)
  expect(state().keyIndex.size()).toBe(202)
  expect(state().list.entries).toHaveLength(1)
  hands.pass(50)
  expect(hands.draw()).toBe(1)
  expect(state().list.entries).toHaveLength(202)
  hands.draw()
  expect(state().counts.all).toBe(202)
  expect(state().indexRevision).toBeGreaterThan(indexRevision)
  main.send('app:changed', change({ revision: 5, accounts: [DONE] }))
  main.send('app:changed', change({ revision: 6, keysGone: [keyId('key-1')] }))
  expect(hands.draw()).toBe(1)
  expect(state().list.entries).toHaveLength(201)
})

it('finds, counts and reports the rows that a sync brings in a frame each', async () => {
  const { main, hands, state } = await opened({ accounts: [SYNCING] })
  const { indexRevision } = state()
  const seen = () => {
    const { list, counts, indexRevision: now } = state()
    return {
      found: list.entries.length,
      among: list.among,
      counted: counts.all,
      refreshes: now - indexRevision,
    }
  }
  main.send('app:changed', change({ revision: 2, keys: rows(100) }))
  hands.pass(250)
  expect(seen()).toEqual({ found: 1, among: 1, counted: 1, refreshes: 0 })
  hands.draw()
  expect(seen()).toEqual({ found: 101, among: 101, counted: 1, refreshes: 0 })
  hands.draw()
  expect(seen()).toEqual({ found: 101, among: 101, counted: 101, refreshes: 0 })
  hands.draw()
  expect(seen()).toEqual({ found: 101, among: 101, counted: 101, refreshes: 1 })
  expect(hands.draw()).toBe(1) // the timer for changes by time alone
  expect(hands.draw()).toBe(0)
})

it('does all at once what becomes due in the middle of the parts when the sync has ended', async () => {
  const { main, hands, state } = await opened({ accounts: [SYNCING] })
  main.send('app:changed', change({ revision: 2, keys: rows(100) }))
  hands.pass(250)
  hands.draw()
  main.send('app:changed', change({ revision: 3, accounts: [DONE] }))
  main.send('app:changed', change({ revision: 4, keys: rows(100, 100) }))
  expect(hands.draw()).toBe(1)
  expect(state()).toMatchObject({ list: { among: 201 }, counts: { all: 201 } })
  expect(hands.draw()).toBe(0)
})

it('finds the list in the next frame when the user has changed many keys and nothing syncs', async () => {
  const { main, hands, state } = await opened({ accounts: [DONE] })
  const { indexRevision } = state()
  main.send('app:changed', change({ revision: 2, keys: rows(100) }))
  expect(state().indexRevision).toBeGreaterThan(indexRevision)
  expect(hands.draw()).toBe(1)
  expect(state().list.entries).toHaveLength(101)
})

it('repeats no search when only an account has changed', async () => {
  const { main, hands } = await opened()
  main.send('app:changed', change({ revision: 2, accounts: [DONE] }))
  expect(hands.draw()).toBe(0)
})

it('knows how far syncs and operations are, and forgets a sync that has ended', async () => {
  const { main, hands, state } = await opened({ accounts: [SYNCING] })
  const account = SYNCING.id
  main.send('sync:progress', { account, seen: 250, total: 2_000 })
  main.send('sync:progress', { account, seen: 500, total: 2_000 })
  expect(hands.draw()).toBe(1)
  expect(state().syncProgress.get(account)).toEqual({ seen: 500, total: 2_000 })
  main.send('sync:progress', { account, seen: 750, total: 2_000 })
  main.send('app:changed', change({ revision: 2, accounts: [DONE] }))
  hands.draw()
  expect(state().syncProgress.size).toBe(0)
  const step = {
    operation: operationRow().id,
    kind: 'regenerate',
    key: keyId('key-1'),
    step: 'sealed',
  } as const
  main.send('operation:progress', step)
  expect(state().operationProgress.get(keyId('key-1'))).toEqual(step)
})
