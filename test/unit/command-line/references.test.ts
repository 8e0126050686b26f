import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../seed.ts'
import { findKey, referenceOf, type KeysToSearch } from '../../../electron/command-line/find-key.ts'
import { parseReference, referenceText } from '../../../shared/model/references.ts'
import type { AccountId, KeyId, KeyRow } from '../../../shared/model/model.ts'
import { fakeRow } from './rows.ts'

const part = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.isWellFormed())

describe('a reference', () => {
  it('reads back as it was written, whatever its parts hold, and needs no quotes in a shell', () => {
    fc.assert(
      fc.property(
        part,
        part,
        fc.constantFrom('current' as const, 'previous' as const),
        (account, key, version) => {
          fc.pre(account !== 'env')
          const text = referenceText({ kind: 'key', account, key, version })
          expect(text).toMatch(/^keyhold:\/\/secret\/[\w.~%-]+\/[\w.~%-]+(\?version=previous)?$/)
          expect(parseReference(text)).toEqual({ kind: 'key', account, key, version })
        },
      ),
    )
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseReference(`keyhold://secret/${text}`)
      }),
    )
  })

  it.each([
    'keyhold://secret/',
    'keyhold://secret/a',
    'keyhold://secret/a/',
    'keyhold://secret//b',
    'keyhold://secret/a/b/c',
    'keyhold://secret/a/b?version=3',
    'keyhold://secret/a/b?version=previous?x',
    'keyhold://secret/a/b?other=1',
    'keyhold://secret/a/%zz',
    'keyhold://open/keys',
    'KEYHOLD://secret/a/b',
  ])('%s is not a reference', (text) => {
    expect(parseReference(text)).toBeUndefined()
  })

  it('by a variable, and to the version before', () => {
    expect(parseReference('keyhold://secret/env/CI_TOKEN?version=previous')).toEqual({
      kind: 'variable',
      variable: 'CI_TOKEN',
      version: 'previous',
    })
  })
})

const lab = 'account-1' as AccountId
const rows = (...keys: Partial<KeyRow>[]): KeysToSearch => ({
  keys: keys.map((key, index) => fakeRow({ id: `key-${index}` as KeyId, account: lab, ...key })),
  accountName: (id) => (id === lab ? 'My Lab' : undefined),
})
const found = (text: string, vault: KeysToSearch) => {
  const result = findKey(text, vault)
  return result.kind === 'found' ? result.key.id : result.kind
}

describe('a name', () => {
  it('is an id, a name, a variable, or a reference', () => {
    const vault = rows(
      { name: 'build' },
      { name: 'deploy key', environment: 'DEPLOY' },
      { name: 'own', account: undefined },
    )
    expect(found('key-1', vault)).toBe('key-1')
    expect(found('build', vault)).toBe('key-0')
    expect(found('DEPLOY', vault)).toBe('key-1')
    expect(found('keyhold://secret/My%20Lab/deploy%20key', vault)).toBe('key-1')
    expect(found('keyhold://secret/My Lab/deploy key', vault)).toBe('key-1')
    expect(found('keyhold://secret/account-1/key-0', vault)).toBe('key-0')
    expect(found('keyhold://secret/env/DEPLOY', vault)).toBe('key-1')
    expect(found('keyhold://secret/manual/own', vault)).toBe('key-2')
    expect(found('keyhold://secret/manual/build', vault)).toBe('none')
    expect(found('keyhold://secret/Other/build', vault)).toBe('none')
    expect(found('', vault)).toBe('none')
  })

  it('in other capitals counts only where one key has it', () => {
    expect(found('BUILD', rows({ name: 'Build' }))).toBe('key-0')
    expect(found('BUILD', rows({ name: 'Build' }, { name: 'build' }))).toBe('several')
    expect(found('build', rows({ name: 'Build' }, { name: 'build' }))).toBe('key-1')
  })

  it('of a provider’s key cannot take the place of a variable', () => {
    expect(found('DEPLOY', rows({ name: 'mine', environment: 'DEPLOY' }, { name: 'DEPLOY' }))).toBe('several')
  })

  it('means the key that replaces, not the one that is being replaced, and a living key before a deleted one', () => {
    const until = 1
    const overlap = { operation: 'o' as never, until }
    const pair = rows(
      { name: 'x', overlap: { ...overlap, role: 'old', other: 'key-1' as KeyId } },
      { name: 'x', overlap: { ...overlap, role: 'new', other: 'key-0' as KeyId } },
    )
    expect(found('x', pair)).toBe('key-1')
    expect(found('x', rows({ name: 'x', goneSince: 1 }, { name: 'x' }))).toBe('key-1')
    expect(found('x', rows({ name: 'x', goneSince: 1 }))).toBe('key-0')
  })
})

it('the reference that is shown for a key means that key, whatever the others are called', () => {
  const names = fc.constantFrom('a', 'b', 'key-1', 'env', 'ä', 'a/b', '', '?version=previous')
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: names, account: fc.constantFrom(lab, undefined) }), { minLength: 1 }),
      (keys) => {
        const vault = rows(...keys)
        for (const key of vault.keys) {
          const result = findKey(referenceOf(key, vault), vault)
          expect(result).toMatchObject({ kind: 'found', key: { id: key.id }, version: 'current' })
        }
      },
    ),
  )
})
