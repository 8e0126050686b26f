/** The metadata of one key: what its provider, its account and its kind allow. */
import { expect, it } from 'vitest'
import { lacks, metadataIn, metadataOfKey, rotationOf } from '../../../../shared/model/abilities.ts'
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

it('lacks what the account lacks, whatever the kind', () => {
  expect(metadataOfKey(metadata, { contract: 'old' }, 'project:a')!.can.verify).toBe(false)
  expect(metadataOfKey(metadata, undefined, 'project:a')!.can.verify).toBe(true)
})
