import { describe, expect, it } from 'vitest'
import { refusalWords, refusedTitle } from '../../../renderer/screens/many/replace-keys-messages.ts'
import { replacePlan } from '../../../renderer/screens/many/replace-plan.ts'
import {
  hiddenWords,
  selectedWords,
  syncPlan,
  syncWords,
} from '../../../renderer/screens/many/selection-messages.ts'
import { tagCounts, tagPlan } from '../../../renderer/screens/many/tag-plan.ts'
import { OperationId, type KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { accountId, accountRow, keyId, keyRow, NOW, operationRow, providerFacts } from './sample-rows.ts'

const [LAB, SECOND] = [accountId('lab'), accountId('second')]
const tagged = (...lists: readonly (readonly string[])[]) => lists.map((tags) => ({ tags }))

describe('the words of a selection', () => {
  it('say how many are out of sight, and why', () => {
    expect(selectedWords(1)).toBe('1 key selected')
    expect(hiddenWords(0, 12, true)).toBeUndefined()
    expect(hiddenWords(3, 12, true)).toBe('3 of 12 selected are hidden by the search')
    expect(hiddenWords(1, 12, false)).toBe('1 of 12 selected is not in this view')
  })

  it('ask every account once, and say which keys have none', () => {
    const plan = syncPlan([LAB, LAB, SECOND, undefined])
    expect(plan).toEqual({ accounts: [LAB, SECOND], without: 1 })
    const names = (id: string) => accountRow({ name: `Account ${id}` })
    const { label, why } = syncWords(plan, 4, names)
    expect(label).toBe('Sync 2 accounts')
    expect(why).toContain('1 of 4 keys is manual')
    expect(syncWords(syncPlan([LAB]), 1, names).label).toBe('Sync Account lab')
  })
})

describe('the plan of a change of tags', () => {
  it('counts the tags that are there, the most frequent first', () => {
    expect(tagCounts(tagged(['a', 'b'], ['b'], []))).toEqual([
      { tag: 'b', count: 2 },
      { tag: 'a', count: 1 },
    ])
  })

  it('says of every tag which keys it changes, and how many keys change in all', () => {
    const plan = tagPlan(tagged(['ci'], ['old'], []), ['ci'], ['old'])
    expect(plan.lines).toEqual(['Add “ci” to 2 keys (1 already has it)', 'Remove “old” from 1 key'])
    expect([plan.changed, plan.problem]).toEqual([2, undefined])
  })

  it('changes nothing where all have the tag already', () => {
    expect(tagPlan(tagged(['ci'], ['ci']), ['ci'], [])).toMatchObject({
      changed: 0,
      lines: ['All have “ci” already'],
    })
  })

  it('refuses to add and take away the same, what is too long, and what would be too many', () => {
    expect(tagPlan(tagged(['a']), ['a'], ['a']).problem).toContain('both')
    expect(tagPlan(tagged([]), ['x'.repeat(201)], []).problem).toContain('200')
    const full = Array.from({ length: 50 }, (_, index) => `tag ${String(index)}`)
    expect(tagPlan(tagged(full, []), ['one more'], []).problem).toBe('1 key would have more than 50 tags.')
    expect(tagPlan(tagged(full), ['one more'], ['tag 3']).problem).toBeUndefined()
  })
})

describe('the plan of many replacements', () => {
  const atlas = providerFacts()
  const other = providerFacts({ id: 'other', name: 'Other', can: { ...atlas.can, replace: false } })
  const planOf = (rows: readonly Partial<KeyRow>[], operations: readonly OperationRow[] = []) =>
    replacePlan(
      rows.map((own, index) => keyRow({ id: keyId(`k${index}`), ...own })),
      { metadataOf: ({ provider }) => (provider === 'other' ? other : atlas), operations },
    )
  const overlap = { role: 'old', operation: OperationId.parse('o'), other: keyId('n'), until: NOW } as const

  it('takes those that can, in the order in which they were chosen, by provider', () => {
    const plan = planOf([{}, { credentialOf: LAB }])
    expect(plan.keys.map(({ id }) => id)).toEqual(['k0', 'k1'])
    expect(plan.shares.map(({ metadata, keys }) => [metadata.name, keys.length])).toEqual([['RIPE Atlas', 2]])
    expect(plan.own).toHaveLength(1)
    expect(refusedTitle(plan)).toBeUndefined()
  })

  it('says with number and reason which cannot', () => {
    const plan = planOf(
      [{}, { account: undefined }, { goneSince: NOW }, { provider: 'other' }, { overlap }, {}],
      [operationRow({ state: 'unsaved', key: keyId('k5') })],
    )
    expect(refusedTitle(plan)).toBe('5 of 6 can’t be replaced with overlap')
    expect(plan.refusals.map(({ why }) => why)).toEqual([
      'no-account',
      'gone',
      'unable',
      'overlapping',
      'open',
    ])
    expect(plan.refusals.map(refusalWords)[2]).toContain('1 key: Other can’t create a second key')
  })

  it('lets an unknown outcome block nothing, as main does', () => {
    expect(planOf([{}], [operationRow({ state: 'unknown', key: keyId('k0') })]).keys).toHaveLength(1)
  })
})
