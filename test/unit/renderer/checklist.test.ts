import { expect, it } from 'vitest'
import { stepsOf } from '../../../renderer/screens/first-run/checklist.ts'

const empty = { accounts: 0, keys: 0, hasSecret: false, hasLock: false, startsWithSystem: false }
const done = (own: Partial<typeof empty>) =>
  stepsOf({ ...empty, ...own })
    .filter(({ isDone }) => isDone)
    .map(({ id }) => id)

it('marks each step of the checklist as done by what the vault holds', () => {
  expect(stepsOf(empty).map(({ id }) => id)).toEqual(['keys', 'secret', 'lock', 'start'])
  expect(done({})).toEqual([])
  expect(done({ accounts: 1 })).toEqual(['keys'])
  expect(done({ keys: 1, hasSecret: true })).toEqual(['keys', 'secret'])
  expect(done({ hasLock: true, startsWithSystem: true })).toEqual(['lock', 'start'])
})
