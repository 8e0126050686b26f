import { describe, expect, it } from 'vitest'
import { ProviderDescription } from '../../../../shared/model/provider-description.ts'
import {
  FORM,
  NOTHING,
  ofSaved,
  PASTE,
  textOf,
  whenChecked,
  whenShown,
} from '../../../../renderer/screens/describe/describe-flow.ts'
import { draftOf } from '../../../../renderer/screens/describe/draft.ts'
import { DESCRIPTION } from './sample-description.ts'

const good = { kind: 'good', description: DESCRIPTION } as const
const faulty = { kind: 'faulty', faults: [{ place: '/list/id', why: 'names-a-secret' }] } as const
const typed = { ...NOTHING, draft: draftOf(DESCRIPTION), pasted: '{ "keyhold": 1 }' }

describe('the steps of describing a provider', () => {
  it('shows everything that was checked before it can be saved', () => {
    const step = whenChecked('form', typed, good)
    expect(step).toMatchObject({ step: 'summary', from: 'form', description: DESCRIPTION })
    expect(step.step === 'summary' && ProviderDescription.parse(JSON.parse(step.text))).toEqual(DESCRIPTION)
    expect(whenChecked('paste', typed, good)).toMatchObject({
      step: 'summary',
      from: 'paste',
      text: typed.pasted,
    })
  })

  it('shows faults where they were made', () => {
    expect(whenChecked('form', typed, faulty)).toEqual({
      step: 'form',
      problems: { id: 'names-a-secret' },
      others: [],
    })
    expect(whenChecked('paste', typed, faulty)).toEqual({ step: 'paste', faults: faulty.faults })
  })

  it('stays in the form while a field cannot be read, even if the rest is a description', () => {
    const draft = { ...typed.draft, query: 'limit' }
    expect(whenChecked('form', { ...typed, draft }, good)).toMatchObject({ problems: { query: 'bad-query' } })
  })

  it('holds the same in the form and as text once it was shown', () => {
    for (const way of ['form', 'paste'] as const) {
      const step = whenChecked(way, typed, good)
      if (step.step !== 'summary') throw new Error(step.step)
      const shown = whenShown(typed, step)
      expect(shown.draft).toEqual(draftOf(DESCRIPTION))
      expect(shown.pasted).toBe(step.text)
    }
  })

  it('never sends the sample', () => {
    const sampled = { ...typed, sample: 'made-up-secret' }
    for (const way of ['form', 'paste'] as const) expect(textOf(way, sampled)).not.toContain('made-up-secret')
  })

  it('begins with the fields of a saved description, or with its text if it cannot be understood', () => {
    expect(ofSaved('{}', DESCRIPTION)).toEqual([
      { ...NOTHING, draft: draftOf(DESCRIPTION), pasted: '{}' },
      FORM,
    ])
    expect(ofSaved('{ "keyhold": 2 }', undefined)).toEqual([
      { ...NOTHING, pasted: '{ "keyhold": 2 }' },
      PASTE,
    ])
  })
})
