/* The key that is an account's credential, before the first sync has shown which key that is. */
import { expect, it } from 'vitest'
import { startNebulaBlock } from '../emulators/nebula-block.ts'
import { accountOf, keyOf } from './rows.ts'
import { createStage } from './stage.ts'

const stage = createStage()

// The list is imported in several batches, so that its first rows can be used while the sync runs.
const KEYS = 2_000

it('is not deleted while the first sync of Nebula Block still runs, where only the list shows it', async () => {
  const emulator = await startNebulaBlock({ contract: 'portal', keys: KEYS })
  stage.atEnd(() => emulator.close())
  const firstRows = Promise.withResolvers<undefined>()
  const program = await stage.start(undefined, {
    around: (world) => ({
      ...world,
      push(name, payload) {
        world.push(name, payload)
        if (name === 'sync:progress') firstRows.resolve(undefined)
      },
    }),
  })
  const { account } = await program.ask('account:connect', {
    provider: emulator.provider,
    name: 'Lab',
    settings: { ...emulator.settings },
    credential: { from: 'typed', text: emulator.credential },
  })
  await firstRows.promise
  const [own] = emulator.keys
  const row = await program.keyNamed(own!.name)
  expect(row.credentialOf).toBeUndefined()
  const revoking = program.call('key:revoke', { key: row.id, name: row.name })
  expect((await accountOf(program, account)).sync.state).toBe('running')
  expect(await revoking).toEqual({ ok: false, error: { kind: 'own-credential', account: 'Lab' } })
  expect(emulator.requests.filter(({ method }) => method === 'DELETE')).toEqual([])
  expect(emulator.isAlive(emulator.credential)).toBe(true)

  await program.ask('account:sync', { account })
  expect((await accountOf(program, account)).sync.state).toBe('done')
  expect((await keyOf(program, row)).credentialOf).toBe(account)
})
