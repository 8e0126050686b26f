import { describe, expect, it } from 'vitest'
import { overlapSign } from '../../../renderer/parts/state-badge.tsx'
import { attentionItems } from '../../../renderer/screens/attention/attention-items.ts'
import { lineParts } from '../../../renderer/screens/keys/attention-line-messages.ts'
import { checkMessage } from '../../../renderer/screens/replace/check-messages.ts'
import { overlapWords, STEP_WORDS } from '../../../renderer/screens/replace/overlap-messages.ts'
import { rollBackWords } from '../../../renderer/screens/replace/retire-messages.ts'
import { retireWays } from '../../../renderer/screens/replace/retire-ways.ts'
import { timelineOf } from '../../../renderer/screens/timeline/timeline.ts'
import { factsOf } from '../../../renderer/vault/apply-changes.ts'
import { initialState } from '../../../renderer/vault/vault-state.ts'
import { needsAttention } from '../../../shared/expiry/attention.ts'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { OperationId, type KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow, OverlapCheck } from '../../../shared/model/operation.ts'
import { isOverdue, overlapLeft, waitsForUser, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { accountRow, DAY_MS, keyId, keyRow, NOW, operationRow, providerFacts } from './sample-rows.ts'

const HOUR_MS = 3_600_000
const overlapOperation = (
  own: Partial<OperationRow> = {},
  overlap: Partial<OverlapOperation['overlap']> = {},
): OverlapOperation => ({
  ...operationRow({ kind: 'replace', state: 'overlapping', key: keyId('new'), ...own }),
  overlap: {
    old: keyId('old'),
    oldName: 'grafana-prod',
    since: NOW - HOUR_MS,
    until: NOW + 4 * HOUR_MS,
    ...overlap,
  },
})
const over = { until: NOW }

const side = (role: 'new' | 'old', own: Partial<KeyRow> = {}, until = NOW + 4 * HOUR_MS) =>
  keyRow({
    id: keyId(role),
    overlap: { role, operation: OperationId.parse('o'), other: keyId(role === 'new' ? 'old' : 'new'), until },
    ...own,
  })

describe('an overlap', () => {
  it('shows the time left, and from the end on that it is overdue', () => {
    expect(overlapLeft({ until: NOW + 4 * HOUR_MS }, NOW)).toBe('4 h left')
    expect(overlapLeft(over, NOW)).toBe('overdue')
    expect(overlapLeft(over, NOW + 2 * DAY_MS)).toBe('overdue for 2 days')
  })

  it('has ended, and is not overdue, where the provider ends the old secret by itself', () => {
    const stays = { until: NOW, endsAtProvider: true } as const
    expect(overlapLeft(stays, NOW - 4 * HOUR_MS)).toBe('4 h left')
    expect(overlapLeft(stays, NOW)).toBe('ended')
    expect(isOverdue(stays, NOW)).toBe(false)
  })

  it('waits for nobody while its time runs, and for the user after it', () => {
    expect(waitsForUser(overlapOperation(), NOW)).toBe(false)
    expect(waitsForUser(overlapOperation({}, over), NOW)).toBe(true)
    expect(waitsForUser(overlapOperation({ state: 'retired' }, over), NOW)).toBe(true)
  })

  it('waits for the user at once when it is not seen to have been ended', () => {
    expect(waitsForUser(overlapOperation({ state: 'retiring' }), NOW)).toBe(true)
    expect(waitsForUser(overlapOperation({ state: 'rolling-back' }), NOW)).toBe(true)
  })

  it('makes both its keys need attention, only then', () => {
    const needy = (operation: OperationRow) => {
      const operations = new Map([[operation.id, operation]])
      const facts = factsOf({ ...initialState(), now: NOW, operations })
      const forEver = { expires: { source: 'provider' } } as const
      return [side('new', forEver), side('old', forEver)].map((row) => needsAttention(row, facts))
    }
    expect(needy(overlapOperation())).toEqual([false, false])
    expect(needy(overlapOperation({}, over))).toEqual([true, true])
  })

  it('is listed as needing attention with its steps, only then', () => {
    const quiet = {
      notices: [],
      keychain: { state: 'ready', backend: '' },
      accounts: [accountRow()],
      keys: [],
      now: NOW,
      settings: defaultSettings,
    } as const
    expect(attentionItems({ ...quiet, operations: [overlapOperation()] })).toEqual([])
    const items = attentionItems({ ...quiet, operations: [overlapOperation({}, over)] })
    expect(items.map(({ kind }) => kind)).toEqual(['overlap'])
  })

  it('is announced above the list when it is overdue', () => {
    const line = (operation: OperationRow) =>
      lineParts(
        {
          operations: new Map([[operation.id, operation]]),
          notices: [],
          keychain: { state: 'ready', backend: '' },
          now: NOW,
        },
        [],
        { expired: 0, expiring: 0 },
      ).map(({ words }) => words)
    expect(line(overlapOperation())).toEqual([])
    expect(line(overlapOperation({}, over))).toEqual(['1 to retire'])
    expect(line(overlapOperation({ state: 'retiring' }))).toEqual(['1 unconfirmed'])
  })
})

describe('the words for an overlap', () => {
  const steps = (own: Partial<OperationRow>, overlap = {}) =>
    overlapWords(overlapOperation(own, overlap), 'RIPE Atlas', NOW).steps

  it('offer to retire first, and always a way back', () => {
    expect(steps({})).toEqual(['retire', 'keep-longer', 'roll-back'])
    expect(steps({ state: 'retired' })).toEqual(['retire', 'revive', 'finish', 'roll-back'])
  })

  it('offer no way back, and no deed at the end, where the provider ends the old secret by itself', () => {
    const stays = { oldVersion: 1, endsAtProvider: true } as const
    expect(steps({}, stays)).toEqual(['retire', 'keep-longer'])
    expect(steps({}, { ...stays, until: NOW })).toEqual([])
    expect(STEP_WORDS.retire(overlapOperation({}, stays))).toBe('End old secret…')
    expect(STEP_WORDS.retire(overlapOperation({}))).toBe('Retire old key…')
    expect(waitsForUser(overlapOperation({}, { ...stays, until: NOW }), NOW)).toBe(false)
  })

  it('claim neither that it happened nor that it did not while that is not seen', () => {
    const words = overlapWords(
      overlapOperation({ state: 'retiring' }, { doing: 'delete' }),
      'RIPE Atlas',
      NOW,
    )
    expect(words.title).toBe('Couldn’t confirm: deleting the old key')
    expect(words.steps).toContain('retire')
    expect(steps({ state: 'rolling-back' })).toEqual(['roll-back'])
  })

  it('never says that both work when the old one had ended before', () => {
    const words = overlapWords(overlapOperation({}), 'RIPE Atlas', NOW, false)
    expect(words.title).toBe('Only the new one works')
    expect(words.steps[0]).toBe('retire')
  })

  it('never promise that a key works to which one goes back when it had ended before', () => {
    const back = (oldWorks: boolean) => rollBackWords('grafana-prod', false, 'RIPE Atlas', oldWorks).what
    expect(back(true)).toContain('The old key, which still works, is current again.')
    expect(back(false)).toContain('The old key, which doesn’t work now, is current again.')
  })

  it('say at its end that nothing was retired by the clock', () => {
    const words = overlapWords(overlapOperation({}, over), 'RIPE Atlas', NOW)
    expect(words.tone).toBe('warn')
    expect(words.detail).toContain('Both keys still work')
  })
})

describe('retiring', () => {
  const facts = providerFacts()
  const without = (name: 'setEnabled' | 'revoke') => ({ ...facts, can: { ...facts.can, [name]: false } })

  it('switches off where that can be undone, and deletes after', () => {
    expect(retireWays(overlapOperation(), facts)).toEqual(['switch-off', 'delete'])
    expect(retireWays(overlapOperation({ state: 'retired' }), facts)).toEqual(['delete'])
    expect(retireWays(overlapOperation(), without('setEnabled'))).toEqual(['delete'])
  })

  it('asks again for what was asked before', () => {
    expect(retireWays(overlapOperation({ state: 'retiring' }, { doing: 'delete' }), facts)).toEqual([
      'delete',
    ])
  })

  it('can only delete a pasted value, here', () => {
    expect(retireWays(overlapOperation({ kind: 'paste' }, { oldVersion: 2 }), undefined)).toEqual(['delete'])
  })

  const check = (own: Partial<OverlapCheck>) =>
    checkMessage({ status: 'works', usedSince: 'no', at: NOW, ...own }, 'RIPE Atlas', NOW)

  it('warns when the old key was used since the new one is there', () => {
    expect(check({ usedSince: 'yes', lastUsedAt: NOW - 300_000 })).toMatchObject({ tone: 'warn' })
    expect(check({ usedSince: 'yes', lastUsedAt: NOW - 300_000 }).detail).toContain('5 min ago')
    expect(check({ usedSince: 'no' }).tone).toBe('good')
  })

  it('does not call unused what the provider cannot tell', () => {
    expect(check({ usedSince: 'cannot-tell' }).title).toContain('doesn’t report')
    expect(check({ status: 'gone' }).title).toContain('is deleted at')
  })
})

describe('the state of a key in the list', () => {
  it('says which of the two it is, and how long is left, in words', () => {
    expect(overlapSign(side('new'), 'active', NOW)?.word).toBe('New')
    expect(overlapSign(side('old'), 'active', NOW)?.word).toBe('Retiring, 4 h left')
    expect(overlapSign(side('old'), 'disabled', NOW)?.word).toBe('Retired')
  })

  it('gives way to what keeps the key from working', () => {
    expect(overlapSign(side('new'), 'expired', NOW)).toBeUndefined()
    expect(overlapSign(side('old'), 'gone', NOW)).toBeUndefined()
    expect(overlapSign(keyRow(), 'active', NOW)).toBeUndefined()
  })
})

it('marks the end of each overlap once in the timeline, the overdue at its beginning', () => {
  const late = side('old', { id: keyId('late') }, NOW - DAY_MS)
  const { overlapEnds } = timelineOf([side('new'), side('old'), late, keyRow()], NOW, '12m')
  expect(overlapEnds.map(({ row, place }) => [row.id, place > 0])).toEqual([
    ['late', false],
    ['old', true],
  ])
})
