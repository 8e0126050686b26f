import { expect, it } from 'vitest'
import { newFolder } from './program.ts'
import { createStage } from './stage.ts'
import { regenerateWhileLocking } from './unsaved.ts'

const stage = createStage()

it('shows whose the credential is before anything is stored', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  const report = await program.ask('account:test', {
    provider: emulator.provider,
    name: 'Lab',
    settings: { ...emulator.settings },
    credential: { from: 'typed', text: emulator.credential },
  })
  expect(report.who).not.toBe('')
  expect((await program.snapshot()).accounts).toEqual([])
  expect(program.world.keychain.entries().size).toBe(0)
})

it('connects an account, lists its keys and knows which of them is its own credential', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas({ keys: 5 })
  const account = await program.connect(emulator)
  const { keys, accounts } = await program.snapshot()
  expect(keys).toHaveLength(emulator.keys.length)
  expect(accounts[0]!.sync.state).toBe('done')
  const own = keys.filter(({ credentialOf }) => credentialOf === account)
  expect(own).toHaveLength(1)
  expect(own[0]!.secret).toBe('held')
})

it('regenerates a key: the new secret is in the keychain, the old one is kept, and a copy gives the new one', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  await program.connect(emulator)
  const key = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf === undefined)!

  const first = await program.ask('key:regenerate', { key: key.id })
  const second = await program.ask('key:regenerate', { key: key.id })
  expect([first.outcome, second.outcome]).toEqual(['stored', 'stored'])

  const [old, current] = emulator.handedOut().map(({ secret }) => secret)
  const kept = [...program.world.keychain.entries().values()]
  expect(kept).toContain(old)
  expect(kept).toContain(current)
  expect(emulator.isAlive(old!)).toBe(false)

  await program.ask('key:copy', { key: key.id })
  expect(program.world.record.clipboard).toBe(current)
  const { versions, history } = await program.ask('key:detail', { key: key.id })
  expect(versions.map(({ status, validity }) => [status, validity])).toEqual([
    ['current', 'valid'],
    ['previous', 'revoked'],
  ])
  expect(history.map(({ kind }) => kind)).toEqual(['copied', 'key-regenerated', 'key-regenerated'])
  expect((await program.snapshot()).operations).toEqual([])
})

it('uses the new value after the account has regenerated its own credential', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  const account = await program.connect(emulator)
  const own = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf === account)!

  const { outcome } = await program.ask('key:regenerate', { key: own.id })
  expect(outcome).toBe('stored')
  expect(emulator.isAlive(emulator.credential)).toBe(false)

  await program.ask('account:sync', { account })
  const { accounts, keys } = await program.snapshot()
  expect(accounts[0]!.sync.state).toBe('done')
  expect(keys.find(({ id }) => id === own.id)!.credentialOf).toBe(account)
})

it('keeps a sealed response while the keychain is locked, and saves it once it is open, even after a restart', async () => {
  const folder = newFolder()
  const program = await stage.start(folder)
  const emulator = await stage.atlas()
  await program.connect(emulator)
  const key = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf === undefined)!

  const { outcome } = await regenerateWhileLocking(program, emulator, key.id)
  expect(outcome).toBe('unsaved')
  expect((await program.keyNamed(key.name)).secret).toBe('unsaved')
  await program.close()

  const locked = await stage.start(folder)
  const waiting = await locked.snapshot()
  expect(waiting.operations[0]!.state).toBe('unsaved')
  expect(waiting.keychain.state).toBe('locked')
  expect(waiting.keys).not.toEqual([])

  locked.world.keychain.unlock()
  await locked.ask('keychain:check')
  expect((await locked.snapshot()).operations).toEqual([])
  await locked.ask('key:copy', { key: key.id })
  expect(locked.world.record.clipboard).toBe(emulator.handedOut()[0]!.secret)
})
