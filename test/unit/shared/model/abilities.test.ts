/** The metadata of one key: what its provider, its account and its kind allow. */
import { expect, it } from 'vitest'
import { lacks, metadataIn, metadataOfKey, placeOf, rotationOf } from '../../../../shared/model/abilities.ts'
import { metadataOf } from '../../../../electron/providers/registry.ts'
import atlas from '../../../../electron/providers/catalog/ripe-atlas.ts'

const plain = metadataOf(atlas)
const metadata = {
  ...plain,
  canOnlyWhere: [{ ability: 'verify', field: 'contract', values: ['new'] }] as const,
  kinds: [
    {
      id: 'project',
      keyNoun: 'project key',
      cannot: ['update', 'replace'],
      rotation: { revoke: 'The project stops.' },
      updateFields: [],
    },
  ] as const,
}

it('is the provider’s own for a key of no kind', () => {
  for (const scope of [undefined, '', 'de-fra', 'projects:a'])
    expect(metadataOfKey(plain, {}, scope)).toEqual(plain)
  expect(metadataOfKey(metadata, {}, 'de-fra')).toEqual(metadataIn(metadata, {}))
  expect(metadataOfKey(undefined, {}, 'project:a')).toBeUndefined()
})

it.each(['project', 'project:a', 'project:a/b:c'])(
  'has the words and abilities of the kind in %s',
  (scope) => {
    const own = metadataOfKey(metadata, { contract: 'new' }, scope)!
    expect(own.keyNoun).toBe('project key')
    expect(own.can).toEqual({ ...plain.can, update: false, replace: false })
    expect(own.updateFields).toEqual([])
    expect(own.rotation).toEqual({ ...plain.rotation, revoke: 'The project stops.' })
    expect(rotationOf(metadata, scope)).toEqual(own.rotation)
    expect(lacks(metadata, scope, 'update')).toBe(true)
    expect(lacks(metadata, scope, 'create')).toBe(false)
  },
)

it('tells the kind of a key, and the part of the account that contains it', () => {
  expect(placeOf(metadata, 'project:a/b:c')).toEqual({ kind: 'project key', part: 'a/b:c' })
  expect(placeOf(metadata, 'project')).toEqual({ kind: 'project key', part: '' })
  expect(placeOf(metadata, 'de-fra')).toEqual({ kind: undefined, part: 'de-fra' })
  for (const one of [plain, undefined]) expect(placeOf(one, undefined)).toEqual({ kind: undefined, part: '' })
})

it('lacks what the account lacks, whatever the kind', () => {
  expect(metadataOfKey(metadata, { contract: 'old' }, 'project:a')!.can.verify).toBe(false)
  expect(metadataOfKey(metadata, undefined, 'project:a')!.can.verify).toBe(true)
})
