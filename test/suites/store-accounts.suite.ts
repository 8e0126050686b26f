/** The guarantees of every store: accounts and settings. */
import { describe, expect, it } from 'vitest'
import type { Store } from '../../electron/core/ports/store.ts'
import type { AccountId, KeyId } from '../../shared/model/model.ts'
import { defaultSettings } from '../../shared/model/default-settings.ts'
import { accountRecord, keyRecord, START_MS } from '../fakes/records.ts'

const A = 'account-1' as AccountId
const K1 = 'key-1' as KeyId

export function testAccounts(store: () => Store): void {
  describe('accounts', () => {
    it('returns every field, full and empty', () => {
      const empty = accountRecord()
      const full = accountRecord({
        id: 'account-2' as AccountId,
        name: 'مختبر 🔑 "quoted"\n',
        settings: {
          text: 'x',
          on: false,
          at: START_MS,
          list: ['a'],
          grants: [{ permission: 'p', target: { type: 't', id: '1' } }],
        },
        credentialExpiresAt: START_MS + 1,
        credentialKey: K1,
        lastSync: { at: START_MS + 2, error: { kind: 'keychain', why: 'locked', backend: 'b' } },
        asOf: START_MS + 3,
        clockSkewMs: -180_000,
        warnings: ['one', 'two'],
        sign: { colour: 'teal', emoji: '🔑' },
      })
      store().keys.put(keyRecord())
      store().accounts.put(empty)
      store().accounts.put(full)
      expect(store().accounts.all()).toEqual([empty, full])
      expect(store().accounts.get(full.id)).toEqual(full)
      expect(store().accounts.get('nobody' as AccountId)).toBeUndefined()
    })

    it('distinguishes a successful sync from a failed one', () => {
      store().accounts.put(accountRecord({ lastSync: { at: START_MS, error: undefined } }))
      expect(store().accounts.get(A)?.lastSync).toEqual({ at: START_MS, error: undefined })
    })

    it('changes a row in place without touching its keys', () => {
      store().accounts.put(accountRecord())
      store().keys.put(keyRecord({ account: A }))
      store().accounts.put(accountRecord({ name: 'renamed' }))
      expect(store().accounts.all()).toEqual([accountRecord({ name: 'renamed' })])
      expect(store().keys.ofAccount(A)).toHaveLength(1)
    })

    it('refuses to remove an account that still has keys', () => {
      store().accounts.put(accountRecord())
      store().keys.put(keyRecord({ account: A }))
      expect(() => store().accounts.remove(A)).toThrow()
      expect(store().accounts.get(A)).toBeDefined()
      store().keys.put(keyRecord({ account: undefined }))
      store().accounts.remove(A)
      expect(store().accounts.all()).toEqual([])
    })
  })

  describe('settings', () => {
    it('starts with the defaults and returns written values', () => {
      expect(store().settings.read()).toEqual(defaultSettings)
      const changed = {
        ...defaultSettings,
        theme: 'dark',
        clipboardSeconds: 5,
        syncMinutes: 0,
        leadDays: 365,
        overlapHours: 1,
        shortcut: '',
        lockIdleMinutes: 10,
        lockWithScreen: false,
        reminderDays: [],
        closeToTray: true,
        trayIcon: 'colour',
        openPanelSections: ['reminders', 'activity'],
      } as const
      store().settings.write(changed)
      expect(store().settings.read()).toEqual(changed)
    })

    it('returns the values before a transaction that was rolled back', () => {
      const before = { ...defaultSettings, theme: 'light' } as const
      store().settings.write(before)
      expect(store().settings.read()).toEqual(before)
      expect(() =>
        store().transaction(() => {
          store().settings.write({ ...before, theme: 'dark' })
          expect(store().settings.read()).toMatchObject({ theme: 'dark' })
          throw new Error('rolled back')
        }),
      ).toThrow('rolled back')
      expect(store().settings.read()).toEqual(before)
    })

    it('ignores a value that is no longer valid, and keeps the others', () => {
      store().settings.write({ ...defaultSettings, theme: 'dark', leadDays: 100_000 })
      expect(store().settings.read()).toEqual({ ...defaultSettings, theme: 'dark' })
    })
  })
}
