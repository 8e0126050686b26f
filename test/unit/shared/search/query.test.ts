import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import { addedTerms, narrows, parseQuery, unreadable } from '../../../../shared/search/query.ts'
import { compileQuery, entryOf, type Facts } from '../../../../shared/search/query-match.ts'
import { tokens } from '../../../../shared/search/query-tokens.ts'
import { datedKeys, keyRow, NOW } from './key-samples.ts'

const names = { accountName: () => undefined, providerName: () => undefined }
const facts: Facts = { now: NOW, leadMs: 30 * DAY_MS, policy: defaultSettings, isOpen: () => false }

describe('what cannot be used', () => {
  it.each([
    ['is:nonsense', 'unknown-value'],
    ['expires:soon', 'unknown-value'],
    ['expires:2026-02-30', 'unknown-value'],
    ['expires:2026-13', 'unknown-value'],
    ['expires:2026-12..2026-01', 'unknown-value'],
    ['used:unknown', 'unknown-value'],
    ['tag:', 'missing-value'],
    ['constructor:x', 'unknown-operator'],
    ['-is:mising', 'unknown-value'],
    ['-tga:prod', 'unknown-operator'],
  ])('%s is reported as %s, and never widens the search', (piece, why) => {
    const isText = piece === 'constructor:x'
    const { problems, query } = parseQuery(`graf ${piece} prod`)
    expect(problems).toEqual([{ why, text: piece, from: 5, to: 5 + piece.length, isText }])
    expect(unreadable(problems)).toHaveLength(isText ? 0 : 1)
    const words = query.terms.map(({ sought }) => ('text' in sought ? sought.text : undefined))
    expect(words).toEqual(['graf', isText ? piece : undefined, 'prod'])
    expect(compileQuery(query, facts)(entryOf(keyRow({ name: `graf prod ${piece}` }), names))).toBe(isText)
    expect(compileQuery(parseQuery(piece).query, facts)(entryOf(keyRow(), names))).toBe(false)
  })

  it('an address is text, not an operator', () => {
    expect(parseQuery('https://atlas.ripe.net').problems).toEqual([])
  })

  it('never throws, whatever is typed', () => {
    const pieces = fc.constantFrom(
      'is:',
      'expires:',
      '<30d',
      '"',
      '-',
      ' ',
      ':',
      'tag:',
      '2026-',
      '..',
      '\u202E',
      '🔑',
      'a',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(
        texts,
        (text) => void compileQuery(parseQuery(text).query, facts)(entryOf(keyRow(), names)),
      ),
    )
  })

  it('tokens lie side by side and leave out nothing but blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let at = 0
        for (const { from, to, raw } of tokens(text)) {
          expect(text.slice(at, from).trim()).toBe('')
          expect(text.slice(from, to)).toBe(raw)
          expect(to).toBeGreaterThan(from)
          at = to
        }
        expect(text.slice(at).trim()).toBe('')
      }),
    )
  })
})

describe('narrowing', () => {
  const words = fc.constantFrom(
    'a',
    'pr',
    'prod',
    '-pr',
    '-prod',
    '-a',
    'is:active',
    'is:expired',
    '-is:active',
    'tag:x',
    'tag:xy',
    'is:mising',
    '-tag:x',
    'expires:<7d',
    'expires:>2026',
  )
  const texts = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(' '))
  const keys = fc
    .tuple(datedKeys, fc.constantFrom('a', 'prod', 'pr', 'z'), fc.constantFrom([], ['x'], ['xy']))
    .map(([key, name, tags]) => ({ ...key, name, tags }))

  it('is claimed only where everything found next was found before', () => {
    fc.assert(
      fc.property(texts, texts, keys, (before, after, key) => {
        const [last, next] = [parseQuery(before).query, parseQuery(after).query]
        const entry = entryOf(key, names)
        if (narrows(last, next) && compileQuery(next, facts)(entry))
          expect(compileQuery(last, facts)(entry)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('leaves only the added terms to test', () => {
    fc.assert(
      fc.property(texts, texts, keys, (before, after, key) => {
        const [last, next] = [parseQuery(before).query, parseQuery(after).query]
        const entry = entryOf(key, names)
        if (compileQuery(last, facts)(entry))
          expect(compileQuery(addedTerms(last, next), facts)(entry)).toBe(compileQuery(next, facts)(entry))
      }),
    )
  })

  it('is recognised while the user keeps typing', () => {
    const narrow = (a: string, b: string) => narrows(parseQuery(a).query, parseQuery(b).query)
    expect(narrow('', 'g')).toBe(true)
    expect(narrow('gr', 'gra')).toBe(true)
    expect(narrow('gra', 'gra is:active')).toBe(true)
    expect(narrow('gra', 'gr')).toBe(false)
    expect(narrow('-gra', '-gr')).toBe(true)
    expect(narrow('-gr', '-gra')).toBe(false)
    expect(narrow('expires:<3d', 'expires:<30d')).toBe(false)
  })
})
