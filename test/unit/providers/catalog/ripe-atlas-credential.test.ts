/** RIPE Atlas: the result of "test connection" for a credential with few or no permissions. */
import { expect, it } from 'vitest'
import { startRipeAtlas } from '../../../emulators/ripe-atlas.ts'
import { openAt, troubleOf } from '../../../suites/provider/open.ts'

const UNKNOWN = '1a2b3c4d-0001-4002-8003-abcdefabcdef'

it('says no to what the credential lacks, and sees nothing without the permission to list', async () => {
  const emulator = await startRipeAtlas({ grants: ['keys.get_key', 'keys.list_permissions'], lists: 'array' })
  const report = await openAt(emulator).then(({ provider, api }) => provider.test(api))
  await emulator.close()
  expect(Object.fromEntries(report.may.map(({ action, allowed }) => [action, allowed]))).toEqual({
    'List keys': 'no',
    'Create keys': 'no',
    'Edit and regenerate keys': 'no',
    'Delete keys': 'no',
    'List permissions': 'yes',
  })
  expect(report.warnings).toContain('Without the permission to list keys, Keyhold sees none of them.')
})

it('calls a credential that RIPE Atlas does not know unauthorized, although it answers 403', async () => {
  const emulator = await startRipeAtlas()
  const { provider, api } = await openAt(emulator, { credential: UNKNOWN })
  const trouble = await troubleOf(async () => provider.test(api))
  await emulator.close()
  expect(trouble).toEqual({
    kind: 'provider',
    why: 'unauthorized',
    outcome: 'refused',
    status: 403,
    words: 'The provided API key does not exist',
  })
})
