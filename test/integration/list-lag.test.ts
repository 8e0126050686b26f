/* A new or regenerated key that appears in its provider's list only after some seconds. */
import { expect, it } from 'vitest'
import { startOpsManager } from '../emulators/ops-manager.ts'
import type { Seen } from '../emulators/server.ts'
import { expectRefused } from './refusal.ts'
import { keyOf, onlyOperation, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

const stage = createStage()

const LATE_MS = 10_000
const FALSE_404 = {
  kind: 'status',
  status: 404,
  on: ({ method, hasCredential }: Seen) => method === 'DELETE' && hasCredential,
} as const
const NOT_YET = { kind: 'provider', why: 'not-yet-shown', outcome: 'refused' }

async function connected() {
  const emulator = await startOpsManager({ keys: 1, lateMs: LATE_MS })
  stage.atEnd(() => emulator.close())
  const program = await stage.start()
  return { emulator, program, account: await program.connect(emulator) }
}

async function replaced() {
  const ready = await connected()
  const { program } = ready
  const [old] = await othersKeys(program)
  const { draft } = await program.ask('key:replacement', { key: old.id })
  const made = await program.ask('key:replace', { key: old.id, draft, overlapHours: 24 })
  expect(made.outcome).toBe('stored')
  return { ...ready, operation: made.operation, key: made.key, name: draft.desc as string }
}

it('is not called gone before, and rolling back at once deletes it there', async () => {
  const { emulator, program, account, operation, name } = await replaced()
  await program.ask('account:sync', { account })
  const { keys } = await program.snapshot()
  expect(keys.filter(({ goneSince }) => goneSince !== undefined)).toEqual([])

  const { secret } = emulator.handedOut()[0]!
  expect(emulator.isAlive(secret)).toBe(true)
  await program.ask('overlap:roll-back', { operation, name })
  expect(emulator.isAlive(secret)).toBe(false)
  expect(emulator.requests.filter(({ method }) => method === 'DELETE').length).toBeGreaterThan(0)
  expect((await program.snapshot()).operations).toEqual([])
})

it('is still there after a false 404 to its deletion, and can then be deleted', async () => {
  const { emulator, program, account } = await connected()
  const made = await program.ask('key:create', { account, draft: { desc: 'new' } })
  const { secret } = emulator.handedOut()[0]!
  emulator.fault(FALSE_404)
  await expectRefused(program, 'key:revoke', { key: made.key, name: 'new' }, NOT_YET)
  expect(emulator.isAlive(secret)).toBe(true)
  await program.ask('key:revoke', { key: made.key, name: 'new' })
  expect(emulator.isAlive(secret)).toBe(false)
})

it('still lives beside the old one after a false 404 to rolling back, which can be asked for again', async () => {
  const { emulator, program, operation, key, name } = await replaced()
  const { secret } = emulator.handedOut()[0]!
  emulator.fault(FALSE_404)
  expect(await program.call('overlap:roll-back', { operation, name })).toMatchObject({ error: NOT_YET })
  expect((await keyOf(program, key)).goneSince).toBeUndefined()
  expect(await onlyOperation(program)).toMatchObject({ id: operation, state: 'overlapping' })
  await program.ask('overlap:roll-back', { operation, name })
  expect(emulator.isAlive(secret)).toBe(false)
})

it('is one key, neither gone nor a second one, while lists still show the handle that a regeneration has ended', async () => {
  const emulator = await stage.atlas({ keys: 2, listsLagMs: LATE_MS })
  const program = await stage.start()
  const account = await program.connect(emulator)
  const [key] = await othersKeys(program)
  const before = (await program.snapshot()).keys.length
  expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('stored')
  const { handle } = await keyOf(program, key)
  expect(handle).not.toBe(key.handle)

  for (const passMs of [0, LATE_MS]) {
    emulator.pass(passMs)
    await program.ask('account:sync', { account })
    const { keys, accounts } = await program.snapshot()
    expect(accounts[0]!.sync.state).toBe('done')
    expect(keys).toHaveLength(before)
    expect(keys.find(({ id }) => id === key.id)).toMatchObject({ handle, secret: 'held' })
    expect(keys.filter(({ goneSince, renewedAs }) => (goneSince ?? renewedAs) !== undefined)).toEqual([])
  }
  const { history } = await program.ask('key:detail', { key: key.id })
  expect(history.map(({ kind }) => kind)).not.toContain('key-gone')
})
