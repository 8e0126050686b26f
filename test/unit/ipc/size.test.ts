import { expect, it } from 'vitest'
import { isBiggerThan } from '../../../electron/ipc/size.ts'

it.each([
  ['a text', 'x'.repeat(2_000)],
  ['a list', Array.from({ length: 1_000 }, () => 1)],
  ['names of fields', { ['x'.repeat(2_000)]: 1 }],
  ['bytes', new Uint8Array(2_000)],
  ['a buffer', new ArrayBuffer(2_000)],
  ['a map', new Map(Array.from({ length: 500 }, (_, index) => [index, index]))],
  ['what lies deep', { a: { b: [{ c: 'x'.repeat(2_000) }] } }],
])('finds %s too big', (_name, value) => {
  expect(isBiggerThan(1_000, value)).toBe(true)
})

it('comes to an end with what holds itself', () => {
  const loop: Record<string, unknown> = { a: 1 }
  loop.self = loop
  expect(isBiggerThan(1_000_000, loop)).toBe(true)
})

it.each([undefined, null, 7, '', { key: 'k1', fields: { name: 'n', tags: ['a', 'b'] } }])(
  'lets %j pass',
  (value) => {
    expect(isBiggerThan(1_000, value)).toBe(false)
  },
)
