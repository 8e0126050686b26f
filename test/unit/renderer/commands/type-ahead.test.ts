import { expect, it } from 'vitest'
import { createTypeAhead } from '../../../../renderer/commands/type-ahead.ts'
import { entryOf } from '../../../../shared/search/query-match.ts'
import { keyId, keyRow } from '../sample-rows.ts'

const names = { accountName: () => 'Lab', providerName: () => 'RIPE Atlas' }
const entries = ['alpha', 'apex', 'beta', 'Übung', 'ключ'].map((name) =>
  entryOf(keyRow({ id: keyId(name), name }), names),
)

it('goes to the next name that begins with the letters typed within a second', () => {
  const typeAhead = createTypeAhead()
  expect(typeAhead.press('a', 0, entries, undefined)).toBe('alpha')
  expect(typeAhead.press('p', 500, entries, keyId('alpha'))).toBe('apex')
  expect(typeAhead.press('b', 5_000, entries, keyId('apex'))).toBe('beta')
})

it('moves to the next one by the same letter, and wraps around', () => {
  const typeAhead = createTypeAhead()
  expect(typeAhead.press('a', 0, entries, keyId('alpha'))).toBe('apex')
  expect(typeAhead.press('a', 300, entries, keyId('apex'))).toBe('alpha')
})

it('looks past case and accents, in any script', () => {
  const typeAhead = createTypeAhead()
  expect(typeAhead.press('u', 0, entries, undefined)).toBe('Übung')
  expect(typeAhead.press('К', 5_000, entries, undefined)).toBe('ключ')
})

it('stays where it is when no name begins so', () =>
  expect(createTypeAhead().press('z', 0, entries, keyId('beta'))).toBeUndefined())
