/** The guarantees of every store: keys and their versions. */
import { describe, expect, it } from 'vitest'
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import type { Store } from '../../electron/core/ports/store.ts'
import type { AccountId, KeyId } from '../../shared/model/model.ts'
import { accountRecord, historyEntry, keyRecord, START_MS, versionRecord } from '../fakes/records.ts'

const A = 'account-1' as AccountId
const K1 = 'key-1' as KeyId
const K2 = 'key-2' as KeyId

export function testKeys(store: () => Store): void {
  describe('keys', () => {
    it('gives back every field, full and empty', () => {
      const empty = keyRecord()
      const full = keyRecord({
        id: K2,
        account: A,
        provider: 'ripe-atlas',
        remoteId: 'remote',
        scope: 'de/txl',
        handle: '1a2b3c4d',
        switch: 'frozen',
        validFrom: START_MS - 5,
        expires: { source: 'provider', at: START_MS + 5 },
        createdAt: START_MS - 6,
        lastUsedAt: START_MS - 1,
        leaked: { at: START_MS - 2, where: 'https://code.example/config' },
        grants: [{ permission: 'a' }, { permission: 'b', target: { type: 'probe', id: '7' } }],
        facts: [{ label: 'HTTP endpoint', value: 'https://x' }],
        stale: true,
        version: 3,
        favourite: true,
        tags: ['a', 'ß'],
        notes: 'line\nline',
        environment: 'TOKEN',
        consoleUrl: 'https://console.example',
        goneSince: START_MS + 9,
        renewedAs: K1,
        renewalDenied: true,
        copiedAt: START_MS + 10,
        reminderDays: [14, 1],
        rotateEveryDays: 90,
      })
      store().accounts.put(accountRecord())
      store().keys.put(empty)
      store().keys.put(full)
      expect(store().keys.all()).toEqual([empty, full])
      expect(store().keys.get(K2)).toEqual(full)
      expect(store().keys.ofAccount(A)).toEqual([full])
      expect(store().keys.get('nobody' as KeyId)).toBeUndefined()
    })

    it.each([
      { source: 'unknown' },
      { source: 'typed' },
      { source: 'typed', at: 0 },
      { source: 'provider' },
      { source: 'provider', at: -1 },
    ] as const)('keeps the source of an expiry: %o', (expires) => {
      store().keys.put(keyRecord({ expires }))
      expect(store().keys.get(K1)?.expires).toEqual(expires)
    })

    it('finds a key by its address at the provider, and prefers a key that still exists there', () => {
      store().accounts.put(accountRecord())
      const gone = keyRecord({ account: A, scope: 'de', remoteId: 'r', goneSince: START_MS })
      const alive = keyRecord({ id: K2, account: A, scope: 'de', remoteId: 'r' })
      store().keys.put(gone)
      expect(store().keys.byRemote(A, 'de', 'r')).toEqual(gone)
      store().keys.put(alive)
      expect(store().keys.byRemote(A, 'de', 'r')).toEqual(alive)
      expect(store().keys.byRemote(A, 'fr', 'r')).toBeUndefined()
      expect(store().keys.byRemote('other' as AccountId, 'de', 'r')).toBeUndefined()
    })

    it('finds many keys by their addresses at once', () => {
      store().accounts.put(accountRecord())
      const gone = keyRecord({ account: A, scope: 'de', remoteId: 'r', goneSince: START_MS })
      const alive = keyRecord({ id: K2, account: A, scope: 'de', remoteId: 'r' })
      const half = keyRecord({ id: 'key-3' as KeyId, account: A, scope: 'de', remoteId: '\ud800' })
      for (const record of [gone, alive, half]) store().keys.put(record)
      const found = store().keys.byRemotes(A, 'de', ['nobody', '\ud800', 'r'])
      expect([...found.keys()].toSorted()).toEqual(['r', '\ud800'])
      expect(found.get('r')).toEqual(alive)
      expect(found.get('\ud800')?.id).toBe('key-3')
      expect(store().keys.byRemotes(A, 'fr', ['r']).size).toBe(0)
      expect(store().keys.byRemotes(A, 'de', []).size).toBe(0)
    })

    it('returns the existing keys of one scope except the given ones', () => {
      store().accounts.put(accountRecord())
      store().keys.put(keyRecord({ account: A, scope: 'de', remoteId: 'r1' }))
      store().keys.put(keyRecord({ id: K2, account: A, scope: 'de', remoteId: 'r2', goneSince: 0 }))
      store().keys.put(keyRecord({ id: 'key-3' as KeyId, account: A, scope: 'fr', remoteId: 'r3' }))
      store().keys.put(keyRecord({ id: 'key-4' as KeyId, account: A, scope: 'de' }))
      store().keys.put(keyRecord({ id: 'key-5' as KeyId, account: A, scope: 'de', remoteId: '\ud800' }))
      expect(store().keys.livingExcept(A, 'de', []).toSorted()).toEqual([K1, 'key-5'])
      expect(store().keys.livingExcept(A, 'de', ['r1', 'r3', 'r9'])).toEqual(['key-5'])
      expect(store().keys.livingExcept(A, 'de', new Set(['\ud800', 'r1']))).toEqual([])
    })

    it('says whether there is any key', () => {
      expect(store().keys.isEmpty()).toBe(true)
      store().keys.put(keyRecord({ goneSince: START_MS }))
      expect(store().keys.isEmpty()).toBe(false)
      store().keys.remove(K1)
      expect(store().keys.isEmpty()).toBe(true)
    })

    it('removes a key, keeps its history, and clears references to it', () => {
      store().keys.put(keyRecord())
      store().keys.put(keyRecord({ id: K2, renewedAs: K1 }))
      store().versions.put(versionRecord({ key: K2 }))
      store().history.add(historyEntry({ key: K1 }))
      expect(store().keys.remove(K1)).toEqual([K2])
      expect(store().keys.all()).toEqual([keyRecord({ id: K2 })])
      expect(store().versions.all()).toEqual([versionRecord({ key: K2 })])
      expect(store().history.list({ limit: 9, key: K1 })).toHaveLength(1)
    })

    it('refuses to remove a key whose versions still have secrets', () => {
      store().keys.put(keyRecord())
      store().versions.put(versionRecord())
      expect(() => store().keys.remove(K1)).toThrow()
      expect(store().versions.all()).toEqual([versionRecord()])
      expect(store().keys.get(K1)).toBeDefined()
    })

    it('moves a version with its keychain entry to another key', () => {
      store().keys.put(keyRecord())
      store().keys.put(keyRecord({ id: K2 }))
      const { entry } = versionRecord()
      store().versions.put(versionRecord())
      store().transaction(() => {
        store().keys.remove(K1)
        store().versions.remove(K1, 1)
        store().versions.put(versionRecord({ key: K2, version: 4, entry }))
      })
      expect(store().versions.all()).toEqual([versionRecord({ key: K2, version: 4, entry })])
    })

    it('keeps the versions of a key that changes', () => {
      store().keys.put(keyRecord())
      store().versions.put(versionRecord())
      store().keys.put(keyRecord({ name: 'other' }))
      expect(store().versions.ofKey(K1)).toEqual([versionRecord()])
    })

    it('refuses to remove the key that is an account’s credential', () => {
      store().keys.put(keyRecord())
      store().accounts.put(accountRecord({ credentialKey: K1 }))
      expect(() => store().keys.remove(K1)).toThrow()
      expect(store().keys.get(K1)).toBeDefined()
    })

    it.each([
      ['a switch nobody knows', { switch: 'on' as never }],
      ['half a version', { version: 1.5 }],
      ['a version below none', { version: -1 }],
      ['an account that is not there', { account: 'nobody' as AccountId }],
      ['no id', { id: '' as KeyId }],
    ])('refuses %s', (_what, changes) => {
      expect(() => store().keys.put(keyRecord(changes))).toThrow()
      expect(store().keys.all()).toEqual([])
    })
  })

  describe('versions', () => {
    it('lists versions in order, and returns, changes and removes one', () => {
      store().keys.put(keyRecord())
      const second = versionRecord({ version: 2, origin: 'regenerated', validity: 'unknown' })
      store().versions.put(second)
      store().versions.put(versionRecord())
      store().versions.put(versionRecord({ validity: 'revoked' }))
      expect(store().versions.ofKey(K1)).toEqual([versionRecord({ validity: 'revoked' }), second])
      expect(store().versions.get(K1, 2)).toEqual(second)
      store().versions.remove(K1, 1)
      expect(store().versions.get(K1, 1)).toBeUndefined()
      expect(store().versions.all()).toEqual([second])
    })

    it('refuses two versions in one keychain entry', () => {
      store().keys.put(keyRecord())
      store().versions.put(versionRecord({ entry: 'same' as EntryName }))
      expect(() => store().versions.put(versionRecord({ version: 2, entry: 'same' as EntryName }))).toThrow()
    })

    it('refuses a version of an unknown key', () => {
      expect(() => store().versions.put(versionRecord())).toThrow()
    })
  })
}
