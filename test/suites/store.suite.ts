/** The guarantees of every store: the whole suite, and transactions over all tables. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../electron/core/ports/store.ts'
import type { AccountId, KeyId } from '../../shared/model/model.ts'
import { defaultSettings } from '../../shared/model/default-settings.ts'
import { accountRecord, historyEntry, keyRecord, operationRecord, versionRecord } from '../fakes/records.ts'
import { testAccounts } from './store-accounts.suite.ts'
import { testHistory } from './store-history.suite.ts'
import { testJournal } from './store-journal.suite.ts'
import { testKeys } from './store-keys.suite.ts'
import { testReminders } from './store-reminders.suite.ts'

const A = 'account-1' as AccountId
const K2 = 'key-2' as KeyId

/** `open` returns an empty store each time; the suite closes it. */
export function testStore(name: string, open: () => Store): void {
  describe(`store ${name}`, () => {
    let store: Store
    beforeEach(() => {
      store = open()
    })
    afterEach(() => store.close())

    testAccounts(() => store)
    testKeys(() => store)
    testJournal(() => store)
    testReminders(() => store)
    describe('history', () => testHistory(() => store))

    describe('transaction', () => {
      it('writes to all tables or to none', () => {
        const run = () =>
          store.transaction(() => {
            store.keys.put(keyRecord())
            store.versions.put(versionRecord())
            store.operations.put(operationRecord())
            store.history.add(historyEntry())
            store.settings.write({ ...defaultSettings, theme: 'dark' })
            throw new Error('on purpose')
          })
        expect(run).toThrow('on purpose')
        expect(store.keys.all()).toEqual([])
        expect(store.versions.all()).toEqual([])
        expect(store.operations.open()).toEqual([])
        expect(store.history.list({ limit: 9 })).toEqual([])
        expect(store.settings.read()).toEqual(defaultSettings)
      })

      it('returns the result of its function', () => {
        expect(store.transaction(() => 7)).toBe(7)
      })

      it('accepts rows that refer to each other in any order', () => {
        store.transaction(() => {
          store.versions.put(versionRecord())
          store.keys.put(keyRecord({ account: A, renewedAs: K2 }))
          store.accounts.put(accountRecord({ credentialKey: K2 }))
          store.keys.put(keyRecord({ id: K2, account: A }))
        })
        expect(store.versions.all()).toHaveLength(1)
      })

      it('writes nothing if a row refers to a missing row', () => {
        expect(() => store.transaction(() => store.versions.put(versionRecord()))).toThrow()
        expect(store.versions.all()).toEqual([])
        store.keys.put(keyRecord())
        expect(store.keys.all()).toHaveLength(1)
      })

      it('joins an outer transaction, whose failure also undoes the inner one', () => {
        const run = () =>
          store.transaction(() => {
            store.transaction(() => store.keys.put(keyRecord()))
            throw new Error('on purpose')
          })
        expect(run).toThrow('on purpose')
        expect(store.keys.all()).toEqual([])
      })
    })
  })
}
