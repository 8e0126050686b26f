import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  hiddenIn,
  inOrder,
  noSelection,
  onlyListed,
  still,
  stretched,
  toggled,
  withListed,
  withoutListed,
  type Selection,
} from '../../../../renderer/list/selection.ts'
import { hasKey, idsOf, type PlacedKey } from '../../../../renderer/list/key-set.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { keyId } from '../sample-rows.ts'

/** A key of one letter. Its place is independent of its place in a list. */
const key = (id: string): PlacedKey => ({ row: { id: keyId(id) }, place: 'dzaxbceghf'.indexOf(id) })
const listOf = (ids: Iterable<string>) => [...ids].map(key)
const of = ({ keys }: Selection) => [...idsOf(keys)].sort().join('')
const ticked = (ids: string) => Array.from(ids).reduce((all, id) => toggled(all, key(id)), noSelection)
/** A vault that has these keys. */
const vaultOf = (ids: Iterable<string>) => {
  const there = new Set(ids)
  return (id: KeyId) => (there.has(id) ? key(id) : undefined)
}
const to = (selection: Selection, list: string, from: string, end: string) =>
  stretched(selection, listOf(list), key(from), key(end))

describe('ticking', () => {
  it('takes a key in, and the second time out again', () => {
    const one = toggled(noSelection, key('a'))
    expect(of(one)).toBe('a')
    expect(toggled(one, key('a'))).toBe(noSelection)
  })

  it('never touches the selection of before', () => {
    const before = ticked('ab')
    toggled(before, key('a'))
    expect(of(before)).toBe('ab')
  })

  it('of all that is listed adds to what a search hides', () => {
    expect(of(withListed(ticked('z'), listOf('abc')))).toBe('abcz')
    expect(of(withoutListed(ticked('abz'), listOf('abc')))).toBe('z')
    expect(of(onlyListed(ticked('abz'), listOf('abc')))).toBe('ab')
  })
})

describe('a range', () => {
  it('runs from where the keyboard was to where it goes, in either direction', () => {
    expect(of(to(noSelection, 'abcde', 'b', 'd'))).toBe('bcd')
    expect(of(to(noSelection, 'abcde', 'd', 'b'))).toBe('bcd')
  })

  it('releases rows when it gets shorter, and continues past its anchor', () => {
    const long = to(noSelection, 'abcde', 'b', 'e')
    const short = to(long, 'abcde', 'e', 'c')
    expect([of(long), of(short), of(to(short, 'abcde', 'c', 'a'))]).toEqual(['bcde', 'bc', 'ab'])
  })

  it('keeps what was selected before it began, even inside of it', () => {
    const long = to(ticked('c'), 'abcde', 'a', 'e')
    expect(of(to(long, 'abcde', 'e', 'a'))).toBe('ac')
  })

  it('starts again where the keyboard has moved without it', () => {
    const first = to(noSelection, 'abcde', 'a', 'b')
    expect(of(to(first, 'abcde', 'd', 'e'))).toBe('abde')
  })

  it('follows the order that the list has now', () => {
    const first = to(noSelection, 'abcde', 'b', 'c')
    expect(of(to(first, 'edcba', 'c', 'd'))).toBe('bcd')
  })

  it('is its end alone where a search hides its anchor', () => {
    expect(of(to(to(noSelection, 'abc', 'a', 'b'), 'bc', 'b', 'c'))).toBe('c')
    expect(of(stretched(noSelection, listOf('abc'), undefined, key('c')))).toBe('c')
  })
})

describe('a selection in a vault that changes', () => {
  it('loses what leaves the vault, and is the same object while nothing does', () => {
    const selection = ticked('abc')
    expect(still(selection, vaultOf('abc'))).toBe(selection)
    expect(of(still(selection, vaultOf('ac')))).toBe('ac')
    expect(still(selection, vaultOf(''))).toBe(noSelection)
  })

  it('does not bring back by a range what has left the vault', () => {
    const long = to(ticked('x'), 'abc', 'a', 'c')
    const left = still(long, vaultOf('abc'))
    expect(of(to(left, 'abc', 'c', 'b'))).toBe('ab')
  })

  it('counts nothing hidden while nothing is selected, without reading the list', () => {
    const unread: PlacedKey = {
      row: { id: keyId('a') },
      get place(): number {
        throw new Error('The list was read')
      },
    }
    expect(hiddenIn(noSelection, [unread])).toBe(0)
    expect(() => hiddenIn(ticked('a'), [unread])).toThrow('The list was read')
  })

  it('counts what the list hides, and puts it after what it shows', () => {
    expect(hiddenIn(ticked('abz'), listOf('dab'))).toBe(1)
    expect(inOrder(ticked('zba'), listOf('dab'))).toEqual(['a', 'b', 'z'])
  })

  it('keeps its keys and its range where they get other places', () => {
    const moved = (id: KeyId): PlacedKey => ({ row: { id }, place: 20 - key(id).place })
    const long = to(ticked('x'), 'abcde', 'b', 'd')
    const after = still(long, moved)
    const listed = listOf('abcde').map(({ row }) => moved(row.id))
    expect(of(after)).toBe('bcdx')
    expect(listed.filter((one) => hasKey(after.keys, one)).map(({ row }) => row.id)).toEqual(['b', 'c', 'd'])
    expect(of(stretched(after, listed, moved(keyId('d')), moved(keyId('c'))))).toBe('bcx')
  })

  it('never selects a key that gets the place of a selected key', () => {
    const [old, next] = [key('a'), { row: { id: keyId('new') }, place: key('a').place }]
    const selection = toggled(noSelection, old)
    expect(hasKey(selection.keys, next)).toBe(false)
    expect(hiddenIn(selection, [next])).toBe(1)
    expect(withoutListed(selection, [next]).keys.size).toBe(1)
    expect(still(selection, (id) => (id === 'new' ? next : undefined))).toBe(noSelection)
  })
})

interface Walk {
  readonly vault: ReadonlySet<string>
  readonly listed: ReturnType<typeof listOf>
  readonly at: PlacedKey | undefined
  readonly selection: Selection
}

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const START: Walk = { vault: new Set(KEYS), listed: listOf(KEYS), at: undefined, selection: noSelection }
const isShown = ({ listed }: Walk, id: KeyId) => listed.some(({ row }) => row.id === id)

/** Steps of a user, a search or a sync. A step on a hidden row does nothing. */
type Step = (walk: Walk) => Walk
const tick =
  (id: KeyId): Step =>
  (walk) =>
    isShown(walk, id) ? { ...walk, at: key(id), selection: toggled(walk.selection, key(id)) } : walk
const stretch =
  (id: KeyId): Step =>
  (walk) =>
    isShown(walk, id)
      ? { ...walk, at: key(id), selection: stretched(walk.selection, walk.listed, walk.at, key(id)) }
      : walk
const all: Step = (walk) => ({ ...walk, selection: withListed(walk.selection, walk.listed) })
const search =
  (ids: readonly string[]): Step =>
  (walk) => ({
    ...walk,
    listed: listOf(ids.filter((id) => walk.vault.has(id))),
  })
const lose =
  (id: KeyId): Step =>
  (walk) => {
    const vault = new Set([...walk.vault].filter((one) => one !== id))
    const listed = walk.listed.filter(({ row }) => row.id !== id)
    return { ...walk, vault, listed, selection: still(walk.selection, vaultOf(vault)) }
  }

describe('any walk through a list', () => {
  const id = fc.constantFrom(...KEYS).map(keyId)
  const shuffled = fc.shuffledSubarray(KEYS, { minLength: 1 })
  const steps = fc.array(
    fc.oneof(id.map(tick), id.map(stretch), fc.constant(all), shuffled.map(search), id.map(lose)),
    { maxLength: 30 },
  )

  it('selects nothing that is not in the vault, and says of all that it selects where it is', () => {
    fc.assert(
      fc.property(steps, (walked) => {
        const { vault, listed, selection } = walked.reduce((walk, step) => step(walk), START)
        const ids = [...idsOf(selection.keys)]
        expect(selection.keys.size).toBe(ids.length)
        expect(ids.filter((one) => !vault.has(one))).toEqual([])
        const hidden = ids.filter((one) => !listed.some(({ row }) => row.id === one))
        expect(hiddenIn(selection, listed)).toBe(hidden.length)
        expect([...inOrder(selection, listed)].sort()).toEqual(ids.sort())
      }),
    )
  })

  it('lets go of a hidden key only when it leaves the vault, and always reaches the row it is stretched to', () => {
    fc.assert(
      fc.property(steps, id, shuffled, (walked, end, found) => {
        const before = search(found)(walked.reduce((walk, step) => step(walk), START))
        const hidden = idsOf(before.selection.keys).filter((one) => !isShown(before, one))
        const after = tick(end)(all(before)).selection.keys
        expect(hidden.filter((one) => !hasKey(after, key(one)))).toEqual([])
        if (isShown(before, end)) expect(hasKey(stretch(end)(before).selection.keys, key(end))).toBe(true)
      }),
    )
  })
})
