import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTextIndex } from '../../../../renderer/list/text-index.ts'

const places = (marks: Uint8Array) =>
  [...marks.entries()].filter(([, mark]) => mark === 1).map(([place]) => place)

it('finds every text that holds what is sought, and no other, over any changes', () => {
  const texts = fc
    .array(fc.constantFrom('a', 'b', 'ab', '\n'), { maxLength: 5 })
    .map((parts) => parts.join(''))
  const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 1_200 }), texts), { maxLength: 30 })
  fc.assert(
    fc.property(
      changes,
      changes,
      fc.constantFrom('a', 'ab', 'ba', 'bb\n', 'aaa'),
      (first, second, sought) => {
        const index = createTextIndex()
        const truth = new Map<number, string>()
        for (const round of [first, second]) {
          for (const [place, text] of round) {
            index.put(place, text)
            truth.set(place, text)
          }
          const found = [...truth].filter(([, text]) => text.includes(sought)).map(([place]) => place)
          expect(places(index.find(sought))).toEqual(found.sort((a, b) => a - b))
        }
      },
    ),
  )
})

it('finds nothing across two texts', () => {
  const index = createTextIndex()
  index.put(0, 'gra')
  index.put(1, 'fana')
  expect(places(index.find('grafana'))).toEqual([])
  expect(places(index.find('a\u0000f'))).toEqual([])
})

it('finds a dropped text no more', () => {
  const index = createTextIndex()
  index.put(700, 'grafana')
  expect(places(index.find('fan'))).toEqual([700])
  index.drop(700)
  expect(places(index.find('fan'))).toEqual([])
})
