import { expect, it } from 'vitest'
import {
  capital,
  KEY_STATES,
  OVERLAP_STATES,
  overlapState,
  SECRET_STATES,
  secretWords,
} from '../../../../shared/expiry/state-messages.ts'

it('has a word of its own for each state', () => {
  const words = [KEY_STATES, SECRET_STATES, OVERLAP_STATES].flatMap((states) => Object.values(states))
  expect(new Set(words).size).toBe(words.length)
  expect(words).toEqual(words.map((word) => word.toLowerCase()))
  expect(capital(KEY_STATES['not-yet-valid'])).toBe('Not yet valid')
  expect(secretWords('stale')).toBe('secret outdated')
})

it('says of a key in an overlap which of the two it is, while it works', () => {
  expect(overlapState(undefined, 'active')).toBeUndefined()
  expect(overlapState('new', 'active')).toBe('new')
  expect(overlapState('old', 'expiring')).toBe('retiring')
  expect(overlapState('old', 'disabled')).toBe('retired')
  expect(overlapState('new', 'disabled')).toBeUndefined()
  expect(overlapState('old', 'expired')).toBeUndefined()
})
