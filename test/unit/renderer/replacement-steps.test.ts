import { describe, expect, it } from 'vitest'
import { isSwitchedOver, placesLeft, placesOf } from '../../../renderer/screens/replace/places.ts'
import {
  progressBefore,
  progressOf,
  unfinishedReplacement,
} from '../../../renderer/screens/replace/replacement-steps.ts'
import { OperationState, type OperationRow } from '../../../shared/model/operation.ts'
import { isSideBySide, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { keyId, NOW, operationRow } from './sample-rows.ts'

const HOUR_MS = 3_600_000
const places = placesOf({ environment: ['A', 'B'], notes: '' })
const all = places.map(({ id }) => id)

const overlapping = (
  own: Partial<OperationRow> = {},
  overlap: Partial<OverlapOperation['overlap']> = {},
): OverlapOperation => ({
  ...operationRow({ kind: 'replace', state: 'overlapping', key: keyId('new'), ...own }),
  overlap: { old: keyId('old'), oldName: 'grafana-prod', since: NOW, until: NOW + HOUR_MS, ...overlap },
})
const at = (operation: OverlapOperation, facts = {}) =>
  progressOf(operation, { places, canCopy: true, now: NOW, ...facts })

describe('the steps of a replacement', () => {
  it('have one primary button in every state of the journal but the one that runs', () => {
    for (const state of OperationState.options) {
      const progress = isSideBySide({ state }) ? at(overlapping({ state })) : progressBefore({ state })
      const waits = ['requested', 'received', 'stored', 'rejected', 'done', 'rolled-back', 'closed']
      expect([state, progress.primary === undefined]).toEqual([state, waits.includes(state)])
    }
  })

  it('stay at the new key until its secret is safe and known', () => {
    expect(progressBefore({ state: 'requested' })).toEqual({ step: 'new-key', primary: undefined })
    expect(progressBefore({ state: 'unsaved' })).toEqual({ step: 'new-key', primary: 'show-next' })
    expect(progressBefore({ state: 'unknown' })).toEqual({ step: 'new-key', primary: 'show-next' })
  })

  it('go from switching over to retiring with the last tick, and back without it', () => {
    expect(at(overlapping())).toEqual({ step: 'switch-over', primary: 'copy-new' })
    expect(at(overlapping({}, { switchedOver: ['variable A'] })).step).toBe('switch-over')
    expect(at(overlapping({}, { switchedOver: all }))).toEqual({ step: 'retire', primary: 'retire' })
  })

  it('are at retiring when the time is over, whatever is ticked', () => {
    expect(at(overlapping({}, { until: NOW }))).toEqual({ step: 'retire', primary: 'retire' })
  })

  it('never offer to copy a secret that is not stored', () => {
    expect(at(overlapping(), { canCopy: false })).toEqual({ step: 'switch-over', primary: 'retire' })
  })

  it('are at retiring while the old key ends, and nowhere while the new one does', () => {
    expect(at(overlapping({ state: 'retiring' })).step).toBe('retire')
    expect(at(overlapping({ state: 'retired' })).step).toBe('retire')
    expect(at(overlapping({ state: 'rolling-back' }))).toEqual({ step: undefined, primary: 'roll-back' })
  })
})

describe('the places where a key is used', () => {
  it('are left until the user ticks them', () => {
    expect(placesLeft(places, {})).toEqual(places)
    expect(placesLeft(places, { switchedOver: all.slice(0, 1) })).toEqual(places.slice(1))
    expect(placesLeft(places, { switchedOver: all })).toEqual([])
  })

  it('are its variables, each once, and its notes', () => {
    expect(placesOf({ environment: ['A', 'A', 'B'], notes: 'in CI' })).toEqual([
      { kind: 'variable', id: 'variable A', name: 'A' },
      { kind: 'variable', id: 'variable B', name: 'B' },
      { kind: 'notes', id: 'notes', text: 'in CI' },
    ])
  })

  it('are one place for everything where nothing is written down', () => {
    expect(placesOf({ environment: [], notes: '' })).toEqual([{ kind: 'everywhere', id: 'everywhere' }])
  })

  it('keep their ticks when others are added', () => {
    const ticked = { switchedOver: ['variable B'] }
    const found = placesOf({ environment: ['C', 'B'], notes: 'in CI' }).filter((place) =>
      isSwitchedOver(place, ticked),
    )
    expect(found.map(({ id }) => id)).toEqual(['variable B'])
  })
})

describe('a replacement whose new key is not safe yet', () => {
  const { overlap } = overlapping()
  const unsure = operationRow({ kind: 'replace', state: 'unknown', key: keyId('new'), overlap })

  it('is found from the old key, and from the new one', () => {
    expect(unfinishedReplacement([unsure], keyId('old'))).toBe(unsure)
    expect(unfinishedReplacement([unsure], keyId('new'))).toBe(unsure)
    expect(unfinishedReplacement([unsure], keyId('other'))).toBeUndefined()
  })

  it('is not offered once both keys work, nor is a regeneration', () => {
    expect(unfinishedReplacement([overlapping()], keyId('old'))).toBeUndefined()
    const regeneration = operationRow({ kind: 'regenerate', state: 'unknown', key: keyId('old') })
    expect(unfinishedReplacement([regeneration], keyId('old'))).toBeUndefined()
  })
})
