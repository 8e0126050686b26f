import { expect, it } from 'vitest'
import { isStoredByUser, stepsOf } from '../../../renderer/screens/first-run/checklist.ts'
import { accountId, keyRow } from './sample-rows.ts'

const empty = { accounts: 0, keys: 0, isSecretStored: false, hasLock: false, startsWithSystem: false }
const done = (own: Partial<typeof empty>) =>
  stepsOf({ ...empty, ...own })
    .filter(({ isDone }) => isDone)
    .map(({ id }) => id)

it('marks each step of the checklist as done by what the vault holds', () => {
  expect(stepsOf(empty).map(({ id }) => id)).toEqual(['keys', 'secret', 'lock', 'start'])
  expect(done({})).toEqual([])
  expect(done({ accounts: 1 })).toEqual(['keys'])
  expect(done({ keys: 1, isSecretStored: true })).toEqual(['keys', 'secret'])
  expect(done({ hasLock: true, startsWithSystem: true })).toEqual(['lock', 'start'])
})

it('counts a secret that the user stored, and not the one that an account signs in with', () => {
  expect(isStoredByUser(keyRow())).toBe(true)
  expect(isStoredByUser(keyRow({ secret: 'missing' }))).toBe(false)
  expect(isStoredByUser(keyRow({ credentialOf: accountId('lab') }))).toBe(false)
})
