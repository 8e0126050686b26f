import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characters, cut } from '../../../../shared/model/characters.ts'

const segments = (text: string) =>
  Array.from(new Intl.Segmenter('und').segment(text), ({ segment }) => segment)

describe('a text', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['👩‍💻🏴󠁧󠁢󠁥󠁮󠁧󠁿', 2],
    ['Zu\u0308rich', 6],
  ])('%j has %i characters', (text, count) => {
    expect(characters(text)).toBe(count)
  })

  it.each([
    ['abc', 2, 'ab'],
    ['abc', 3, 'abc'],
    ['ab👩‍💻', 4, 'ab'],
    ['ab👩‍💻', 7, 'ab👩‍💻'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿x', 3, ''],
    ['cafe\u0301', 4, 'caf'],
    [`a${'\u0301'.repeat(400)}`, 300, `a${'\u0301'.repeat(299)}`],
  ])('%j is cut at %i to %j', (text, most, start) => {
    expect(cut(text, most)).toBe(start)
  })

  it('is cut between characters, as late as it can be', () => {
    const one = fc.constantFrom('a', 'é', 'u\u0308', '👩‍💻', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '한', '\r\n', '🇩🇪', 'क्षि', '𝒳')
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), fc.nat(200), (parts, most) => {
        const text = parts.join('')
        const starts = [...segments(text).map((_, index, all) => all.slice(0, index).join('')), text]
        const longest = starts.filter((start) => start.length <= most).at(-1)
        expect(cut(text, most)).toBe(longest)
      }),
    )
  })
})
