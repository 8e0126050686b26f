import { expect, it } from 'vitest'
import { retaggingBack } from '../../../renderer/vault/local-edits.ts'
import { keyId, keyRow } from './sample-rows.ts'

const tagged = (id: string, ...tags: string[]) => keyRow({ id: keyId(id), tags })

it('takes back a change of tags without touching those that a key had before', () => {
  const rows = [tagged('a'), tagged('b', 'ci'), tagged('c', 'ci', 'old'), tagged('d', 'old')]
  expect(retaggingBack(rows, { add: ['ci'], remove: ['old'] })).toEqual([
    { keys: ['a'], add: [], remove: ['ci'] },
    { keys: ['c'], add: ['old'], remove: [] },
    { keys: ['d'], add: ['old'], remove: ['ci'] },
  ])
})

it('asks once for all keys that changed alike', () =>
  expect(retaggingBack([tagged('a'), tagged('b')], { add: ['ci'], remove: [] })).toEqual([
    { keys: ['a', 'b'], add: [], remove: ['ci'] },
  ]))
