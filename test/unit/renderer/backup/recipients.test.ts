import { expect, it } from 'vitest'
import { identitiesOf, recipientsOf, withRecipient } from '../../../../renderer/screens/backup/recipients.ts'

it.each([
  ['', []],
  ['  \n ', []],
  ['age1a', ['age1a']],
  ['age1a\nage1b\r\nage1a', ['age1a', 'age1b']],
  ['age1a, age1b age1c', ['age1a', 'age1b', 'age1c']],
  ['# laptop\nage1a\n  # stick\nage1b', ['age1a', 'age1b']],
])('reads recipients from %j', (text, recipients) => {
  expect(recipientsOf(text)).toEqual(recipients)
})

it('adds a new recipient below those that are there', () => {
  expect(withRecipient('', 'age1a')).toBe('age1a')
  expect(withRecipient('age1a\n', 'age1b')).toBe('age1a\nage1b')
})

it.each([
  ['AGE-SECRET-KEY-1ABC', 'AGE-SECRET-KEY-1ABC'],
  [' AGE-SECRET-KEY-1ABC\n', 'AGE-SECRET-KEY-1ABC'],
  // A field of one line drops the line breaks of a file.
  [
    '# created: 2026-11-30# public key: age1aAGE-SECRET-KEY-1ABC AGE-SECRET-KEY-PQ-1DEF',
    'AGE-SECRET-KEY-1ABC\nAGE-SECRET-KEY-PQ-1DEF',
  ],
  ['something else', 'something else'],
])('finds identities in %j', (text, identities) => {
  expect(identitiesOf(text)).toBe(identities)
})
