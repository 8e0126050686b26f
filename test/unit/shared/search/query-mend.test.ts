import { describe, expect, it } from 'vitest'
import { FLAGS } from '../../../../shared/search/query-language.ts'
import { parseQuery } from '../../../../shared/search/query.ts'
import { mended } from '../../../../shared/search/query-mend.ts'
import { slipsBetween } from '../../../../shared/search/typos.ts'

describe('a mistyped term', () => {
  it.each([
    ['is:mising', 'is:missing'],
    ['-is:mising', '-is:missing'],
    ['is:exp', 'is:expiring'],
    ['is:expierd', 'is:expired'],
    ['IS:Favorite', 'is:favourite'],
    ['tga:prod', 'tag:prod'],
    ['-tga:"eu west"', '-tag:"eu west"'],
    ['expiers:<30d', 'expires:<30d'],
    ['expires:nevr', 'expires:never'],
  ])('%s was meant as %s', (term, meant) => {
    expect(mended(term)).toBe(meant)
    expect(parseQuery(meant).problems).toEqual([])
  })

  it.each(['is:zebra', 'expires:december', 'foo:bar', 'tag:', 'plain', ''])('%j has no near one', (term) => {
    expect(mended(term)).toBeUndefined()
  })

  it('every flag with one letter left out leads to a flag', () => {
    for (const flag of FLAGS) expect(mended(`is:${flag.slice(0, 1)}${flag.slice(2)}`)).toBeDefined()
  })

  it('swapped neighbours are one slip', () => {
    expect(slipsBetween('tga', 'tag')).toBe(1)
    expect(slipsBetween('', 'abc')).toBe(3)
  })
})
