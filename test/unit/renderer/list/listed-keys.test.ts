import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasKey, type PlacedKey } from '../../../../renderer/list/key-set.ts'
import { keysIn, rowIndexIn } from '../../../../renderer/list/listed-keys.ts'
import { keyId } from '../sample-rows.ts'

const key = (place: number, id = `key-${String(place)}`): PlacedKey => ({ row: { id: keyId(id) }, place })

it('finds for each key the row that a search through the list finds', () => {
  const places = fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 12 })
  fc.assert(
    fc.property(places, (shown) => {
      const listed = shown.map((place) => key(place))
      for (let place = 0; place <= 20; place += 1) {
        expect(rowIndexIn(listed, key(place))).toBe(shown.indexOf(place))
        expect(hasKey(keysIn(listed), key(place))).toBe(shown.includes(place))
      }
      expect(keysIn(listed).size).toBe(shown.length)
    }),
  )
})

it('does not find a key that has the place of a listed key', () => {
  const listed = [key(3), key(1)]
  expect(rowIndexIn(listed, key(1, 'new'))).toBe(-1)
  expect(rowIndexIn(listed, key(3, 'new'))).toBe(-1)
})
