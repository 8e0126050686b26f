/* A key that its provider stores as a hash, so that the call for one key does not return the secret. */
import { expect, it } from 'vitest'
import { startCoralogix } from '../emulators/coralogix.ts'
import { createStage } from './stage.ts'

const stage = createStage()

it('is replaced from what is known of it, and a roll-back that cannot see it is a plain no', async () => {
  const emulator = await startCoralogix({ shutsHashed: true, keys: 1 })
  stage.atEnd(() => emulator.close())
  const program = await stage.start()
  const account = await program.connect(emulator)
  const asked = { label: 'mine', owner: 'user', ownerId: 'u-1', hashed: true }
  const grants = [{ permission: 'preset SendData' }]
  const made = await program.ask('key:create', { account, draft: { ...asked, grants } })
  expect(made.outcome).toBe('stored')

  const { draft } = await program.ask('key:replacement', { key: made.key })
  expect(draft).toMatchObject({ ...asked, grants })
  const replaced = await program.ask('key:replace', { key: made.key, draft, overlapHours: 24 })
  expect(replaced.outcome).toBe('stored')

  // No list contains the old key, and no call can check it. Its status is unknown, so the new key is kept.
  const rollBack = { operation: replaced.operation, name: 'mine' }
  expect(await program.call('overlap:roll-back', rollBack)).toMatchObject({
    ok: false,
    error: { kind: 'provider', outcome: 'refused' },
  })
  const { operations } = await program.snapshot()
  expect(operations).toMatchObject([{ id: replaced.operation, state: 'overlapping' }])
  await program.ask('overlap:retire', { operation: replaced.operation, by: 'delete', name: 'mine' })
  expect((await program.snapshot()).operations).toEqual([])
})
