import { describe, expect, it, onTestFinished } from 'vitest'
import { nextVersion } from '../../../../electron/core/keychain/free-version.ts'
import { transitions, createJournal } from '../../../../electron/core/rotation/journal.ts'
import type { OperationRecord } from '../../../../electron/core/ports/store.ts'
import type { Touched } from '../../../../electron/core/projection/changes.ts'
import { OperationState } from '../../../../shared/model/operation.ts'
import type { KeyId, OperationId } from '../../../../shared/model/model.ts'
import { openMemoryStore } from '../../../fakes/memory-store.ts'
import { keyRecord, operationRecord, START_MS, versionRecord } from '../../../fakes/records.ts'
import { failureOf } from '../vault-set-up.ts'

const ID = 'operation-1' as OperationId
const KEY = 'key-1' as KeyId
const states = OperationState.options
const ENDED = ['rejected', 'done', 'rolled-back', 'closed']

function setUp(changes: Partial<OperationRecord> = {}) {
  const store = openMemoryStore()
  onTestFinished(() => store.close())
  const touched: Touched[] = []
  const journal = createJournal({
    store,
    changes: {
      touch: (what) => touched.push(what),
      revision: () => 0,
      flush: () => undefined,
      end: () => undefined,
    },
    now: () => START_MS + 5,
  })
  journal.begin(operationRecord(changes))
  return { store, journal, touched, kinds: () => store.history.list({ limit: 9 }).map(({ kind }) => kind) }
}

const pairs = states.flatMap((from) => states.map((to) => [from, to] as const))

describe('the journal', () => {
  it.each(pairs.filter(([from, to]) => transitions[from].includes(to)))('goes from %s to %s', (from, to) => {
    const { store, journal } = setUp({ state: from })
    expect(journal.move(ID, to).state).toBe(to)
    expect(store.operations.get(ID)!.state).toBe(to)
  })

  it.each(pairs.filter(([from, to]) => !transitions[from].includes(to)))(
    'never goes from %s to %s',
    (from, to) => {
      const { store, journal } = setUp({ state: from })
      expect(() => journal.move(ID, to)).toThrow(`No transition from ${from} to ${to}`)
      expect(store.operations.get(ID)!.state).toBe(from)
    },
  )

  it('lets every open state come to an end, and no ended one go on', () => {
    const reaches = (from: OperationState, seen: readonly OperationState[] = []): boolean =>
      ENDED.includes(from) ||
      transitions[from].some((to) => !seen.includes(to) && reaches(to, [...seen, from]))
    for (const state of states) {
      expect(reaches(state), state).toBe(true)
      expect(transitions[state].length === 0, state).toBe(ENDED.includes(state))
    }
  })

  it('keeps what was learnt with the step, and undoes both when the rest of the transaction fails', () => {
    const { store, journal, kinds } = setUp()
    const full = () => {
      throw new Error('disk full')
    }
    expect(() => journal.move(ID, 'unknown', { error: { kind: 'clipboard', why: 'refused' } }, full)).toThrow(
      'disk full',
    )
    expect(store.operations.get(ID)).toEqual(operationRecord())
    expect(kinds()).toEqual([])
    journal.move(ID, 'unknown', { error: { kind: 'clipboard', why: 'refused' } })
    expect(store.operations.get(ID)!.error).toEqual({ kind: 'clipboard', why: 'refused' })
  })

  it.each([
    ['requested', 'rejected', 'operation-rejected'],
    ['requested', 'unknown', 'operation-unknown'],
    ['received', 'unsaved', 'operation-unsaved'],
    ['unknown', 'closed', 'operation-closed'],
  ] as const)('tells the history of %s becoming %s', (from, to, kind) => {
    const { store, journal } = setUp({ state: from })
    journal.move(ID, to, { error: { kind: 'clipboard', why: 'refused' } })
    expect(store.history.list({ limit: 9 })).toMatchObject([
      {
        kind,
        key: KEY,
        name: 'grafana prod',
        at: START_MS + 5,
        error: { kind: 'clipboard', why: 'refused' },
      },
    ])
  })

  it('does not bother the history with the steps between', () => {
    const { journal, kinds } = setUp()
    for (const to of ['received', 'stored', 'done'] as const) journal.move(ID, to)
    expect(kinds()).toEqual([])
  })

  it('notes without a step, and notifies the page of every write', () => {
    const { journal, touched } = setUp()
    journal.note(ID, { checks: [4] })
    journal.move(ID, 'unknown')
    expect(journal.get(ID)).toMatchObject({ state: 'unknown', checks: [4] })
    expect(touched).toEqual(Array.from({ length: 3 }, () => ({ operations: [ID], keys: [KEY] })))
  })

  it('does not know an operation that was never begun', async () => {
    const { journal } = setUp()
    expect(await failureOf(() => journal.get('other' as OperationId))).toEqual({
      kind: 'not-found',
      what: 'operation',
    })
  })
})

describe('the next version of a key', () => {
  it('is the first for a key that nobody knows', () => {
    expect(nextVersion(setUp({ key: 'other' as KeyId }).store, KEY)).toBe(1)
  })

  it('comes after the current one, after every kept one and after every one begun', () => {
    const { store } = setUp({ state: 'unknown', version: 7 })
    store.keys.put(keyRecord({ version: 2 }))
    store.versions.put(versionRecord({ version: 5 }))
    expect(nextVersion(store, KEY)).toBe(8)
    store.operations.put(operationRecord({ state: 'rejected', version: 7 }))
    expect(nextVersion(store, KEY)).toBe(6)
    store.versions.remove(KEY, 5)
    expect(nextVersion(store, KEY)).toBe(3)
  })
})
