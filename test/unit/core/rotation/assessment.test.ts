import { describe, expect, it } from 'vitest'
import type { KeyRecord, OperationRecord } from '../../../../electron/core/ports/store.ts'
import { assess, SECOND_CHECK_AFTER_MS } from '../../../../electron/core/rotation/assessment.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { keyRecord, operationRecord, START_MS } from '../../../fakes/records.ts'

const DEADLINE = START_MS + 60_000
const SETTLED = DEADLINE + SECOND_CHECK_AFTER_MS
const BEFORE = { remoteId: 'r1', scope: '', createdAt: START_MS - 1_000 }

const renewal = (changes: Partial<OperationRecord> = {}) =>
  operationRecord({ state: 'unknown', deadline: DEADLINE, before: BEFORE, ...changes })
const creation = (changes: Partial<OperationRecord> = {}) =>
  operationRecord({ state: 'unknown', kind: 'create', deadline: DEADLINE, name: 'fresh', ...changes })
const same = keyRecord({ remoteId: 'r1', createdAt: BEFORE.createdAt })
const check = (at: number, listed: readonly KeyRecord[], { now = at, reportsRenewal = true } = {}) => ({
  at,
  now,
  listed,
  reportsRenewal,
})

describe('a renewal whose answer was lost', () => {
  it('is still being checked after one look, however late', () => {
    expect(assess(renewal(), check(SETTLED + 1e9, [same])).assessment).toEqual({
      state: 'checking',
      nextCheckAt: SETTLED,
    })
  })

  it('left no sign after two checks, the second a minute after the deadline', () => {
    const { checks } = assess(renewal(), check(START_MS + 1_000, [same]))
    expect(assess(renewal({ checks }), check(SETTLED, [same])).assessment).toEqual({ state: 'no-sign' })
  })

  it.each([
    [-1, 'checking'],
    [0, 'no-sign'],
    [1, 'no-sign'],
  ] as const)('with the second look %i ms from a minute after the deadline is: %s', (offMs, state) => {
    expect(assess(renewal({ checks: [START_MS] }), check(SETTLED + offMs, [same])).assessment!.state).toBe(
      state,
    )
  })

  it('is still being checked when the later look came first', () => {
    const { checks } = assess(renewal(), check(SETTLED + 5, [same]))
    expect(assess(renewal({ checks }), check(START_MS, [same])).assessment!.state).toBe('checking')
  })

  it('remembers two checks, not a thousand', () => {
    let operation = renewal()
    for (let at = START_MS; at < START_MS + 50; at++)
      operation = { ...operation, ...assess(operation, check(at, [same])) }
    expect(operation.checks).toEqual([START_MS, START_MS + 49])
  })

  it('happened when the key’s time moved', () => {
    const moved = { ...same, createdAt: START_MS + 5 }
    expect(assess(renewal(), check(START_MS, [moved])).assessment).toEqual({
      state: 'renewed',
      at: START_MS + 5,
    })
  })

  it('happened when the handle is gone, and its successor says when', () => {
    const successor = keyRecord({ id: 'k2' as KeyId, remoteId: 'r2', createdAt: START_MS + 5 })
    expect(assess(renewal(), check(START_MS, [successor])).assessment).toEqual({
      state: 'renewed',
      at: START_MS + 5,
      key: 'k2',
    })
    expect(assess(renewal(), check(START_MS, [])).assessment).toEqual({ state: 'renewed' })
  })

  it('does not say which key it is now where two could be', () => {
    const two = ['k2', 'k3'].map((id) =>
      keyRecord({ id: id as KeyId, remoteId: `r-${id}`, createdAt: START_MS + 5 }),
    )
    expect(assess(renewal(), check(START_MS, two)).assessment).toEqual({ state: 'renewed', at: START_MS + 5 })
  })

  it('is seen even after it was said that there was no sign', () => {
    const quiet = renewal({ checks: [START_MS, SETTLED], assessment: { state: 'no-sign' } })
    expect(assess(quiet, check(SETTLED + 1e6, [])).assessment!.state).toBe('renewed')
  })

  it.each([
    ['the provider does not tell', renewal(), [same], false],
    ['it is not known how the key was before', renewal({ before: undefined }), [same], true],
    ['the key had no time', renewal({ before: { ...BEFORE, createdAt: undefined } }), [same], true],
    ['the list has no time', renewal(), [{ ...same, createdAt: undefined }], true],
  ] as const)('cannot be determined when %s', (_why, operation, listed, reportsRenewal) => {
    expect(assess(operation, check(SETTLED, listed, { reportsRenewal })).assessment).toEqual({
      state: 'cannot-tell',
    })
  })
})

describe('a creation whose answer was lost', () => {
  const orphan = keyRecord({
    id: 'k9' as KeyId,
    name: 'fresh',
    remoteId: 'r9',
    handle: 'h9',
    createdAt: START_MS + 2_000,
  })

  it('left an orphan when a key of its name came that nobody here holds', () => {
    expect(assess(creation(), check(START_MS, [orphan])).assessment).toEqual({
      state: 'orphan',
      key: 'k9',
      handle: 'h9',
      at: START_MS + 2_000,
    })
  })

  it.each([
    ['has another name', { name: 'other' }],
    ['is one whose secret is held', { version: 1 }],
    ['is older than the request', { createdAt: START_MS - 120_001 }],
  ])('offers no key for deletion that %s', (_why, changes) => {
    expect(assess(creation(), check(START_MS, [{ ...orphan, ...changes }])).assessment!.state).toBe(
      'checking',
    )
  })

  it('offers no undated key for deletion: it may be an old one that is in use', () => {
    const undated = { ...orphan, createdAt: undefined }
    expect(assess(creation(), check(START_MS, [undated])).assessment).toEqual({ state: 'cannot-tell' })
    expect(assess(creation(), check(START_MS, [undated, orphan])).assessment!.state).toBe('orphan')
  })

  it('left an undated orphan when a key of its name came that was not there before', () => {
    const undated = { ...orphan, createdAt: undefined }
    const old = keyRecord({ id: 'k8' as KeyId, remoteId: 'r8', name: 'fresh' })
    const judged = assess(creation(), { ...check(START_MS, [old, undated]), appeared: new Set([undated.id]) })
    expect(judged.assessment).toEqual({ state: 'orphan', key: 'k9', handle: 'h9' })
  })

  it('left no sign that counts in a list that is partial by nature', () => {
    const partial = (at: number) => ({ ...check(at, []), isPartial: true })
    const { checks, assessment } = assess(creation(), partial(START_MS))
    expect(assessment).toEqual({ state: 'checking', nextCheckAt: SETTLED })
    expect(assess(creation({ checks }), partial(SETTLED)).assessment).toEqual({ state: 'cannot-tell' })
  })

  it('recognises the orphan of a provider whose clock is an hour behind', () => {
    const hour = 3_600_000
    const early = { ...orphan, createdAt: START_MS - hour + 1_000 }
    expect(
      assess(creation(), check(START_MS - hour + 5_000, [early], { now: START_MS + 5_000 })).assessment!
        .state,
    ).toBe('orphan')
  })

  it('left no sign after two checks', () => {
    expect(assess(creation({ checks: [START_MS] }), check(SETTLED, [])).assessment).toEqual({
      state: 'no-sign',
    })
  })
})

it('what the user typed has nothing to look for', () => {
  expect(assess(operationRecord({ kind: 'paste' }), check(SETTLED, [same])).assessment).toEqual({
    state: 'cannot-tell',
  })
})
