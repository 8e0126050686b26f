import { expect, it } from 'vitest'
import type { Emulator } from '../emulators/emulator.ts'
import { fakeClock } from '../fakes/clock.ts'
import { newFolder } from './program.ts'
import { keyOf, onlyOperation, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

/* Operations with an unknown outcome: the reports of Keyhold, and the user's next steps. */

const stage = createStage()
const SETTLED_MS = 125_000

const isIssue = ({ method }: { readonly method: string }) => method === 'PATCH' || method === 'POST'
const loseAnswer = (emulator: Emulator) => emulator.fault({ kind: 'cut-after', on: isIssue })

async function connected(emulator: Emulator, folder = newFolder()) {
  const clock = fakeClock(Date.now())
  const program = await stage.start(folder, { clock })
  const account = await program.connect(emulator)
  let passedMs = 0
  return {
    program,
    account,
    clock,
    pass: async (ms: number) => {
      passedMs += ms
      emulator.setSkew(passedMs)
      clock.pass(ms)
      await program.ask('account:sync', { account })
    },
  }
}

it('a lost renewal: the old value is called stale, the key is found again under its new handle, and a second one puts it right', async () => {
  const emulator = await stage.atlas()
  const { program, pass } = await connected(emulator)
  const [key] = await othersKeys(program)
  await program.ask('key:regenerate', { key: key.id })
  await program.ask('key:edit', { key: key.id, fields: { notes: 'mine', tags: ['lab'], favourite: true } })

  loseAnswer(emulator)
  expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('unknown')
  await pass(1_000)
  expect((await onlyOperation(program)).assessment?.state).toBe('renewed')
  const stale = await keyOf(program, key)
  expect(stale).toMatchObject({ secret: 'stale', notes: 'mine' })

  const newer = stale.renewedAs!
  expect(newer).toBeDefined()
  await program.ask('key:merge', { key: key.id, same: true })
  const merged = await keyOf(program, key)
  expect(merged).toMatchObject({ secret: 'stale', notes: 'mine', tags: ['lab'], favourite: true })
  expect(merged.goneSince).toBeUndefined()
  expect((await program.snapshot()).keys.map(({ id }) => id)).not.toContain(newer)

  expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('stored')
  const { operations } = await program.snapshot()
  expect(operations).toEqual([])
  expect((await keyOf(program, key)).secret).toBe('held')
  await program.ask('key:copy', { key: key.id })
  expect(emulator.isAlive(program.world.record.clipboard)).toBe(true)
})

it('a lost renewal that moved the key: "Regenerate again" acts on the key that is there now', async () => {
  const emulator = await stage.atlas()
  const { program, pass } = await connected(emulator)
  const [key] = await othersKeys(program)
  await program.ask('key:edit', { key: key.id, fields: { notes: 'mine' } })
  loseAnswer(emulator)
  expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('unknown')
  await pass(1_000)
  const { renewedAs: newer } = await keyOf(program, key)
  expect((await onlyOperation(program)).assessment).toMatchObject({ state: 'renewed', key: newer })

  expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('stored')
  await pass(1_000)
  const { keys, operations } = await program.snapshot()
  expect(operations).toEqual([])
  expect(keys.filter(({ name }) => name === key.name)).toMatchObject([
    { id: key.id, notes: 'mine', secret: 'held' },
  ])
  await program.ask('key:copy', { key: key.id })
  expect(emulator.isAlive(program.world.record.clipboard)).toBe(true)
})

it('says "no sign" only after a second look, a minute and more after the deadline, and never on the first', async () => {
  const emulator = await stage.atlas()
  const { program, pass } = await connected(emulator)
  emulator.fault({ kind: 'cut-before', on: isIssue })
  await program.ask('key:regenerate', { key: (await othersKeys(program))[0].id })

  const { startedAt } = await onlyOperation(program)
  for (const ms of [1_000, 30_000, 50_000]) {
    await pass(ms)
    const { assessment } = await onlyOperation(program)
    expect(assessment).toEqual({ state: 'checking', nextCheckAt: startedAt + 120_000 })
  }
  await pass(60_000)
  expect((await onlyOperation(program)).assessment).toEqual({ state: 'no-sign' })
})

it('does not count a failed list as a look', async () => {
  const emulator = await stage.atlas()
  const { program, pass } = await connected(emulator)
  emulator.fault({ kind: 'cut-before', on: isIssue })
  await program.ask('key:regenerate', { key: (await othersKeys(program))[0].id })
  await pass(1_000)
  emulator.fault({ kind: 'status', status: 503, times: Infinity })
  await pass(SETTLED_MS)
  expect((await onlyOperation(program)).assessment?.state).toBe('checking')
  emulator.clearFaults()
  await pass(1_000)
  expect((await onlyOperation(program)).assessment?.state).toBe('no-sign')
})

it('looks by itself, without the user and after a restart', async () => {
  const emulator = await stage.atlas()
  const folder = newFolder()
  const { program, account } = await connected(emulator, folder)
  await program.ask('settings:change', { syncMinutes: 0 })
  loseAnswer(emulator)
  await program.ask('key:regenerate', { key: (await othersKeys(program))[0].id })
  await program.close()

  const clock = fakeClock(Date.now())
  const again = await stage.start(folder, { clock })
  expect((await onlyOperation(again)).assessment).toBeUndefined()
  const isList = ({ path }: { readonly path: string }) => path.includes('page_size')
  const listed = emulator.arrival(isList)
  clock.pass(1_000)
  await listed
  await again.ask('account:sync', { account }) // joins the running sync
  expect((await onlyOperation(again)).assessment?.state).toBe('renewed')
})

it('says of a pipeline that nobody can tell; the way on is another key, and closing keeps what was sealed', async () => {
  const emulator = await stage.ionos()
  const { program, pass } = await connected(emulator)
  const [key] = await othersKeys(program)
  emulator.fault({ kind: 'masked', on: isIssue })
  await program.ask('key:regenerate', { key: key.id })
  await pass(1_000)
  const operation = await onlyOperation(program)
  expect(operation).toMatchObject({ assessment: { state: 'cannot-tell' }, sealed: true })

  expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('stored')
  expect((await program.snapshot()).operations).toEqual([])
  expect(program.world.keychain.entries().has(`rescue ${operation.id}`)).toBe(true)
})

it.each([
  ['RIPE Atlas', () => stage.atlas(), 'label'],
  ['IONOS', () => stage.ionos(), 'name'],
] as const)(
  'finds the orphan of a lost creation at %s and deletes it with one call',
  async (_, start, field) => {
    const emulator = await start()
    const { program, account, pass } = await connected(emulator)
    const draft = { [field]: 'made-by-test' }
    loseAnswer(emulator)
    expect((await program.ask('key:create', { account, draft })).outcome).toBe('unknown')
    const [orphan] = emulator.handedOut()
    await pass(1_000)

    const { assessment, id: operation } = await onlyOperation(program)
    if (assessment?.state !== 'orphan') throw new Error(`The assessment is ${String(assessment?.state)}`)
    const row = (await program.snapshot()).keys.find(({ id }) => id === assessment.key)!
    expect(row).toMatchObject({ name: 'made-by-test', secret: 'missing' })
    expect(emulator.isAlive(orphan!.secret)).toBe(true)

    await program.ask('key:revoke', { key: assessment.key, name: row.name })
    expect(emulator.isAlive(orphan!.secret)).toBe(false)
    await program.ask('operation:close', { operation })
    await program.ask('key:delete', { key: assessment.key, name: row.name })

    const again = await program.ask('key:create', { account, draft })
    expect(again.outcome).toBe('stored')
    await pass(1_000)
    const { keys, operations } = await program.snapshot()
    expect(operations).toEqual([])
    expect(keys.filter(({ name }) => name === 'made-by-test').map(({ secret }) => secret)).toEqual(['held'])
  },
)

it('reads the refusal of its own credential as a sign that the renewal happened, and continues with another one', async () => {
  const emulator = await stage.atlas()
  const { program, account, pass } = await connected(emulator)
  const own = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf === account)!
  loseAnswer(emulator)
  expect((await program.ask('key:regenerate', { key: own.id })).outcome).toBe('unknown')
  await pass(1_000)

  const refused = await program.snapshot()
  expect(refused.accounts[0]!.sync).toMatchObject({ state: 'failed', error: { why: 'unauthorized' } })
  expect((await onlyOperation(program)).assessment).toEqual({ state: 'renewed' })
  expect((await keyOf(program, own)).secret).toBe('stale')
  expect((await keyOf(program, own)).goneSince).toBeUndefined()

  // The user regenerates the key on the provider's web site.
  const handle = emulator.keys.find(({ label }) => label === own.name)!.uuid.slice(0, 8)
  emulator.renewElsewhere(handle)
  const text = emulator.keys.find(({ label }) => label === own.name)!.uuid
  await program.ask('account:change', { account, credential: { from: 'typed', text } })
  await program.ask('account:sync', { account })
  const { accounts, keys } = await program.snapshot()
  expect(accounts[0]!.sync.state).toBe('done')
  const [credential] = keys.filter(({ credentialOf }) => credentialOf === account)
  expect(credential).toMatchObject({ handle: text.slice(0, 8), secret: 'held' })
})
