import { expect, it, vi } from 'vitest'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import { idsOf } from '../../../../renderer/list/key-set.ts'
import { noSelection, withListed } from '../../../../renderer/list/selection.ts'
import { change, openVault } from './fake-main.ts'
import { opened, setUp } from './mirror-set-up.ts'
import { accountRow, DAY_MS, keyId, keyRow, NOW, operationRow } from '../sample-rows.ts'

it('shows main’s snapshot, found, sorted and counted', async () => {
  const { names, state } = await opened()
  expect(state().phase.state).toBe('open')
  expect(names()).toEqual(['grafana-prod'])
  expect(state().counts.all).toBe(1)
  expect(state().now).toBe(NOW)
})

it('counts saved searches after the list is shown, some in each frame, and again when keys change', async () => {
  const savedSearches = [
    { id: 'graf', name: 'Grafana', query: 'grafana' },
    { id: 'none', name: 'None', query: 'is:mising' },
  ]
  const { main, hands, state } = await opened({ settings: { ...defaultSettings, savedSearches } })
  expect(state().list.found).toBe(1)
  expect(state().searchCounts.size).toBe(0)
  hands.draw()
  expect([...state().searchCounts]).toEqual([
    ['graf', 1],
    ['none', 0],
  ])
  main.send('app:changed', change({ revision: 2, keys: [keyRow({ id: keyId('k2'), name: 'grafana-2' })] }))
  hands.draw()
  hands.draw()
  expect(state().searchCounts.get('graf')).toBe(2)
})

it('counts no saved search while their section is folded, and all of them once it opens', async () => {
  const savedSearches = [{ id: 'graf', name: 'Grafana', query: 'grafana' }]
  const settings = { ...defaultSettings, savedSearches }
  const folded = { ...settings, foldedSections: ['searches'] as const }
  const { main, hands, state } = await opened({ settings })
  hands.draw()
  expect(state().searchCounts.get('graf')).toBe(1)

  const { keyIndex } = state()
  const counted = vi.spyOn(keyIndex, 'count')
  main.send('app:changed', change({ revision: 2, settings: folded }))
  main.send('app:changed', change({ revision: 3, keys: [keyRow({ id: keyId('k2'), name: 'grafana-2' })] }))
  for (let frame = 0; frame < 4; frame += 1) hands.draw()
  expect(counted).not.toHaveBeenCalled()
  expect(state().searchCounts.size).toBe(0) // outdated numbers are removed

  main.send('app:changed', change({ revision: 4, settings }))
  hands.draw()
  hands.draw()
  expect(state().searchCounts.get('graf')).toBe(2)
})

it('begins with the order that is remembered, and keeps what the page has chosen since', async () => {
  const listSort = { by: 'used', direction: 'down' } as const
  const { main, state, store } = await opened({ settings: { ...defaultSettings, listSort } })
  expect(state().sort).toEqual(listSort)
  store.setState({ sort: { by: 'name', direction: 'up' } })
  main.send('app:changed', change({ revision: 3 }))
  await main.answer({ ok: true, value: openVault({ revision: 3 }) })
  expect(state().sort.by).toBe('name')
})

it('takes changes in order, and finds the list once per frame for all of them', async () => {
  const { main, hands, names, state } = await opened()
  main.send('app:changed', change({ revision: 2, keys: [keyRow({ id: keyId('k2'), name: 'alert' })] }))
  main.send('app:changed', change({ revision: 3, keysGone: [keyId('key-1')] }))
  expect(state().keyIndex.get(keyId('k2'))?.name).toBe('alert')
  expect(names()).toEqual(['grafana-prod'])
  expect(hands.draw()).toBe(1)
  expect(names()).toEqual(['alert'])
  expect(state().revision).toBe(3)
})

it('asks for a new snapshot when a change is missing, and applies no change after the gap', async () => {
  const { main, names, state } = await opened()
  main.send('app:changed', change({ revision: 3, keysGone: [keyId('key-1')] }))
  expect(state().revision).toBe(1)
  expect(main.openCalls()).toBe(1)
  await main.answer({ ok: true, value: openVault({ revision: 3, keys: [keyRow({ name: 'renamed' })] }) })
  expect(names()).toEqual(['renamed'])
})

it('asks again when the pending snapshot is older than a received change', async () => {
  const { main, state } = await opened()
  main.send('app:changed', change({ revision: 3 }))
  main.send('app:changed', change({ revision: 5 }))
  await main.answer({ ok: true, value: openVault({ revision: 4 }) })
  expect(main.openCalls()).toBe(1)
  await main.answer({ ok: true, value: openVault({ revision: 5 }) })
  expect(state().revision).toBe(5)
  expect(main.openCalls()).toBe(0)
})

it('leaves out a change that the snapshot already holds', async () => {
  const { main, state } = await opened({ revision: 7 })
  main.send('app:changed', change({ revision: 7, keysGone: [keyId('key-1')] }))
  expect(state().keyIndex.size()).toBe(1)
  expect(main.openCalls()).toBe(0)
})

it('starts over after a reset, even while a snapshot is on its way', async () => {
  const { main, state } = await opened({ revision: 9 })
  main.send('app:changed', change({ revision: 20 }))
  main.send('app:reset', undefined)
  await main.answer({ ok: true, value: openVault({ revision: 20 }) })
  expect(main.openCalls()).toBe(1)
  await main.answer({ ok: true, value: openVault({ revision: 1, keys: [] }) })
  expect(main.openCalls()).toBe(0)
  expect([state().revision, state().counts.all]).toEqual([1, 0])
})

it('lets go of selected keys that have left the vault, by a change and by a new snapshot', async () => {
  const keys = ['a', 'b', 'c'].map((id) => keyRow({ id: keyId(id) }))
  const { main, store, state } = await opened({ revision: 1, keys })
  const selected = () => idsOf(state().selection.keys)
  store.setState({ selection: withListed(noSelection, state().list.entries) })
  main.send('app:changed', change({ revision: 2, keysGone: [keyId('b')] }))
  expect(selected()).toEqual(['a', 'c'])
  main.send('app:reset', undefined)
  await main.answer({ ok: true, value: openVault({ revision: 1, keys: keys.slice(0, 1) }) })
  expect(selected()).toEqual(['a'])
})

it('keeps a key open that has not come yet, though a change says that it is gone, and closes it when it leaves', async () => {
  const { main, store, state } = await opened({ revision: 1 })
  store.setState({ detail: keyId('new') })
  main.send('app:changed', change({ revision: 2, keysGone: [keyId('new')] }))
  expect(state().detail).toBe('new')
  main.send('app:changed', change({ revision: 3, keys: [keyRow({ id: keyId('new') })] }))
  expect(state().detail).toBe('new')
  main.send('app:changed', change({ revision: 4, keysGone: [keyId('new')] }))
  expect(state().detail).toBeUndefined()
})

it('keeps its picture when main does not answer, and says so when it has none', async () => {
  const error = { kind: 'unexpected', ticket: 'T1' } as const
  const fresh = setUp()
  fresh.mirror.start()
  await fresh.main.answer({ ok: false, error })
  expect(fresh.state().phase).toEqual({ state: 'failed', error })
  const { mirror, main, state } = await opened()
  void mirror.refresh()
  await main.answer({ ok: false, error })
  expect(state().phase.state).toBe('open')
})

it('shows a closed vault, without the earlier keys', async () => {
  const { main, state } = await opened()
  main.send('app:reset', undefined)
  await main.answer({ ok: true, value: { vault: 'shut', why: 'damaged', backups: [] } })
  expect(state().phase).toMatchObject({ state: 'shut', vault: { why: 'damaged' } })
  expect(state().list.entries).toEqual([])
})

it('forgets every name when the app is locked, and starts again after the unlock', async () => {
  const named = keyRow({ name: 'canary-key', notes: 'canary-notes', tags: ['canary-tag'] })
  const { main, store, state } = await opened({
    keys: [named],
    accounts: [accountRow({ name: 'canary-account' })],
    operations: [operationRow({ name: 'canary-operation' })],
    settings: { ...defaultSettings, theme: 'dark', leadDays: 7 },
  })
  store.setState({
    queryText: 'canary-query',
    view: { kind: 'account', account: accountRow().id },
    detail: named.id,
    active: named.id,
    historyOf: named.id,
    dialog: { kind: 'edit-key', key: named.id },
    toasts: [{ id: 1, tone: 'good', text: 'canary-toast' }],
    screen: 'history',
  })
  main.send('app:reset', undefined)
  const lock = {
    state: 'locked',
    by: 'idle',
    since: NOW,
    canAskSystem: false,
    removal: { state: 'not-asked' },
  } as const
  await main.answer({ ok: true, value: { vault: 'locked', now: NOW, theme: 'dark', lock } })
  const { keyIndex, ...held } = state()
  expect(held).toMatchObject({ phase: { state: 'locked' }, lock, settings: { theme: 'dark' } })
  const texts = JSON.stringify(held, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  )
  expect(texts).not.toMatch(/canary|key-1/)
  expect([...keyIndex.rows()]).toEqual([])
  main.send('app:reset', undefined)
  await main.answer({ ok: true, value: openVault({ keys: [named] }) })
  expect([state().phase.state, state().counts.all]).toEqual(['open', 1])
})

it('sees a key expire at the very moment, by main’s clock', async () => {
  const dying = keyRow({ expires: { source: 'provider', at: NOW + DAY_MS + 5_000 } })
  // Main's clock is a day ahead of this machine's.
  const { hands, state } = await opened({
    now: NOW + DAY_MS,
    keys: [dying],
    settings: { ...defaultSettings, reminders: false }, // otherwise the key would need attention a week earlier
  })
  expect([state().counts.expiring, state().counts.attention]).toEqual([1, 0])
  hands.pass(4_999)
  expect(state().counts.expiring).toBe(1)
  hands.pass(1)
  expect([state().counts.expiring, state().counts.attention]).toEqual([0, 1])
})

it('updates that moment when a change adds a key that expires sooner', async () => {
  const { main, hands, state } = await opened({ keys: [] })
  const dying = keyRow({ expires: { source: 'provider', at: NOW + 3_000 } })
  main.send('app:changed', change({ revision: 2, keys: [dying] }))
  hands.draw()
  expect(hands.timers()).toBe(1)
  hands.pass(3_000)
  expect(state().counts.attention).toBe(1)
})

it('keeps relative times fresh, and catches up when somebody looks again', async () => {
  const { hands, state } = await opened()
  hands.pass(20_000)
  expect(state().now).toBe(NOW + 20_000)
  hands.pass(7_000)
  hands.look()
  expect(state().now).toBe(NOW + 27_000)
})

it('passes on what became of the clipboard', async () => {
  const { main, cleared } = await opened()
  main.send('clipboard:cleared', { cleared: false })
  expect(cleared).toEqual([false])
})

it('stops listening and ticking', async () => {
  const { main, hands, stop } = await opened()
  stop()
  expect([main.listening(), hands.timers()]).toEqual([0, 0])
})
