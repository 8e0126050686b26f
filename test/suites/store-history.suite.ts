/**
 * The guarantees of the history table: new entries go to its end, an outage is one entry, and only a retention rule removes entries
 * from its beginning.
 */
import { expect, it } from 'vitest'
import type { Store } from '../../electron/core/ports/store.ts'
import type { AccountId } from '../../shared/model/model.ts'
import { historyEntry } from '../fakes/records.ts'

const A = 'account-1' as AccountId
const B = 'account-2' as AccountId

export function testHistory(store: () => Store): void {
  const failed = (at: number, account: AccountId) =>
    store().history.add(historyEntry({ at, kind: 'sync-failed', account, details: {} }))
  const list = () => store().history.list({ limit: 99 })

  it('counts a failed sync in the newest entry of the account’s outage', () => {
    failed(1, A)
    failed(2, B)
    expect(store().history.growOutage(A, 30)).toBe(true)
    expect(store().history.growOutage(A, 40)).toBe(true)
    expect(list().map(({ at, account, details }) => [at, account, details])).toEqual([
      [2, B, {}],
      [1, A, { times: 3, until: 40 }],
    ])
  })

  it('has no outage before the first failed sync', () => {
    store().history.add(historyEntry({ account: A }))
    expect(store().history.growOutage(A, 30)).toBe(false)
    expect(list()).toHaveLength(1)
  })

  it('removes old entries from its beginning, up to the first entry within the retention', () => {
    for (const at of [10, 20, 40, 30, 50]) store().history.add(historyEntry({ at }))
    store().history.prune(35)
    expect(list().map(({ at }) => at)).toEqual([50, 30, 40])
    store().history.prune(35)
    store().history.prune(10)
    expect(list()).toHaveLength(3)
    store().history.prune(99)
    expect(list()).toEqual([])
    store().history.add(historyEntry({ at: 1 }))
    expect(list()).toHaveLength(1)
  })
}
