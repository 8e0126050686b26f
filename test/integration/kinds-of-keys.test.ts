/* A provider with several kinds of keys, in the whole program: each key has the abilities of its kind, and the credential is kept. */
import { expect, it } from 'vitest'
import { startOpenAi } from '../emulators/openai.ts'
import { keyOf } from './rows.ts'
import { createStage } from './stage.ts'

const stage = createStage()

async function connect() {
  const emulator = await startOpenAi({ keys: 3 })
  stage.atEnd(() => emulator.close())
  const program = await stage.start()
  const { account } = await program.ask('account:connect', {
    provider: emulator.provider,
    name: 'Shop',
    settings: { ...emulator.settings },
    credential: { from: 'typed', text: emulator.credential },
  })
  await program.ask('account:sync', { account })
  const keys = async (scope: string) =>
    (await program.snapshot()).keys.filter((key) => key.account === account && key.scope === scope)
  return { emulator, program, account, keys }
}

it('lists OpenAI’s three kinds, and replaces no key of a person', async () => {
  const { emulator, program, keys } = await connect()
  expect(await keys('admin')).toHaveLength(4)
  expect(await keys('service')).toHaveLength(3)
  const [person] = await keys('project')
  const sent = emulator.requests.length
  const unsupported = { ok: false, error: { kind: 'unsupported' } }
  expect(await program.call('key:replacement', { key: person!.id })).toMatchObject(unsupported)
  const [admin] = await keys('admin')
  expect(await program.call('key:update', { key: admin!.id, draft: {} })).toMatchObject(unsupported)
  expect(emulator.requests).toHaveLength(sent)
})

it('replaces the key of an OpenAI service account by another one of the same account', async () => {
  const { emulator, program, account } = await connect()
  const draft = {
    kind: 'service-account',
    name: 'web',
    project: 'Shop assistant',
    validTo: Date.now() + 30 * 86_400_000,
  }
  const made = await program.ask('key:create', { account, draft })
  expect(made.outcome).toBe('stored')
  const { draft: next } = await program.ask('key:replacement', { key: made.key })
  const replaced = await program.ask('key:replace', { key: made.key, draft: next, overlapHours: 24 })
  expect(replaced.outcome).toBe('stored')
  expect(emulator.handedOut().map(({ alive }) => alive)).toEqual([true, true])
  await program.ask('overlap:retire', { operation: replaced.operation, by: 'delete', name: 'web' })
  expect(emulator.handedOut().map(({ alive }) => alive)).toEqual([false, true])
  await program.ask('account:sync', { account })
  expect(await keyOf(program, { id: replaced.key })).toMatchObject({
    name: 'web',
    scope: 'service',
    secret: 'held',
  })
})

it('moves OpenAI’s credential to the admin key that replaces it, and only then deletes the old one', async () => {
  const { emulator, program, account, keys } = await connect()
  const own = (await keys('admin')).find(({ credentialOf }) => credentialOf === account)!
  expect(own.name).toBe('keyhold')
  expect(await program.call('key:revoke', { key: own.id, name: own.name })).toMatchObject({
    error: { kind: 'own-credential' },
  })
  const { draft } = await program.ask('key:replacement', { key: own.id })
  const { outcome, operation } = await program.ask('key:replace', { key: own.id, draft, overlapHours: 24 })
  expect(outcome).toBe('stored')
  expect(emulator.isAlive(emulator.credential)).toBe(true)
  await program.ask('overlap:retire', { operation, by: 'delete', name: own.name })
  expect(emulator.isAlive(emulator.credential)).toBe(false)
  const held = (await keys('admin')).filter(({ credentialOf }) => credentialOf === account)
  expect(held).toMatchObject([{ name: 'keyhold', secret: 'held' }])
  expect(held[0]!.id).not.toBe(own.id)
})
