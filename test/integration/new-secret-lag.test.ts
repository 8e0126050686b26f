/* A new key that its provider accepts only after a while. */
import { expect, it } from 'vitest'
import { startAwsIam } from '../emulators/aws-iam.ts'
import { accountOf } from './rows.ts'
import { createStage } from './stage.ts'

const stage = createStage()

it('is proved, and becomes the credential of its own account, as soon as AWS knows it', async () => {
  const emulator = await startAwsIam({ keys: 0, allUsers: false, newKeysLagMs: 1_500 })
  stage.atEnd(() => emulator.close())
  const program = await stage.start()
  const account = await program.connect(emulator)
  const own = await program.keyNamed('admin')
  const { draft } = await program.ask('key:replacement', { key: own.id })
  const made = await program.ask('key:replace', { key: own.id, draft, overlapHours: 24 })
  expect(made.outcome).toBe('stored')
  expect(await program.ask('key:verify', { key: made.key })).toMatchObject({ works: true })
  expect(emulator.requests.filter(({ form }) => form?.Action === 'GetCallerIdentity').length).toBeGreaterThan(
    2,
  )
  await program.ask('overlap:retire', { operation: made.operation, by: 'switch-off', name: own.name })
  expect((await accountOf(program, account)).credentialKey).toBe(made.key)
  expect(emulator.isAlive(emulator.credential)).toBe(false)
})
