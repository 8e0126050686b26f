/* A new key that comes into its provider's list only after seconds. */
import { expect, it } from 'vitest'
import { startOpsManager } from '../emulators/ops-manager.ts'
import { othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

const stage = createStage()

it('is not called gone before, and rolling back at once deletes it there', async () => {
  const emulator = await startOpsManager({ keys: 1, lateMs: 10_000 })
  stage.atEnd(() => emulator.close())
  const program = await stage.start()
  const account = await program.connect(emulator)
  const [old] = await othersKeys(program)
  const { draft } = await program.ask('key:replacement', { key: old.id })
  const made = await program.ask('key:replace', { key: old.id, draft, overlapHours: 24 })
  expect(made.outcome).toBe('stored')
  await program.ask('account:sync', { account })
  const { keys } = await program.snapshot()
  expect(keys.filter(({ goneSince }) => goneSince !== undefined)).toEqual([])

  const { secret } = emulator.handedOut()[0]!
  expect(emulator.isAlive(secret)).toBe(true)
  await program.ask('overlap:roll-back', { operation: made.operation, name: draft.desc as string })
  expect(emulator.isAlive(secret)).toBe(false)
  expect(emulator.requests.filter(({ method }) => method === 'DELETE').length).toBeGreaterThan(0)
  expect((await program.snapshot()).operations).toEqual([])
})
