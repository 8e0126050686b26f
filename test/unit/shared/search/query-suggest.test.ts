import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../../shared/search/query.ts'
import { suggest, take, type KnownWords } from '../../../../shared/search/query-suggest.ts'

const words: KnownWords = {
  providers: ['RIPE Atlas', 'IONOS Monitoring'],
  accounts: ['Lab', 'Lab "old"', '"quoted"'],
  tags: ['prod', 'staging'],
  environments: ['RIPE_KEY'],
  permissions: ['measurements.create_measurement', 'keys.get_key'],
  targets: ['probe 6001', 'key 1a2b3c4d'],
}
const texts = (text: string, caret = text.length) => suggest(text, caret, words).map((one) => one.text)

describe('suggestions', () => {
  it('name the operators that a word may become', () => {
    expect(texts('ex')).toEqual(['expires:'])
    expect(texts('graf -ta')).toEqual(['-tag:', '-target:'])
    expect(texts('e')).toEqual([])
  })

  it('name the values that occur, quoted where they hold blanks', () => {
    expect(texts('provider:')).toEqual(['provider:"RIPE Atlas"', 'provider:"IONOS Monitoring"'])
    expect(texts('tag:sta')).toEqual(['tag:staging'])
    expect(texts('is:expi')).toEqual(['is:expiring', 'is:expired'])
    expect(texts('is:over')).toEqual(['is:overlapping', 'is:overdue'])
    expect(texts('is:snoo')).toEqual(['is:snoozed'])
    expect(texts('is:retir')).toEqual(['is:retiring'])
    expect(texts('perm')).toEqual(['permission:'])
    expect(texts('permission:create')).toEqual(['permission:measurements.create_measurement'])
    expect(texts('target:pro')).toEqual(['target:"probe 6001"'])
    expect(texts('account:')).toEqual(['account:Lab', 'account:"Lab "'])
  })

  it('stop once the value is complete, and for unknown operators', () => {
    expect(texts('tag:prod')).toEqual([])
    expect(texts('constructor:')).toEqual([])
    expect(texts('')).toEqual([])
  })

  it('belong to the word at the caret', () => {
    expect(texts('tag:pr is:active', 6)).toEqual(['tag:prod'])
    expect(texts('tag:pr is:active', 7)).toEqual([])
  })

  it('replace that word, and leave the caret behind it', () => {
    const [first] = suggest('graf tag:pr is:active', 11, words)
    expect(take('graf tag:pr is:active', first!)).toEqual({ text: 'graf tag:prod is:active', caret: 14 })
    const [operator] = suggest('ex', 2, words)
    expect(take('ex', operator!)).toEqual({ text: 'expires:', caret: 8 })
  })

  it('are understood when taken', () => {
    for (const text of [
      'provider:',
      'account:',
      'tag:',
      'env:',
      'permission:',
      'target:',
      'is:',
      'expires:',
      'used:',
    ])
      for (const one of suggest(text, text.length, words))
        expect(parseQuery(take(text, one).text).problems, one.text).toEqual([])
  })
})
