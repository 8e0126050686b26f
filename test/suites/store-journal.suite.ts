/** The guarantees of every store: operations and history. */
import { describe, expect, it } from 'vitest'
import type { Store } from '../../electron/core/ports/store.ts'
import type { AccountId, KeyId, OperationId } from '../../shared/model/model.ts'
import { OperationState } from '../../shared/model/operation.ts'
import { historyEntry, operationRecord, START_MS } from '../fakes/records.ts'

const A = 'account-1' as AccountId
const K1 = 'key-1' as KeyId
const K2 = 'key-2' as KeyId

export function testJournal(store: () => Store): void {
  describe('operations', () => {
    it('gives back every field, full and empty', () => {
      const empty = operationRecord()
      const full = operationRecord({
        id: 'operation-2' as OperationId,
        kind: 'create',
        state: 'unknown',
        account: A,
        draft: { label: 'x', grants: [{ permission: 'p' }] },
        before: { remoteId: 'r', scope: 's', createdAt: 4 },
        issued: { remoteId: 'n', createdAt: 5 },
        error: { kind: 'provider', why: 'timeout', outcome: 'unknown', words: 'w' },
        checks: [1, 2],
        assessment: { state: 'orphan', key: K1, handle: 'h', at: 6 },
        overlap: { old: K2, oldName: 'o', oldVersion: 3, since: 7, until: 8, doing: 'delete' },
        completion: { error: { kind: 'provider', why: 'timeout', outcome: 'unknown' } },
      })
      store().operations.put(empty)
      store().operations.put(full)
      expect(store().operations.get(empty.id)).toEqual(empty)
      expect(store().operations.get(full.id)).toEqual(full)
      expect(store().operations.get('no' as OperationId)).toBeUndefined()
    })

    it('distinguishes a known key without a creation time from an unknown key', () => {
      store().operations.put(
        operationRecord({
          before: { remoteId: 'r', scope: '', createdAt: undefined },
          issued: { remoteId: 'r', createdAt: undefined },
        }),
      )
      const { before, issued } = store().operations.get('operation-1' as OperationId)!
      expect([before, issued]).toEqual([
        { remoteId: 'r', scope: '', createdAt: undefined },
        { remoteId: 'r', createdAt: undefined },
      ])
    })

    it('returns the operations since an instant, open or ended, oldest first', () => {
      const put = (name: string, startedAt: number, state: OperationState) =>
        store().operations.put(operationRecord({ id: name as OperationId, startedAt, state }))
      put('before', START_MS - 1, 'unknown')
      put('later', START_MS + 1, 'unknown')
      put('at', START_MS, 'done')
      expect(
        store()
          .operations.begunSince(START_MS)
          .map(({ id }) => id),
      ).toEqual(['at', 'later'])
    })

    it('returns every operation that has not ended as open, oldest first', () => {
      const ended: readonly OperationState[] = ['rejected', 'done', 'rolled-back', 'closed']
      OperationState.options.forEach((state, n) =>
        store().operations.put(
          operationRecord({ id: `op-${state}` as OperationId, state, startedAt: START_MS - n }),
        ),
      )
      const open = OperationState.options.filter((state) => !ended.includes(state)).reverse()
      expect(
        store()
          .operations.open()
          .map(({ state }) => state),
      ).toEqual(open)
    })

    it('returns the operations whose stored key is not complete, oldest first', () => {
      const put = (name: string, change: Parameters<typeof operationRecord>[0]) =>
        store().operations.put(operationRecord({ id: name as OperationId, completion: {}, ...change }))
      put('later', { state: 'done', startedAt: START_MS + 1 })
      put('complete', { state: 'done', completion: undefined })
      put('first', { state: 'overlapping' })
      for (const state of ['requested', 'unknown', 'rejected', 'rolled-back', 'closed'] as const)
        put(state, { state })
      const found = store().operations.incomplete()
      expect(found.map(({ id, completion }) => [id, completion])).toEqual([
        ['first', {}],
        ['later', {}],
      ])
    })

    it('keeps an operation whose key and account do not exist', () => {
      store().operations.put(operationRecord({ key: 'gone' as KeyId, account: 'gone' as AccountId }))
      expect(store().operations.open()).toHaveLength(1)
    })
  })

  describe('history', () => {
    it('returns the newest entries first, in pages, of all keys or of one', () => {
      for (const n of [1, 2, 3, 4, 5]) {
        store().history.add(
          historyEntry({ at: n, key: n % 2 ? K1 : K2, details: { version: n, enabled: true, host: 's' } }),
        )
      }
      const page = store().history.list({ limit: 2 })
      expect(page.map(({ at }) => at)).toEqual([5, 4])
      expect(
        store()
          .history.list({ limit: 9, before: page[1]!.id })
          .map(({ at }) => at),
      ).toEqual([3, 2, 1])
      expect(
        store()
          .history.list({ limit: 2, key: K1 })
          .map(({ at }) => at),
      ).toEqual([5, 3])
      expect(
        store()
          .history.list({ limit: 2, key: K1, before: page[1]!.id })
          .map(({ at }) => at),
      ).toEqual([3, 1])
    })

    it('gives back every field, full and empty', () => {
      const error = { kind: 'vault', why: 'disk-full' } as const
      store().history.add(historyEntry())
      store().history.add(historyEntry({ key: K1, account: A, details: { version: 2 }, error }))
      const [full, empty] = store().history.list({ limit: 9 })
      expect(full).toEqual({
        ...historyEntry({ key: K1, account: A, details: { version: 2 }, error }),
        id: full!.id,
      })
      expect(empty).toEqual({ ...historyEntry(), id: empty!.id })
      expect(full!.id).toBeGreaterThan(empty!.id)
    })
  })
}
