import { expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../../shared/expiry/expiry.ts'
import type { AccountId, KeyId, KeyRow } from '../../../../shared/model/model.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { OpenVault } from '../../../../shared/contract/snapshot.ts'
import { trayMenu, type TrayItem } from '../../../../shared/desktop/tray-menu.ts'
import { accountRow } from '../../renderer/sample-rows.ts'
import { keyRow } from '../search/key-samples.ts'

const NOW = Date.UTC(2026, 10, 25, 12)

const key = (id: string, changes: Partial<KeyRow> = {}): KeyRow =>
  keyRow({ id: id as KeyId, name: id, secret: 'held', expires: { source: 'provider' }, ...changes })

const expiring = (leftMs: number): Pick<KeyRow, 'expires'> => ({
  expires: { source: 'provider', at: NOW + leftMs },
})

function menu(keys: readonly KeyRow[], changes: Partial<OpenVault> = {}, names = true) {
  const snapshot: OpenVault = {
    vault: 'open',
    revision: 1,
    now: NOW,
    accounts: [],
    keys,
    operations: [],
    providers: [],
    settings: defaultSettings,
    keychain: { state: 'ready', backend: '' },
    lock: { state: 'off' },
    notices: [],
    notifications: { state: 'ready' },
    ...changes,
  }
  return trayMenu({ snapshot, now: NOW, names })
}

const labels = (items: readonly TrayItem[], kind: TrayItem['kind']) =>
  items.flatMap((item) => (item.kind === kind && 'label' in item ? [item.label] : []))

it('offers favourites by name, and below them what was copied last', () => {
  const keys = [
    key('beta', { favourite: true, copiedAt: NOW - 1 }),
    key('alpha', { favourite: true }),
    key('older', { copiedAt: NOW - 3_000 }),
    key('newer', { copiedAt: NOW - 2_000 }),
    key('never'),
  ]
  expect(labels(menu(keys).items, 'copy')).toEqual(['alpha', 'beta', 'newer', 'older'])
})

it('says of each key what a person must know before using it', () => {
  const favourite = { favourite: true }
  const old = { role: 'old', operation: 'o', other: 'x', until: NOW } as unknown as NonNullable<
    KeyRow['overlap']
  >
  const keys = [
    key('a', { ...favourite, ...expiring(-DAY_MS) }),
    key('b', { ...favourite, ...expiring(6 * DAY_MS + 1) }),
    key('c', { ...favourite, overlap: old, ...expiring(2 * DAY_MS) }),
    key('d', { ...favourite, secret: 'stale' }),
    key('e', { ...favourite, secret: 'missing' }),
    key('f', { ...favourite, switch: 'disabled' }),
    key('g', { ...favourite, goneSince: NOW - 1 }),
    key('h', { ...favourite, ...expiring(HOUR_MS / 2) }),
  ]
  expect(labels(menu(keys).items, 'copy')).toEqual([
    'a – expired',
    'b – 6 days left',
    'c – retiring, 2 days left',
    'd – secret outdated',
    'e – secret not stored',
    'f – disabled',
    'g – deleted at provider',
    'h – within the hour',
  ])
  const ready = menu(keys).items.flatMap((item) => (item.kind === 'copy' && !item.isReady ? [item.key] : []))
  expect(ready).toEqual(['e'])
})

it('shows what expires next, the soonest first, and nothing that has ended or never will', () => {
  const keys = [
    key('late', expiring(400 * DAY_MS)),
    key('soon', expiring(3 * DAY_MS)),
    key('ended', expiring(-1)),
    key('never'),
    key('unknown', { expires: { source: 'unknown' } }),
    key('gone', { ...expiring(DAY_MS), goneSince: NOW }),
  ]
  expect(labels(menu(keys).items, 'show')).toEqual(['soon – 3 days left', 'late – 13 months left'])
})

it('names no key when names are off, and still tells keys apart', () => {
  const keys = [
    key('grafana prod', { favourite: true, provider: 'ripe-atlas', ...expiring(-1) }),
    key('billing', { favourite: true, provider: 'ripe-atlas' }),
    key('own', { favourite: true, provider: 'manual' }),
  ]
  const providers = [{ id: 'ripe-atlas', name: 'RIPE Atlas' }] as unknown as OpenVault['providers']
  const { items, tooltip } = menu(keys, { providers }, false)
  expect(labels(items, 'copy')).toEqual(['RIPE Atlas key 1', 'RIPE Atlas key 2 – expired', 'Manual key 1'])
  expect(JSON.stringify(labels(items, 'copy')) + tooltip).not.toMatch(/grafana|billing/)
})

it('asks for attention where a key waits for a decision', () => {
  expect(menu([key('fine')])).toMatchObject({ isAttentive: false, tooltip: 'Keyhold' })
  const attentive = menu([key('a', { secret: 'unsaved' }), key('b', expiring(-1))])
  expect(attentive).toMatchObject({ isAttentive: true, tooltip: 'Keyhold: 2 keys need attention' })
  expect(attentive.items[0]).toMatchObject({ command: 'attention', label: '2 keys need attention' })
})

it('asks for attention from a week before an expiry on, at that very instant, unless that was put off', () => {
  const keys = [key('a', expiring(8 * DAY_MS))]
  const { isAttentive, changesAt } = menu(keys)
  expect(isAttentive).toBe(false)
  const at = (now: number, changed = keys) =>
    trayMenu({ snapshot: { ...snapshotOf(changed) }, now, names: true })
  expect(at(NOW + DAY_MS - 1).isAttentive).toBe(false)
  expect(at(NOW + DAY_MS)).toMatchObject({ isAttentive: true, tooltip: 'Keyhold: 1 key needs attention' })
  expect(changesAt).toBeLessThanOrEqual(NOW + DAY_MS)
  const snoozed = [key('a', { ...expiring(8 * DAY_MS), snoozedUntil: NOW + 3 * DAY_MS })]
  expect(at(NOW + 2 * DAY_MS, snoozed).isAttentive).toBe(false)
  expect(at(NOW + 2 * DAY_MS, snoozed).changesAt).toBeLessThanOrEqual(NOW + 3 * DAY_MS)
  expect(at(NOW + 3 * DAY_MS, snoozed).isAttentive).toBe(true)
})

it('counts an account whose credential is about to end, beside the keys', () => {
  const account = { ...accountRow({ credentialExpiresAt: NOW + DAY_MS }), id: 'a' as AccountId }
  const { items } = menu([key('b', expiring(-1))], { accounts: [account] })
  expect(items[0]).toMatchObject({ label: '1 key and 1 account need attention' })
})

it('has every way on at its end, and cannot sync twice at once', () => {
  const account = (state: 'running' | 'never') => [{ sync: { state } }] as unknown as OpenVault['accounts']
  const actions = (accounts: OpenVault['accounts']) =>
    menu([], { accounts }).items.flatMap((item) =>
      item.kind === 'command' ? [`${item.command} ${item.isReady}`] : [],
    )
  expect(actions(account('never'))).toEqual([
    'palette true',
    'sync true',
    'open true',
    'settings true',
    'quit true',
  ])
  expect(actions(account('running'))).toContain('sync false')
  expect(actions([])).toContain('sync false')
})

it('locks only where a lock is set and open', () => {
  const lock = { state: 'open', setAt: 1, canAskSystem: false, removal: { state: 'not-asked' } } as const
  const canLock = (items: readonly TrayItem[]) =>
    items.some((item) => item.kind === 'command' && item.command === 'lock')
  expect(canLock(menu([], { lock }).items)).toBe(true)
  expect(canLock(menu([]).items)).toBe(false)
  const locked = { ...lock, state: 'locked', by: 'hand', since: 1 } as const
  const shut = trayMenu({
    snapshot: { vault: 'locked', now: NOW, theme: 'dark', lock: locked },
    now: NOW,
    names: true,
  })
  expect(canLock(shut.items)).toBe(false)
})

it('holds nothing of a vault that is not open', () => {
  const shut = trayMenu({ snapshot: { vault: 'shut', why: 'damaged', backups: [] }, now: NOW, names: true })
  expect(shut.items.flatMap((item) => (item.kind === 'command' ? [item.command] : [item.kind]))).toEqual([
    'open',
    'settings',
    'line',
    'quit',
  ])
  expect(shut.isAttentive).toBe(true)
})

it('cuts a name that would make the menu as wide as the screen', () => {
  const [label] = labels(menu([key('n'.repeat(500), { favourite: true })]).items, 'copy')
  expect(label).toHaveLength(60)
})

it('changes exactly when its words do, not by the clock', () => {
  const keys = [key('a', { favourite: true, ...expiring(6 * DAY_MS + 5 * HOUR_MS) })]
  const { changesAt } = menu(keys)
  expect(changesAt).toBe(NOW + 5 * HOUR_MS + 1)
  const at = (now: number) =>
    labels(trayMenu({ snapshot: { ...snapshotOf(keys) }, now, names: true }).items, 'copy')[0]
  expect(at(changesAt! - 1)).toBe('a – 6 days left')
  expect(at(changesAt!)).toBe('a – 5 days left')
  expect(menu([key('never')]).changesAt).toBeUndefined()
})

function snapshotOf(keys: readonly KeyRow[]): OpenVault {
  return {
    vault: 'open',
    lock: { state: 'off' },
    accounts: [],
    keys,
    operations: [],
    providers: [],
    settings: defaultSettings,
  } as unknown as OpenVault
}
