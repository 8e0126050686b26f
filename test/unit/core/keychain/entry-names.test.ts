import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  accountEntry,
  keyEntry,
  newId,
  recoveryEntry,
} from '../../../../electron/core/keychain/entry-names.ts'
import { AccountId, KeyId, OperationId } from '../../../../shared/model/model.ts'

const zeros = () => 0

it('computes entry names from ids alone, in words that people can read', () => {
  expect(keyEntry(KeyId.parse('grafana-prod-3f9a2c1x'), 2)).toBe('key grafana-prod-3f9a2c1x v2')
  expect(accountEntry(AccountId.parse('ripe-lab-77d0e1ab'), 1)).toBe('account ripe-lab-77d0e1ab v1')
  expect(recoveryEntry(OperationId.parse('regenerate-0a1b2c3d'))).toBe('rescue regenerate-0a1b2c3d')
})

it.each([
  ['Grafana Prod', 'grafana-prod-00000000'],
  ['  Käse & Brötchen, groß  ', 'kase-brotchen-gross-00000000'],
  ['ＡＴＬＡＳ №1', 'atlas-no1-00000000'],
  ['a name that is much longer than an id may be', 'a-name-that-is-much-long-00000000'],
  ['exactly twenty-four char and more', 'exactly-twenty-four-char-00000000'],
  ['../../etc/passwd\0', 'etc-passwd-00000000'],
  ['', 'key-00000000'],
  ['🔑', 'key-00000000'],
  ['مفتاح', 'key-00000000'],
])('makes the readable id of %j', (name, id) => {
  expect(newId(name, zeros)).toBe(id)
})

it('makes ids that every entry name, database and file name can take, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const id = newId(name)
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*-[a-z0-9]{8}$/)
      expect(id.length).toBeLessThanOrEqual(33)
      expect(KeyId.safeParse(id).success).toBe(true)
    }),
  )
})

it('never gives two things of one name the same id', () => {
  const ids = new Set(Array.from({ length: 10_000 }, () => newId('prod')))
  expect(ids.size).toBe(10_000)
})

it('draws its eight characters at once, from all that there are', () => {
  const draws: number[] = []
  const id = newId('x', (below) => {
    draws.push(below)
    return below - 1
  })
  expect(id).toBe('x-zzzzzzzz')
  expect(draws).toEqual([36 ** 8])
})
