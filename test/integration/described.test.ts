/* A provider that the user describes, in the whole program: locked until its list is confirmed, then like any other. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { AccountId } from '../../shared/model/model.ts'
import { startDescribed, type DescribedEmulator, type DescribedSeed } from '../emulators/described.ts'
import { fakeCommandSession } from '../fakes/command-session.ts'
import { newFolder, type RunningProgram } from './program.ts'
import { createStage } from './stage.ts'

const stage = createStage()

/** Describes the emulator's service, and connects an account at it. */
async function connected(program: RunningProgram, seed: DescribedSeed) {
  const emulator = await startDescribed({ keys: 3, ...seed })
  stage.atEnd(() => emulator.close())
  const saved = await program.ask('description:save', { text: emulator.document })
  if (saved.kind === 'faulty') throw new Error(JSON.stringify(saved.faults))
  const { provider } = saved
  const { account } = await program.ask('account:connect', {
    provider,
    name: 'Lab',
    settings: { ...emulator.settings },
    credential: { from: 'typed', text: emulator.credential },
  })
  await program.ask('account:sync', { account })
  return { emulator, provider, account }
}

const confirm = async (program: RunningProgram, provider: string, account: AccountId) => {
  const review = await program.ask('description:review', { account })
  await program.ask('description:confirm-list', { provider })
  return review
}

const abilities = async (program: RunningProgram, provider: string) => {
  const found = (await program.snapshot()).providers.find(({ id }) => id === provider)!
  return { ...found.can, state: found.described!.state }
}

const isWithout = (emulator: DescribedEmulator, value: unknown) =>
  emulator.keys.every(({ secret }) => !JSON.stringify(value).includes(secret))

it('is locked until its list was reviewed and confirmed, and again when its calls change', async () => {
  const program = await stage.start()
  const { emulator, provider, account } = await connected(program, { dialect: 'cursor' })
  const snapshot = await program.snapshot()
  expect(snapshot.keys.map(({ name }) => name).sort()).toEqual(emulator.keys.map(({ name }) => name).sort())
  expect(isWithout(emulator, snapshot)).toBe(true)
  expect(await abilities(program, provider)).toMatchObject({
    state: 'unconfirmed',
    create: false,
    revoke: false,
  })
  expect(await program.call('key:create', { account, draft: { name: 'ci' } })).toMatchObject({
    ok: false,
    error: { kind: 'unsupported' },
  })
  expect(await program.call('description:confirm-list', { provider })).toEqual({
    ok: false,
    error: { kind: 'description', why: 'not-reviewed' },
  })

  const review = await confirm(program, provider, account)
  expect(review.total).toBe(3)
  expect(isWithout(emulator, review)).toBe(true)
  expect(await abilities(program, provider)).toMatchObject({
    ...{ state: 'confirmed', create: true, revoke: true, replace: true, regenerate: false },
  })
  expect(emulator.requests.every(({ method }) => method === 'GET')).toBe(true)

  const renamed = { ...(JSON.parse(emulator.document) as object), name: 'Renamed' }
  await program.ask('description:save', { provider, text: JSON.stringify(renamed) })
  expect(await abilities(program, provider)).toMatchObject({ state: 'confirmed', create: true })
  await program.ask('description:save', { provider, text: JSON.stringify({ ...renamed, times: 'seconds' }) })
  expect(await abilities(program, provider)).toMatchObject({ state: 'unconfirmed', create: false })
})

it('unlocks creating alone for a service without keys, and deleting once its list was confirmed with a key', async () => {
  const first = await stage.start()
  const { emulator, provider, account } = await connected(first, { dialect: 'numbered', keys: 0 })
  const refused = (why: string) => ({ ok: false, error: { kind: 'description', why } })
  const say = (program: RunningProgram, hasNoKeys?: true) =>
    program.call('description:confirm-list', { provider, ...(hasNoKeys && { hasNoKeys }) })
  expect(await say(first, true)).toEqual(refused('not-reviewed'))
  expect(await first.ask('description:review', { account })).toEqual({ rows: [], total: 0 })
  expect(await say(first)).toEqual(refused('empty-list'))
  expect(await abilities(first, provider)).toMatchObject({ state: 'unconfirmed', create: false })
  expect(await say(first, true)).toMatchObject({ ok: true })
  const folder = first.world.paths.databasePath.replace(/\/[^/]+$/, '')
  await first.close()

  const program = await stage.start(folder)
  expect(await abilities(program, provider)).toMatchObject({
    ...{ state: 'empty', create: true, revoke: false, replace: false },
  })
  await program.ask('key:create', { account, draft: { name: 'the first one' } })
  const made = await program.keyNamed('the first one')
  expect(await program.call('key:revoke', { key: made.id, name: made.name })).toMatchObject({
    ...{ ok: false, error: { kind: 'unsupported' } },
  })
  expect(emulator.handedOut()).toMatchObject([{ alive: true }])

  expect(await program.ask('description:review', { account })).toMatchObject({ total: 1 })
  expect(await say(program, true)).toEqual(refused('not-reviewed'))
  expect(await say(program)).toMatchObject({ ok: true })
  expect(await abilities(program, provider)).toMatchObject({
    state: 'confirmed',
    revoke: true,
    replace: true,
  })
  await program.ask('key:revoke', { key: made.id, name: made.name })
  expect(emulator.handedOut()).toMatchObject([{ alive: false }])

  const changed = { ...(JSON.parse(emulator.document) as object), times: 'milliseconds' }
  await program.ask('description:save', { provider, text: JSON.stringify(changed) })
  expect(await abilities(program, provider)).toMatchObject({ state: 'unconfirmed', create: false })
})

it('creates and deletes keys, and survives a restart', async () => {
  const first = await stage.start()
  const { emulator, provider, account } = await connected(first, { dialect: 'numbered' })
  await confirm(first, provider, account)
  const folder = first.world.paths.databasePath.replace(/\/[^/]+$/, '')
  await first.close()

  const program = await stage.start(folder)
  expect(await abilities(program, provider)).toMatchObject({ state: 'confirmed', replace: true })
  await program.ask('key:create', { account, draft: { name: 'made here' } })
  const made = await program.keyNamed('made here')
  const { secret, keyId } = emulator.handedOut()[0]!
  expect(made.provider).toBe(provider)
  expect((await program.ask('key:detail', { key: made.id })).versions).toHaveLength(1)
  expect(emulator.isAlive(secret)).toBe(true)
  await program.ask('key:revoke', { key: made.id, name: made.name })
  expect(emulator.isAlive(secret)).toBe(false)
  expect(emulator.requests.at(-1)).toMatchObject({ method: 'DELETE', path: `/v2/keys/${keyId}` })
})

it('keeps a secret that an answer has in the place of the id', async () => {
  const program = await stage.start()
  const { emulator, provider, account } = await connected(program, { dialect: 'cursor' })
  await confirm(program, provider, account)
  emulator.fault({
    kind: 'rewrite',
    on: ({ method, path }) => method === 'POST' && path.endsWith('/tokens'),
    change: (json) => ({ ...(json as { secret: string }), alias: (json as { secret: string }).secret }),
  })
  await program.call('key:create', { account, draft: { name: 'ci' } })
  const { operations } = await program.snapshot()
  expect(operations).toMatchObject([{ state: 'unknown', error: { kind: 'provider', why: 'secret-as-id' } }])
  expect(isWithout(emulator, await program.snapshot())).toBe(true)
})

/** Generated by age-keygen, only for this test. */
const RECIPIENT = 'age1frwhxedz2w3qlqmta6xkrf6y4vkexy5j6523u5e8lzg73qe5yypsv7teaf'
const IDENTITY = 'AGE-SECRET-KEY-1NSTY5X0DJ4PGGLK3NT7NZSQYF0CRK6W2ZSAP22ZLK0YDTYH7PCFQ9WTSU0'

it('comes back out of a backup on another machine, by its own name, and the first sync deletes nothing', async () => {
  const first = await stage.start()
  const { emulator, provider, account } = await connected(first, { dialect: 'numbered' })
  await confirm(first, provider, account)
  await first.ask('key:create', { account, draft: { name: 'made here' } })
  const { secret } = emulator.handedOut()[0]!
  const folder = newFolder()
  const file = join(folder, 'all.keyhold.age')
  writeFileSync(join(folder, 'identity.txt'), `${IDENTITY}\n`)
  first.world.fileDialogs.choice = file
  await first.ask('backup:write', { for: { kind: 'recipients', recipients: [RECIPIENT] } })
  await first.close()

  const second = await stage.start()
  await second.ask('settings:change', { commandLine: true })
  const session = fakeCommandSession({ args: ['restore', '--dry-run', '-i', 'identity.txt', file], folder })
  expect(await second.answerCommand(session), session.errText).toBe(0)
  expect(session.outText).toMatch(/made here +Numbered +/)
  expect(session.outText).not.toContain(provider)

  second.world.fileDialogs.choice = file
  const { dryRun } = await second.ask('restore:open', { with: { kind: 'identities', text: IDENTITY } })
  const { id, accounts, keys } = dryRun!
  expect(new Set([...accounts, ...keys].map(({ providerName }) => providerName))).toEqual(
    new Set(['Numbered']),
  )
  const picked = { accounts: accounts.map((one) => one.id), keys: keys.map((one) => one.id) }
  expect(await second.ask('restore:run', { id, ...picked })).toMatchObject({
    ...{ failed: [], left: 0, accounts: 1, keys: 4, secrets: 2 },
  })

  expect(await abilities(second, provider)).toMatchObject({ state: 'confirmed', create: true })
  expect((await second.ask('description:read', { provider })).text).toContain('"Numbered"')
  await second.ask('account:sync', { account })
  const after = await second.snapshot()
  expect(after.accounts).toMatchObject([{ id: account, provider, sync: { state: 'done' } }])
  expect(after.keys).toHaveLength(4)
  expect(after.keys.every(({ goneSince }) => goneSince === undefined)).toBe(true)
  const { id: made, version } = await second.keyNamed('made here')
  expect(second.world.keychain.entries().get(`key ${made} v${String(version)}`)).toBe(secret)
  await second.ask('key:revoke', { key: made, name: 'made here' })
  expect(emulator.isAlive(secret)).toBe(false)
})

it('is not removed while an account uses it', async () => {
  const program = await stage.start()
  const { provider, account, emulator } = await connected(program, { dialect: 'linked' })
  const inTheWay = { kind: 'description', why: 'in-use', accounts: ['Lab'] }
  expect(await program.call('description:remove', { provider })).toEqual({ ok: false, error: inTheWay })
  await program.ask('account:remove', { account, name: 'Lab' })
  await program.ask('description:remove', { provider })
  const { providers, keys } = await program.snapshot()
  expect(providers.some(({ id }) => id === provider)).toBe(false)
  expect(keys).toHaveLength(emulator.keys.length)
  const history = await program.ask('history:list', { limit: 20 })
  const kinds = history.map(({ kind }) => kind)
  expect(kinds).toContain('provider-described')
  expect(kinds).toContain('provider-removed')
})

it('says every fault of a pasted text, and keeps nothing of it', async () => {
  const program = await stage.start()
  const before = (await program.snapshot()).providers.length
  for (const name of ['description:check', 'description:save'] as const) {
    const answer = await program.ask(name, { text: '{"keyhold":1}' })
    expect(answer.kind === 'faulty' && answer.faults).toContainEqual({ place: '/address', why: 'required' })
  }
  expect((await program.snapshot()).providers).toHaveLength(before)
})
